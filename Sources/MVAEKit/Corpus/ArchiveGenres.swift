/// Titles of the Free Music Archive's genres by number, from genres.csv.
struct ArchiveGenres {
  private var titles: [Int: String] = [:]

  /// No titles: numbers stay numbers.
  init() {}

  /// - Throws: ``CSVError``, `CancellationError`.
  init(path: String, cancellation: Cancellation) throws {
    let table = try TextTable(path: path, cancellation: cancellation)
    guard let number = table.index(of: "genre_id"),
      let title = table.index(of: "title") ?? table.index(of: "genre_title")
    else { return }
    for row in table.rows {
      if let key = Int(row[number]) { titles[key] = row[title] }
    }
  }

  /// "[21, 4]" → "Hip-Hop; Jazz".
  func names(_ list: String) -> String {
    list.split { !$0.isNumber }.map { Int($0).flatMap { titles[$0] } ?? String($0) }
      .joined(separator: "; ")
  }
}
