/// Why a projection cannot be made.
public enum ProjectionError: ExplainedError, Equatable {
  case tooFewRows(Int)
  case components(Int, limit: Int)
  case notFinite(row: Int, column: Int)
  case columns(expected: Int, found: Int)
  case noConvergence
  case allZero

  public var message: String {
    switch self {
    case .tooFewRows(let count):
      "a projection needs at least 2 rows, there \(count == 1 ? "is 1" : "are \(count)")"
    case .components(let count, let limit):
      "\(count) components of data that has \(limit) at most"
    case .notFinite(let row, let column):
      "row \(row), column \(column) holds a value that is no finite number"
    case .columns(let expected, let found): "the projection was fitted to \(expected) columns, not \(found)"
    case .noConvergence: "the eigenvalues of the covariance did not converge"
    case .allZero: "the matrix holds nothing but zeros"
    }
  }

  public var hint: String? {
    switch self {
    case .components(_, let limit): "choose 1 to \(limit)"
    case .notFinite: "leave that row out, or fill the value"
    case .tooFewRows, .columns, .noConvergence, .allZero: nil
    }
  }

  public var parameter: String? {
    if case .components = self { "components" } else { nil }
  }
}
