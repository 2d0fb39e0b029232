/// Why a measure of a posterior cannot be given.
public enum PosteriorMeasureError: ExplainedError, Equatable {
  case empty
  case shapes(mean: [Int], logVariance: [Int])
  case notFinite(row: Int, column: Int)
  case samples(Int)
  /// Rows of log-weights with different numbers of samples.
  case ragged(row: Int, found: Int, expected: Int)

  public var message: String {
    switch self {
    case .empty: "there are no rows, or no latent dimensions"
    case .shapes(let mean, let logVariance):
      "means of shape \(mean) and log-variances of shape \(logVariance) do not belong together"
    case .notFinite(let row, let column):
      "row \(row), column \(column) holds a value that is no finite number"
    case .samples(let count): "\(count) samples a row; at least 1 is needed"
    case .ragged(let row, let found, let expected):
      "row \(row) has \(found) samples where the first has \(expected)"
    }
  }

  public var parameter: String? {
    if case .samples = self { "samples" } else { nil }
  }
}
