/// A first pass over a table of features: how many cells of each column are numbers.
struct FeatureTableSurvey {
  let header: FeatureTableHeader
  private(set) var rows = 0
  private(set) var numbers: [Int]
  private(set) var empty: [Int]

  var names: [String] { header.names }

  init(
    _ header: FeatureTableHeader, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws {
    self.header = header
    numbers = [Int](repeating: 0, count: header.names.count)
    empty = numbers
    let reader = try header.reader()
    while try reader.next() {
      if rows % 64 == 0 {
        try cancellation.check()
        progress(reader.progress)
      }
      rows += 1
      for column in names.indices {
        switch reader.kind(of: column) {
        case .empty: empty[column] += 1
        case .number: numbers[column] += 1
        case .text: break
        }
      }
    }
    if rows == 0 { throw FeatureImportError.noRows(path: header.path) }
  }

  /// Whether at least nine of ten values present are numbers: a stray word is then an error, not a label.
  func isNumeric(_ column: Int) -> Bool {
    numbers[column] > 0 && numbers[column] * 10 >= (rows - empty[column]) * 9
  }
}
