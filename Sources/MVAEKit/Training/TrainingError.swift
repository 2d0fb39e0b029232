/// Why a model cannot be trained or used.
public enum TrainingError: ExplainedError, Equatable {
  case parameter(name: String, value: String, allowed: String)
  case tooFewRows(Int)
  case noColumns
  case oneGroup(rows: Int)
  case tooManyWeights(Int)
  /// The loss or a gradient was no finite number before the first epoch ended.
  case diverged(epoch: Int, batch: Int)

  public var message: String {
    switch self {
    case .parameter(let name, let value, let allowed): "\(name) is \(value), allowed is \(allowed)"
    case .tooFewRows(let count):
      "training needs at least 2 rows, there \(count == 1 ? "is 1" : "are \(count)")"
    case .noColumns: "the features have no columns"
    case .oneGroup(let rows):
      "all \(rows) rows belong to one group (one recording, album or artist), which no split may part"
    case .tooManyWeights(let count): "this model would have \(count) weights, more than 268435456"
    case .diverged(let epoch, let batch):
      "the loss became NaN or infinite in epoch \(epoch), batch \(batch): no good weights to keep"
    }
  }

  public var hint: String? {
    switch self {
    case .parameter, .noColumns: nil
    case .tooFewRows: "load more tracks"
    case .oneGroup: "train without validation: 0, or give rows their own groups"
    case .tooManyWeights: "use smaller hidden layers"
    case .diverged: "try a smaller rate"
    }
  }

  public var parameter: String? {
    switch self {
    case .parameter(let name, _, _): name
    case .oneGroup: "validation"
    case .tooManyWeights: "hidden"
    case .diverged: "rate"
    case .tooFewRows, .noColumns: nil
    }
  }
}
