/// Why a projection cannot be made.
public enum ProjectionError: ExplainedError, Equatable {
  case tooFewRows(Int)
  case components(Int, limit: Int)
  case notFinite(row: Int, column: Int)
  case columns(expected: Int, found: Int)
  case noConvergence
  case allZero
  case tooFewForNeighbors(Int)
  case dimensions(Int)
  case tooManyRows(Int, limit: Int)
  case perplexity(Double, limit: Double)
  case neighbors(Int, limit: Int)
  case minimumDistance(Double)
  case steps(Int)
  case transform(size: Int)
  case otherColumns(expected: [String], found: [String])

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
    case .tooFewForNeighbors(let count):
      "a map of neighbours needs at least 4 rows, there \(count == 1 ? "is 1" : "are \(count)")"
    case .dimensions(let count): "\(count) dimensions for a map that has 2 or 3"
    case .tooManyRows(let count, let limit):
      "t-SNE in three dimensions is summed over all pairs, for up to \(limit) rows; there are \(count)"
    case .perplexity(let value, let limit):
      "perplexity is \(value), but the rows allow 1 to \(limit): three times as many neighbours are needed"
    case .neighbors(let count, let limit): "\(count) neighbours of rows that have \(limit) at most"
    case .minimumDistance(let value): "the minimal distance is \(value), allowed is 0 to 1"
    case .steps(let count): "\(count) steps or epochs"
    case .otherColumns(let expected, let found): Self.columnsMessage(expected, found)
    case .transform(let size): "FFTW has no plan for \(size) values"
    }
  }

  public var hint: String? {
    switch self {
    case .components(_, let limit): "choose 1 to \(limit)"
    case .notFinite: "leave that row out, or fill the value"
    case .perplexity(_, let limit): "give at most \(limit)"
    case .neighbors(_, let limit): "choose 2 to \(limit)"
    case .tooManyRows: "choose umap, or two dimensions"
    case .steps: "give at least 1"
    case .otherColumns: "give vectors made the same way as those that were projected"
    case .tooFewRows, .columns, .noConvergence, .allZero, .tooFewForNeighbors, .dimensions,
      .minimumDistance, .transform:
      nil
    }
  }

  public var parameter: String? {
    switch self {
    case .components, .dimensions, .tooManyRows: "dimensions"
    case .perplexity: "perplexity"
    case .neighbors: "neighbors"
    case .minimumDistance: "min_dist"
    case .steps: "epochs"
    default: nil
    }
  }

  private static func columnsMessage(_ expected: [String], _ found: [String]) -> String {
    guard expected.count == found.count else {
      return "the projection was fitted to \(expected.count) columns, these vectors have \(found.count)"
    }
    let index = zip(expected, found).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
    return "column \(index) is \(found[index]) where the projection was fitted to \(expected[index])"
  }
}
