import CHotLoops

/// The leading part A ≈ U Σ Vᵀ of a sparse matrix without centring it: latent semantic analysis when A holds TF-IDF
/// (Deerwester et al. 1990).
///
/// Singular values are right to 1e-7 of themselves; what is below 1e-7 of the largest counts as zero. Each
/// component's entry of largest magnitude is positive, as in scikit-learn's `TruncatedSVD` (version 1.9)
/// (`svd_flip` by V). The same seed gives the same bytes at any number of threads.
public struct TruncatedSVD: Sendable, Equatable {
  /// Descending; fewer than asked for when the matrix has a lower rank.
  public let singularValues: [Double]
  /// Population variance over the fitted rows along each component.
  public let explainedVariance: [Double]
  /// Share of the variance of all columns.
  public let explainedVarianceRatio: [Double]
  /// Columns of the fitted matrix.
  public let columns: Int
  /// V by columns of the matrix: each a row of `width` values, the first `count` in use.
  private let directions: [Double]

  /// Fits `count` components to `matrix`, shape [rows, columns].
  ///
  /// - Throws: ``ProjectionError`` when there are not as many, or for a value that is not finite;
  ///   `CancellationError`.
  public init(
    fitting matrix: SparseMatrix, count: Int, seed: UInt64 = 1, threads: Int? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws {
    guard count >= 1, count <= min(matrix.rows, matrix.columns) else {
      throw ProjectionError.components(count, limit: min(matrix.rows, matrix.columns))
    }
    try Self.requireFinite(matrix)
    let work = BlockWork(threads: threads, cancellation: cancellation)
    let transposed = try matrix.transposed(cancellation: cancellation)
    let isWide = matrix.rows <= matrix.columns
    let (short, long) = isWide ? (matrix, transposed) : (transposed, matrix)
    let found = try TruncatedSVDIteration(short, transposed: long, count: count, seed: seed, work: work)
    let other = VectorBlock(rows: long.rows, count: found.vectors.count)
    try work.multiply(long, found.vectors, into: other)
    let lengths = try work.columnMoments(other).map { $0.squares.squareRoot() }
    let rank = lengths.prefix(min(count, found.values.count)).prefix { $0 > 1e-7 * lengths[0] }.count
    guard rank > 0 else { throw ProjectionError.allZero }
    singularValues = Array(lengths.prefix(rank))
    columns = matrix.columns
    let right = isWide ? other : found.vectors
    let scales = isWide ? singularValues.map { 1 / $0 } : [Double](repeating: 1, count: rank)
    directions = Self.directions(right, scales: scales)
    let scores = try Self.scores(of: matrix, directions, rank: rank, work: work)
    explainedVariance = try work.columnMoments(scores).prefix(rank).map { $0.variance(rows: matrix.rows) }
    let total = Self.totalVariance(transposed)
    explainedVarianceRatio = explainedVariance.map { total > 0 ? $0 / total : 0 }
  }

  /// One that was fitted before, from V by columns of the matrix: `columns` rows of as many values as components.
  ///
  /// - Throws: ``ProjectionError`` when the parts do not belong together or a value is not finite.
  init(
    singularValues: [Double], explainedVariance: [Double], explainedVarianceRatio: [Double], columns: Int,
    directions: [Double]
  ) throws {
    let count = singularValues.count
    guard count >= 1, columns >= 1, explainedVariance.count == count, explainedVarianceRatio.count == count,
      directions.count / count == columns, directions.count % count == 0
    else { throw ProjectionError.components(count, limit: columns) }
    if let place = directions.firstIndex(where: { !$0.isFinite }) {
      throw ProjectionError.notFinite(row: place / count, column: place % count)
    }
    self.singularValues = singularValues
    self.explainedVariance = explainedVariance
    self.explainedVarianceRatio = explainedVarianceRatio
    self.columns = columns
    let width = Self.width(count)
    var padded = [Double](repeating: 0, count: columns * width)
    for row in 0..<columns {
      for index in 0..<count { padded[row * width + index] = directions[row * count + index] }
    }
    self.directions = padded
  }

  /// V by columns of the matrix, `columns` rows of ``count`` values.
  var directionsByColumn: [Double] {
    (0..<columns).flatMap { column in (0..<count).map { weight(column, $0) } }
  }

  /// How many components there are.
  public var count: Int { singularValues.count }

  /// Vᵀ, shape [components, columns]; each row has length 1.
  public var components: Tensor {
    var result = Tensor(shape: [count, columns])
    for index in 0..<count {
      for column in 0..<columns { result.values[index * columns + column] = Float(weight(column, index)) }
    }
    return result
  }

  /// The weight of `column` in component `index`.
  public func weight(_ column: Int, _ index: Int) -> Double {
    directions[column * Self.width(count) + index]
  }

  /// A · V of rows with the same columns, shape [rows, components].
  ///
  /// - Throws: ``ProjectionError/columns(expected:found:)``, `CancellationError`.
  public func project(
    _ matrix: SparseMatrix, threads: Int? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> Tensor {
    guard matrix.columns == columns else {
      throw ProjectionError.columns(expected: columns, found: matrix.columns)
    }
    try Self.requireFinite(matrix)
    let scores = try Self.scores(
      of: matrix, directions, rank: count, work: BlockWork(threads: threads, cancellation: cancellation))
    var result = Tensor(shape: [matrix.rows, count])
    for row in 0..<matrix.rows {
      for index in 0..<count { result.values[row * count + index] = Float(scores[row, index]) }
    }
    return result
  }

  private static func requireFinite(_ matrix: SparseMatrix) throws {
    guard let place = matrix.values.firstIndex(where: { !$0.isFinite }) else { return }
    let row = (matrix.rowStarts.firstIndex { $0 > place } ?? 1) - 1
    throw ProjectionError.notFinite(row: row, column: Int(matrix.columnIndices[place]))
  }

  private static func width(_ count: Int) -> Int { (count + 7) / 8 * 8 }

  /// V of `right` times `scales`, each direction's entry of largest magnitude (the first on a tie) positive.
  private static func directions(_ right: VectorBlock, scales: [Double]) -> [Double] {
    var largest = [Double](repeating: 0, count: scales.count)
    for row in 0..<right.rows {
      for index in scales.indices where abs(right[row, index]) > abs(largest[index]) {
        largest[index] = right[row, index]
      }
    }
    let factors = zip(scales, largest).map { $1 < 0 ? -$0 : $0 }
    let width = width(scales.count)
    var result = [Double](repeating: 0, count: right.rows * width)
    for row in 0..<right.rows {
      for index in factors.indices { result[row * width + index] = factors[index] * right[row, index] }
    }
    return result
  }

  private static func scores(of matrix: SparseMatrix, _ directions: [Double], rank: Int, work: BlockWork)
    throws
    -> VectorBlock
  {
    let scores = VectorBlock(rows: matrix.rows, count: rank)
    let cost = (matrix.values.count / max(1, matrix.rows) + 1) * scores.width
    _ = try work.pieces(rows: matrix.rows, cost: cost) { range in
      matrix.values.withUnsafeBufferPointer { values in
        matrix.columnIndices.withUnsafeBufferPointer { indices in
          guard let weights = values.baseAddress, let columns = indices.baseAddress else { return }
          for row in range {
            let start = matrix.rowStarts[row]
            hot_combine_rows(
              weights + start, columns + start, matrix.rowStarts[row + 1] - start, directions, scores.width,
              scores.row(row))
          }
        }
      }
    }
    return scores
  }

  /// Σ over columns of the population variance; `transposed` has them as rows.
  private static func totalVariance(_ transposed: SparseMatrix) -> Double {
    let count = Double(transposed.columns)
    return (0..<transposed.rows).reduce(0) { total, column in
      let entries = transposed.values[transposed.rowStarts[column]..<transposed.rowStarts[column + 1]]
      let mean = entries.reduce(0, +) / count
      // The zeros that are not stored lie at −mean.
      let squares = entries.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return total + (squares + (count - Double(entries.count)) * mean * mean) / count
    }
  }
}

extension BlockWork {
  struct ColumnSums {
    var sum = 0.0
    var squares = 0.0

    func variance(rows: Int) -> Double {
      let mean = sum / Double(rows)
      return max(0, squares / Double(rows) - mean * mean)
    }
  }

  /// Sum and sum of squares of every column.
  func columnMoments(_ block: VectorBlock) throws -> [ColumnSums] {
    let parts = try pieces(rows: block.rows, cost: 4 * block.width) { range in
      var sums = [ColumnSums](repeating: ColumnSums(), count: block.count)
      for row in range {
        for column in 0..<block.count {
          sums[column].sum += block[row, column]
          sums[column].squares += block[row, column] * block[row, column]
        }
      }
      return sums
    }
    var total = [ColumnSums](repeating: ColumnSums(), count: block.count)
    for part in parts {
      for column in 0..<block.count {
        total[column].sum += part[column].sum
        total[column].squares += part[column].squares
      }
    }
    return total
  }
}
