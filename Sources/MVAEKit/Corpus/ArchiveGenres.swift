/// The Free Music Archive's genres by number, from genres.csv: titles and what they are part of.
struct ArchiveGenres {
  private var titles: [Int: String] = [:]
  private var parents: [Int: Int] = [:]

  /// No titles: numbers stay numbers.
  init() {}

  /// Reads genres.csv or raw_genres.csv.
  ///
  /// - Throws: ``CSVError``, `CancellationError`.
  init(path: String, cancellation: Cancellation) throws {
    let table = try TextTable(path: path, cancellation: cancellation)
    guard let number = table.index(of: "genre_id"),
      let title = table.index(of: "title") ?? table.index(of: "genre_title")
    else { return }
    let parent = table.index(of: "parent") ?? table.index(of: "genre_parent_id")
    for row in table.rows {
      guard let key = Int(row[number]) else { continue }
      titles[key] = row[title]
      if let parent, let above = Int(row[parent]), above != 0 { parents[key] = above }
    }
  }

  /// "[21, 4]" → "Hip-Hop; Jazz".
  func names(_ list: String) -> String {
    list.split { !$0.isNumber }.map { Int($0).flatMap { titles[$0] } ?? String($0) }
      .joined(separator: "; ")
  }

  /// The title of the one root that all genres of "[25, 31]" are part of; `nil` for several or none.
  func root(of list: String) -> String? {
    let roots = Set(list.split { !$0.isNumber }.compactMap { Int($0) }.map(root))
    return roots.count == 1 ? roots.first.flatMap { titles[$0] } : nil
  }

  /// The genre without a parent above `number`; a circle ends where it closes.
  private func root(_ number: Int) -> Int {
    var seen: Set<Int> = []
    var current = number
    while seen.insert(current).inserted, let parent = parents[current] { current = parent }
    return current
  }
}
