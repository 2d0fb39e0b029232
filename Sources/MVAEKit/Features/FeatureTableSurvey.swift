/// A first pass over a table of features: its column names, and how many cells of each are numbers.
struct FeatureTableSurvey {
  let path: String
  let names: [String]
  /// Header rows to pass over when the table is read again.
  let headerRows: Int
  private(set) var rows = 0
  private(set) var numbers: [Int]
  private(set) var empty: [Int]

  init(path: String, cancellation: Cancellation) throws {
    let reader = try CSVReader(path: path)
    guard try reader.next() else { throw CSVError.empty(path: path) }
    let header = try Self.header(reader)
    self.path = path
    names = header.names
    headerRows = header.count
    numbers = [Int](repeating: 0, count: names.count)
    empty = numbers
    while try reader.next() {
      if rows % 64 == 0 { try cancellation.check() }
      rows += 1
      for column in names.indices {
        let text = LabelValues.trim(reader[column])
        if text.isEmpty { empty[column] += 1 } else if Double(text) != nil { numbers[column] += 1 }
      }
    }
    if rows == 0 { throw FeatureImportError.noRows(path: path) }
  }

  /// Whether at least nine of ten values present are numbers: a stray word is then an error, not a label.
  func isNumeric(_ column: Int) -> Bool {
    numbers[column] > 0 && numbers[column] * 10 >= (rows - empty[column]) * 9
  }

  private struct Header {
    let names: [String]
    let count: Int
  }

  /// One row; or, when the first cell is `feature` or `features`, all rows down to `track_id`.
  private static func header(_ reader: CSVReader) throws -> Header {
    var rows = [reader.fields]
    guard rows[0].first?.hasPrefix("feature") == true, rows[0].count > 2, rows[0][1] == rows[0][2] else {
      return Header(names: TextTable.distinct(rows[0]), count: 1)
    }
    while rows.count < 5, rows.last?.first != "track_id", try reader.next() { rows.append(reader.fields) }
    let titles = rows.dropLast()
    let names = rows[0].indices.map { column in
      column == 0 ? "track_id" : titles.map { $0[column] }.joined(separator: "_")
    }
    return Header(names: TextTable.distinct(names), count: rows.count)
  }
}

/// Which column is what.
struct FeatureTableRoles {
  let features: [Int]
  let labels: [Int]
  let id: Int?
  let group: Int?

  init(
    _ survey: FeatureTableSurvey, label: [String], id: String?, group: String?, columns: [String]?
  ) throws {
    func index(_ name: String, _ parameter: String) throws -> Int {
      guard let index = survey.names.firstIndex(of: name) else {
        throw FeatureImportError.unknownColumn(name: name, available: survey.names, parameter: parameter)
      }
      return index
    }
    let named = try label.map { try index($0, "label") }
    let identity =
      try id.map { try index($0, "id") }
      ?? ["track_id", "id"].lazy.compactMap(survey.names.firstIndex(of:)).first
    self.id = identity
    self.group = try group.map { try index($0, "group") }
    let reserved = Set(named + [identity, self.group].compactMap { $0 })
    let chosen = try columns.map { try $0.map { try index($0, "columns") } }
    let features = chosen ?? survey.names.indices.filter { !reserved.contains($0) && survey.isNumeric($0) }
    self.features = features
    labels = survey.names.indices.filter { column in
      if column == identity || survey.empty[column] == survey.rows { return false }
      return reserved.contains(column) || (!features.contains(column) && !survey.isNumeric(column))
    }
    if features.isEmpty { throw FeatureImportError.featuresMissing(path: survey.path) }
  }
}
