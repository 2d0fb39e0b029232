/// Why rows cannot be clustered.
public enum ClusteringError: ExplainedError, Equatable {
  case clusterCount(k: Int, rows: Int)
  case restarts(Int)
  case notFinite(row: Int, column: Int)
  case shape([Int])
  case centres(expected: [Int], found: [Int])

  public var message: String {
    switch self {
    case .clusterCount(let k, let rows):
      k < 1 ? "k is \(k)" : "k is \(k), but there are only \(rows) rows"
    case .restarts(let count): "restarts is \(count)"
    case .notFinite(let row, let column):
      "row \(row), column \(column) holds a value that is no finite number"
    case .shape(let shape): "clustering needs rows × columns, not shape \(shape)"
    case .centres(let expected, let found): "the initial centres have shape \(found), not \(expected)"
    }
  }

  public var hint: String? {
    switch self {
    case .clusterCount(let k, let rows): k < 1 ? "k is at least 1" : "choose k from 1 to \(rows)"
    case .restarts: "allowed is 1 to 1000"
    case .notFinite: "leave that row out, or fill the value"
    case .shape, .centres: nil
    }
  }

  public var parameter: String? {
    switch self {
    case .clusterCount: "k"
    case .restarts: "restarts"
    case .notFinite, .shape, .centres: nil
    }
  }
}
