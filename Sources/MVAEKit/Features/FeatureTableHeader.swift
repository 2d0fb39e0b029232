/// The names of a table of features: one header row; or the archive's several, down to a line `track_id`.
struct FeatureTableHeader {
  let path: String
  /// Of every column, all different; the archive's rows are joined by `_`.
  let names: [String]
  /// What each header row says of each column: ["mfcc", "mean", "01"]; empty for one header row.
  let parts: [[String]]
  /// Rows to pass over when the table is read.
  let rowCount: Int

  /// The first rows of features.csv and echonest.csv name a group again and again, after a cell that is empty or says
  /// "feature".
  ///
  /// - Throws: ``CSVError``.
  init(path: String) throws {
    self.path = path
    let reader = try CSVReader(path: path)
    guard try reader.next() else { throw CSVError.empty(path: path) }
    var rows = [reader.fields]
    let first = rows[0]
    if first.count > 2, first[0].isEmpty || first[0].hasPrefix("feature"), first[1] == first[2] {
      while rows.count < 5, rows.last?.first != "track_id", try reader.next() { rows.append(reader.fields) }
    }
    guard rows.count > 1, rows.last?.first == "track_id" else {
      names = TextTable.distinct(first)
      parts = []
      rowCount = 1
      return
    }
    let titles = rows.dropLast()
    parts = first.indices.map { column in column == 0 ? [] : titles.map { $0[column] } }
    names = TextTable.distinct(
      parts.enumerated().map { $0 == 0 ? "track_id" : $1.joined(separator: "_") })
    rowCount = rows.count
  }

  /// The columns whose headers say one of `groups` and one of `statistics`; where either is empty, it is not asked.
  ///
  /// - Throws: ``FeatureImportError``.
  func columns(groups: [String], statistics: [String]) throws(FeatureImportError) -> [Int] {
    guard !parts.isEmpty else {
      throw .noGroups(path: path, parameter: groups.isEmpty ? "statistics" : "features")
    }
    for (wanted, parameter) in [(groups, "features"), (statistics, "statistics")] {
      for name in wanted where !parts.contains(where: { $0.contains(name) }) {
        throw .unknownGroup(name: name, available: known, parameter: parameter)
      }
    }
    let columns = names.indices.filter { column in
      (groups.isEmpty || groups.contains { parts[column].contains($0) })
        && (statistics.isEmpty || statistics.contains { parts[column].contains($0) }) && column > 0
    }
    guard !columns.isEmpty else { throw .featuresMissing(path: path) }
    return columns
  }

  /// All that the header rows say but the numbers, in order.
  private var known: [String] {
    var seen: Set<String> = []
    let depth = parts.last?.count ?? 0
    return (0..<depth).flatMap { row in
      parts.dropFirst().map { $0[row] }.filter { !$0.isEmpty && Int($0) == nil && seen.insert($0).inserted }
    }
  }

  /// A reader at the first row below the header.
  func reader() throws -> CSVReader {
    let reader = try CSVReader(path: path)
    for _ in 0..<rowCount { _ = try reader.next() }
    return reader
  }
}
