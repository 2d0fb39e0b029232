extension FeatureMatrix {
  /// The values as methods that measure distances see them: standardised or as they are, by ``scaling``.
  public var scaledValues: Tensor {
    switch scaling {
    case .standard: FeatureScaler(fitting: values).scale(values)
    case .none: values
    }
  }

  /// Throws when a value is NaN or infinite, naming its column and row.
  func requireFinite() throws {
    guard let index = values.values.firstIndex(where: { !$0.isFinite }) else { return }
    let row = index / values.columns
    let column = index % values.columns
    throw FeatureError.notFinite(
      feature: name, row: row < rows.count ? rows.ids[row] : "\(row)",
      column: column < columnNames.count ? columnNames[column] : "\(column)")
  }

  /// Throws when the values are no matrix of as many rows as the table has.
  func requireMatrix() throws {
    guard values.shape.count == 2, values.rows == rows.count else {
      throw FeatureError.shape(feature: name, shape: values.shape, rows: rows.count)
    }
  }
}

/// Features that cannot be worked with.
public enum FeatureError: ExplainedError, Equatable {
  case notFinite(feature: String, row: String, column: String)
  case shape(feature: String, shape: [Int], rows: Int)
  case columns(expected: [String], found: [String])

  public var message: String {
    switch self {
    case .notFinite(let feature, let row, let column):
      "\(feature) has a value that is no finite number: row \(row), column \(column)"
    case .shape(let feature, let shape, let rows):
      "\(feature) has values of shape \(shape) for \(rows) rows"
    case .columns(let expected, let found):
      Self.columnsMessage(expected, found)
    }
  }

  public var hint: String? {
    switch self {
    case .notFinite: "leave that row out, or fill the value before training"
    case .shape: "one row of values belongs to each row of the table"
    case .columns: "give features made the same way as those the model was trained on"
    }
  }

  private static func columnsMessage(_ expected: [String], _ found: [String]) -> String {
    guard expected.count == found.count else {
      return "the model was trained on \(expected.count) columns, these features have \(found.count)"
    }
    let index = zip(expected, found).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
    return "column \(index) is \(found[index]) where the model was trained on \(expected[index])"
  }
}
