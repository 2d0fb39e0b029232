/// How well the rows of a table met the tracks of a corpus.
public struct JoinReport: Sendable, Equatable {
  /// Some of the names, and how many there are.
  public struct Names: Sendable, Equatable {
    public internal(set) var count = 0
    /// At most twenty.
    public internal(set) var examples: [String] = []

    mutating func add(_ name: String) {
      count += 1
      if examples.count < 20 { examples.append(name) }
    }
  }

  /// The table's path.
  public let path: String
  /// The column that names the tracks.
  public let keyColumn: String
  /// Tracks with a row.
  public internal(set) var matched = 0
  /// Tracks without a row.
  public internal(set) var missing = Names()
  /// Rows without a track.
  public internal(set) var extra = Names()
  /// Rows of a track that had one already; the first is kept.
  public internal(set) var duplicate = Names()
  /// Lines that were left out because their number of fields differs from the header's.
  public internal(set) var raggedLines: [Int] = []

  init(path: String, keyColumn: String) {
    self.path = path
    self.keyColumn = keyColumn
  }

  /// The report in words.
  public var notes: [String] {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var parts = ["\(matched) track\(matched == 1 ? "" : "s") matched by \(keyColumn)"]
    if missing.count > 0 { parts.append("\(missing.count) without a row (\(Self.list(missing)))") }
    if extra.count > 0 { parts.append("\(extra.count) rows without a track (\(Self.list(extra)))") }
    if duplicate.count > 0 {
      parts.append("\(duplicate.count) repeated rows, the first of each kept (\(Self.list(duplicate)))")
    }
    return ["\(file): " + parts.joined(separator: ", ")]
      + [TextTable.note(path: path, raggedLines: raggedLines)].compactMap { $0 }
  }

  private static func list(_ names: Names) -> String {
    names.examples.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
  }
}
