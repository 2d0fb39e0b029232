/// A matrix of mostly zeros, row by row: only what is not zero is stored.
///
/// Invariant: `rowStarts` ascends from 0 to `values.count`; within a row `columnIndices` ascend.
public struct SparseMatrix: Sendable, Equatable {
  public let columns: Int
  /// Row i has the entries `rowStarts[i]..<rowStarts[i + 1]`; one longer than the matrix has rows.
  public let rowStarts: [Int]
  public let columnIndices: [Int32]
  public let values: [Double]

  /// `nil` when the parts do not fit together.
  public init?(columns: Int, rowStarts: [Int], columnIndices: [Int32], values: [Double]) {
    guard (0...Int(Int32.max)).contains(columns), columnIndices.count == values.count,
      rowStarts.first == 0, rowStarts.last == values.count,
      zip(rowStarts, rowStarts.dropFirst()).allSatisfy({ $0 <= $1 }),
      columnIndices.allSatisfy({ $0 >= 0 && Int($0) < columns }),
      zip(rowStarts, rowStarts.dropFirst()).allSatisfy({ Self.ascends(columnIndices[$0..<$1]) })
    else { return nil }
    self.init(
      trusted: columns, rowStarts: rowStarts, columnIndices: columnIndices, values: values)
  }

  /// The same of parts that are known to fit.
  init(trusted columns: Int, rowStarts: [Int], columnIndices: [Int32], values: [Double]) {
    self.columns = columns
    self.rowStarts = rowStarts
    self.columnIndices = columnIndices
    self.values = values
  }

  public var rows: Int { rowStarts.count - 1 }

  /// How many entries are stored in row `index`.
  public func count(ofRow index: Int) -> Int { rowStarts[index + 1] - rowStarts[index] }

  /// Row `index` with its zeros.
  public func dense(row index: Int) -> [Double] {
    var row = [Double](repeating: 0, count: columns)
    for entry in rowStarts[index]..<rowStarts[index + 1] {
      row[Int(columnIndices[entry])] = values[entry]
    }
    return row
  }

  /// Rows and columns exchanged.
  func transposed(cancellation: Cancellation) throws -> SparseMatrix {
    var starts = [Int](repeating: 0, count: columns + 1)
    for column in columnIndices { starts[Int(column) + 1] += 1 }
    for column in 0..<columns { starts[column + 1] += starts[column] }
    var next = starts
    var indices = [Int32](repeating: 0, count: values.count)
    var turned = [Double](repeating: 0, count: values.count)
    for row in 0..<rows {
      if row % 512 == 0 { try cancellation.check() }
      for entry in rowStarts[row]..<rowStarts[row + 1] {
        let column = Int(columnIndices[entry])
        indices[next[column]] = Int32(truncatingIfNeeded: row)
        turned[next[column]] = values[entry]
        next[column] += 1
      }
    }
    return SparseMatrix(trusted: rows, rowStarts: starts, columnIndices: indices, values: turned)
  }

  private static func ascends(_ indices: ArraySlice<Int32>) -> Bool {
    zip(indices, indices.dropFirst()).allSatisfy { $0 < $1 }
  }
}
