/// A CSV file with a header, kept as text.
struct TextTable {
  let path: String
  let columns: [String]
  let rows: [[String]]
  /// Lines that were left out because their number of fields differs from the header's.
  let raggedLines: [Int]

  init(path: String, columns: [String], rows: [[String]], raggedLines: [Int]) {
    self.path = path
    self.columns = columns
    self.rows = rows
    self.raggedLines = raggedLines
  }

  /// Reads the whole file; columns without a name become `column3`, repeated names `name_2`.
  ///
  /// - Throws: ``CSVError``, also when every row is ragged; `CancellationError`.
  init(path: String, cancellation: Cancellation) throws {
    let reader = try CSVReader(path: path, ragged: .skipped)
    guard try reader.next() else { throw CSVError.empty(path: path) }
    let header = reader.fields
    var rows: [[String]] = []
    while try reader.next() {
      if rows.count % 256 == 0 { try cancellation.check() }
      rows.append(reader.fields)
    }
    try reader.requireRows(after: 1)
    self.path = path
    columns = Self.distinct(header)
    self.rows = rows
    raggedLines = reader.raggedLines
  }

  /// The position of a column, by its name in any case.
  func index(of name: String) -> Int? { Self.index(of: name, in: columns) }

  static func index(of name: String, in columns: [String]) -> Int? {
    columns.firstIndex(of: name) ?? columns.firstIndex { $0.lowercased() == name.lowercased() }
  }

  /// What its user should know of lines left out, in words.
  static func note(path: String, raggedLines: [Int]) -> String? {
    guard let first = raggedLines.first else { return nil }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return raggedLines.count == 1
      ? "\(file): line \(first) has another number of fields than the header and was left out"
      : "\(file): \(raggedLines.count) lines have another number of fields than the header and were left out "
        + "(the first is line \(first))"
  }

  static func distinct(_ names: [String]) -> [String] {
    var used: Set<String> = []
    return names.enumerated().map { index, name in
      let trimmed = name.filter { !$0.isNewline }
      let base = trimmed.isEmpty ? "column\(index + 1)" : trimmed
      var candidate = base
      var number = 2
      while !used.insert(candidate).inserted {
        candidate = "\(base)_\(number)"
        number += 1
      }
      return candidate
    }
  }
}
