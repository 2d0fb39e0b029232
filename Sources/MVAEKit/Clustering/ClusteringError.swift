/// Why rows cannot be clustered.
public enum ClusteringError: ExplainedError, Equatable {
  case clusterCount(k: Int, rows: Int)
  case restarts(Int)
  case notFinite(row: Int, column: Int)
  case shape([Int])
  case centres(expected: [Int], found: [Int])
  case empty
  case setting(name: String, value: String, allowed: String)
  case memory(rows: Int, bytes: Int, limit: Int, linkage: String)
  case covarianceSize(components: Int, columns: Int)
  case singular(component: Int)
  case noConvergence

  public var message: String {
    switch self {
    case .clusterCount(let k, let rows):
      k < 1 ? "k is \(k)" : "k is \(k), but there are only \(rows) rows"
    case .restarts(let count): "restarts is \(count)"
    case .notFinite(let row, let column):
      "row \(row), column \(column) holds a value that is no finite number"
    case .shape(let shape): "clustering needs rows × columns, not shape \(shape)"
    case .centres(let expected, let found): "the initial centres have shape \(found), not \(expected)"
    case .empty: "there are no rows to cluster"
    case .setting(let name, let value, _): "\(name) is \(value)"
    case .memory(let rows, let bytes, let limit, let linkage):
      "\(linkage) linkage holds the distances of all pairs: \(bytes >> 20) MB for \(rows) rows, "
        + "\(limit >> 20) MB are allowed"
    case .covarianceSize(let components, let columns):
      "full covariances of \(components) components in \(columns) columns are too many numbers"
    case .singular(let component):
      "the covariance of component \(component) has no inverse, even with what is added to its diagonal"
    case .noConvergence: "the eigenvalues of the neighbour graph did not converge"
    }
  }

  public var hint: String? {
    switch self {
    case .clusterCount(let k, let rows): k < 1 ? "k is at least 1" : "choose k from 1 to \(rows)"
    case .restarts: "allowed is 1 to 1000"
    case .notFinite: "leave that row out, or fill the value"
    case .setting(_, _, let allowed): "allowed is \(allowed)"
    case .memory: "`linkage: ward` and `linkage: single` hold no pairs; or cluster a part of the rows"
    case .covarianceSize:
      "\(MixtureRun.mostColumns) columns and \(MixtureRun.mostNumbers >> 20) million numbers are allowed: take "
        + "`covariance: diagonal`, fewer components, or project first"
    case .singular: "raise `regularisation:`, or take `covariance: diagonal`"
    case .shape, .centres, .empty, .noConvergence: nil
    }
  }

  public var parameter: String? {
    switch self {
    case .clusterCount: "k"
    case .restarts: "restarts"
    case .setting(let name, _, _): name
    case .memory: "linkage"
    case .covarianceSize, .singular: "covariance"
    case .notFinite, .shape, .centres, .empty, .noConvergence: nil
    }
  }

  /// Checks rows that are to be clustered: a matrix with a row, a column, and finite values.
  static func check(_ values: Tensor) throws {
    guard values.shape.count == 2, values.columns > 0 else { throw ClusteringError.shape(values.shape) }
    guard values.rows > 0 else { throw ClusteringError.empty }
    if let index = values.values.firstIndex(where: { !$0.isFinite }) {
      throw ClusteringError.notFinite(row: index / values.columns, column: index % values.columns)
    }
  }

  /// The same with a number of clusters that the rows can be parted into.
  static func check(_ values: Tensor, k: Int) throws {
    guard values.shape.count == 2, values.columns > 0 else { throw ClusteringError.shape(values.shape) }
    guard k >= 1, k <= values.rows else { throw ClusteringError.clusterCount(k: k, rows: values.rows) }
    try check(values)
  }
}
