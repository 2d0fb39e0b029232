/// Why a score cannot be given.
public enum ScoreError: ExplainedError, Equatable {
  case clusterCount(found: Int, rows: Int)
  case lengths(rows: Int, labels: Int)
  case notFinite(row: Int, column: Int)
  case neighbors(Int, rows: Int)

  public var message: String {
    switch self {
    case .clusterCount(let found, let rows):
      "internal scores need 2 to n − 1 clusters, there \(found == 1 ? "is 1" : "are \(found)") of \(rows) rows"
    case .lengths(let rows, let labels): "there are \(rows) rows, but \(labels) labels"
    case .notFinite(let row, let column):
      "row \(row), column \(column) holds a value that is no finite number"
    case .neighbors(let k, let rows):
      "\(k) neighbours of \(rows) rows: at least 1 and less than half of them are compared"
    }
  }
}
