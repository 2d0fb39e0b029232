/// How well the rows of a table, or the files of a folder, met the tracks of a corpus.
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

    /// The first three, in words.
    public var list: String {
      examples.prefix(3).joined(separator: ", ") + (count > 3 ? ", …" : "")
    }
  }

  /// What a row is called in words.
  enum Unit: String {
    case row
    case file
  }

  /// The path of the table or folder.
  public let path: String
  /// The column that names the tracks, or "file name".
  public let keyColumn: String
  /// Tracks with a row.
  public internal(set) var matched = 0
  /// Tracks without a row.
  public internal(set) var missing = Names()
  /// Rows without a track.
  public internal(set) var extra = Names()
  /// Rows of a track that had one already; the first is kept.
  public internal(set) var duplicate = Names()
  /// Tracks whose row or file says nothing.
  public internal(set) var empty = Names()
  /// Lines that were left out because their number of fields differs from the header's.
  public internal(set) var raggedLines: [Int] = []

  private let unit: Unit

  init(path: String, keyColumn: String, unit: Unit = .row) {
    self.path = path
    self.keyColumn = keyColumn
    self.unit = unit
  }

  /// The name of the table or folder.
  public var source: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The report in words.
  public var notes: [String] {
    let unit = unit.rawValue
    var parts = ["\(matched) track\(matched == 1 ? "" : "s") matched by \(keyColumn)"]
    if missing.count > 0 { parts.append("\(missing.count) without a \(unit) (\(missing.list))") }
    if extra.count > 0 { parts.append("\(extra.count) \(unit)s without a track (\(extra.list))") }
    if duplicate.count > 0 {
      parts.append("\(duplicate.count) repeated \(unit)s, the first of each kept (\(duplicate.list))")
    }
    if empty.count > 0 { parts.append("\(empty.count) empty (\(empty.list))") }
    return ["\(source): " + parts.joined(separator: ", ")]
      + [TextTable.note(path: path, raggedLines: raggedLines)].compactMap { $0 }
  }
}
