/// Joins the rows of a table to tracks by one of its columns.
struct TrackJoin {
  private let table: TextTable
  let key: Int
  /// The row of each track.
  let rows: [Int?]
  let report: JoinReport

  /// - Parameters:
  ///   - relativePaths: of the tracks.
  ///   - id: the column that names them; `nil` takes the one that names the most.
  ///   - parameter: the label of the table in messages.
  /// - Throws: ``CorpusError/unknownColumn(name:available:parameter:)``,
  ///   ``CorpusError/nothingMatched(path:columns:example:parameter:)``.
  init(table: TextTable, relativePaths: [String], id: String?, parameter: String) throws {
    let keys = TrackKeys(relativePaths: relativePaths)
    if let id {
      guard let index = table.index(of: id) else {
        throw CorpusError.unknownColumn(name: id, available: table.columns, parameter: "id")
      }
      key = index
    } else {
      key = Self.bestColumn(of: table, keys: keys)
    }
    self.table = table
    var report = JoinReport(path: table.path, keyColumn: table.columns[key])
    report.raggedLines = table.raggedLines
    var rows = [Int?](repeating: nil, count: relativePaths.count)
    for (row, fields) in table.rows.enumerated() {
      guard let track = keys.track(for: fields[key]) else {
        report.extra.add(fields[key])
        continue
      }
      if rows[track] == nil { rows[track] = row } else { report.duplicate.add(fields[key]) }
    }
    for (track, path) in relativePaths.enumerated() where rows[track] == nil { report.missing.add(path) }
    report.matched = relativePaths.count - report.missing.count
    guard report.matched > 0 else {
      throw CorpusError.nothingMatched(
        path: table.path, columns: table.columns, example: relativePaths.first ?? "", parameter: parameter)
    }
    self.rows = rows
    self.report = report
  }

  /// A column's text, track by track.
  func values(column: Int) -> [String?] {
    rows.map { $0.map { table.rows[$0][column] } }
  }

  /// The first column of those that name the most different tracks.
  private static func bestColumn(of table: TextTable, keys: TrackKeys) -> Int {
    let counts = table.columns.indices.map { column in
      Set(table.rows.compactMap { keys.track(for: $0[column]) }).count
    }
    return counts.indices.first { counts[$0] == counts.max() } ?? 0
  }
}
