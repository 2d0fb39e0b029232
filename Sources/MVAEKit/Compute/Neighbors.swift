/// The k nearest rows of each of some rows: by distance, ties by index.
public struct Neighbors: Sendable, Equatable {
  /// How many rows have neighbours.
  public let rows: Int
  /// Neighbours of each row.
  public let k: Int
  /// Row-major, [rows, k]: which rows.
  public let indices: [Int32]
  /// Row-major, [rows, k]: squared Euclidean distances, ascending in each row.
  public let squaredDistances: [Double]

  /// The neighbours of row `row`, nearest first.
  public func indices(of row: Int) -> ArraySlice<Int32> { indices[row * k..<(row + 1) * k] }

  /// Their squared distances.
  public func squaredDistances(of row: Int) -> ArraySlice<Double> {
    squaredDistances[row * k..<(row + 1) * k]
  }
}

/// Why rows have no neighbours.
public enum NeighborError: ExplainedError, Equatable {
  case count(Int, limit: Int)
  case notFinite(row: Int, column: Int)
  case columns(expected: Int, found: Int)
  case shape([Int])

  public var message: String {
    switch self {
    case .count(let k, let limit): "\(k) neighbours of rows that have \(limit) at most"
    case .notFinite(let row, let column):
      "row \(row), column \(column) holds a value that is no finite number"
    case .columns(let expected, let found): "neighbours were fitted to \(expected) columns, not \(found)"
    case .shape(let shape): "neighbours need rows × columns, not shape \(shape)"
    }
  }

  public var hint: String? {
    switch self {
    case .count(_, let limit): "choose 1 to \(limit)"
    case .notFinite: "leave that row out, or fill the value"
    case .columns, .shape: nil
    }
  }

  public var parameter: String? {
    if case .count = self { "neighbors" } else { nil }
  }
}
