import CHotLoops

/// Principal component analysis (Pearson 1901) through the covariance matrix, or for a few components of wide data
/// by subspace iteration.
///
/// Columns are centred, variances are divided by n − 1, and each component's entry of largest magnitude is
/// positive: scikit-learn's conventions.
public struct PrincipalComponents: Sendable, Equatable {
  /// Shape [components, columns]; each row has length 1.
  public let components: Tensor
  /// Per column.
  public let mean: [Double]
  /// Variance along each component, descending.
  public let explainedVariance: [Double]
  /// Share of the total variance of each component.
  public let explainedVarianceRatio: [Double]

  private let directions: [[Double]]

  /// Fits `count` components to `values`, shape [rows, columns].
  ///
  /// - Throws: ``ProjectionError``; `CancellationError`.
  public init(_ values: Tensor, count: Int, cancellation: Cancellation = Cancellation()) throws {
    let width = values.columns
    guard values.shape.count == 2, values.rows >= 2 else { throw ProjectionError.tooFewRows(values.rows) }
    guard count >= 1, count <= min(values.rows, width) else {
      throw ProjectionError.components(count, limit: min(values.rows, width))
    }
    if let index = values.values.firstIndex(where: { !$0.isFinite }) {
      throw ProjectionError.notFinite(row: index / width, column: index % width)
    }
    let moments = ColumnMoments(values)
    mean = moments.means
    let total = moments.variances.reduce(0, +) * Double(values.rows) / Double(values.rows - 1)
    let leading = try Self.leading(values, mean: mean, count: count, cancellation: cancellation)
    directions = leading.vectors.map(Self.oriented)
    explainedVariance = leading.values.map { max(0, $0) }
    explainedVarianceRatio = explainedVariance.map { total > 0 ? $0 / total : 0 }
    let flat = Tensor(shape: [count, width], values: directions.flatMap { $0.map { Float($0) } })
    components = flat ?? Tensor(shape: [0, width])
  }

  /// Scores of `values` (as many columns as fitted), shape [rows, components].
  public func project(_ values: Tensor, cancellation: Cancellation = Cancellation()) throws -> Tensor {
    let width = mean.count
    guard values.shape.count == 2, values.columns == width else {
      throw ProjectionError.columns(expected: width, found: values.columns)
    }
    var scores = Tensor(shape: [values.rows, directions.count])
    let count = directions.count
    let columns = (0..<width).flatMap { column in directions.map { $0[column] } }
    var sums = [Double](repeating: 0, count: count)
    let block = max(1, (1 << 20) / (width * count))
    try values.values.withUnsafeBufferPointer { rows in
      try scores.values.withUnsafeMutableBufferPointer { scores in
        guard let source = rows.baseAddress, let target = scores.baseAddress else { return }
        for first in stride(from: 0, to: values.rows, by: block) {
          try cancellation.check()
          hot_directions(
            source + first * width, min(block, values.rows - first), width, mean, columns, count, &sums,
            target + first * count)
        }
      }
    }
    return scores
  }

  private struct Leading {
    let values: [Double]
    let vectors: [[Double]]
  }

  /// The `count` largest eigenvalues of the covariance and their vectors: all of them by LAPACK, or the few that
  /// are wanted of wide data by iteration.
  private static func leading(_ values: Tensor, mean: [Double], count: Int, cancellation: Cancellation) throws
    -> Leading
  {
    if SubspaceIteration.suits(rows: values.rows, columns: mean.count, count: count) {
      let ones = [Double](repeating: 1, count: mean.count)
      let centred = FeatureScaler(means: mean, deviations: ones).scale(values)
      if let found = try SubspaceIteration(centred, count: count, cancellation: cancellation) {
        return Leading(values: found.values, vectors: found.vectors)
      }
    }
    let matrix = try covariance(values, mean: mean, cancellation: cancellation)
    guard let eigen = SymmetricEigen(matrix, size: mean.count) else { throw ProjectionError.noConvergence }
    return Leading(values: Array(eigen.values.prefix(count)), vectors: Array(eigen.vectors.prefix(count)))
  }

  /// Σ (x − mean)(x − mean)ᵀ / (n − 1), row-major.
  private static func covariance(_ values: Tensor, mean: [Double], cancellation: Cancellation) throws
    -> [Double]
  {
    let width = mean.count
    var sums = [Double](repeating: 0, count: width * width)
    var centred = [Double](repeating: 0, count: width)
    let block = max(1, (1 << 22) / (width * width))
    try sums.withUnsafeMutableBufferPointer { sums in
      guard let base = sums.baseAddress else { return }
      try values.values.withUnsafeBufferPointer { rows in
        guard let source = rows.baseAddress else { return }
        for first in stride(from: 0, to: values.rows, by: block) {
          try cancellation.check()
          hot_column_products(
            source + first * width, min(block, values.rows - first), width, mean, &centred, base)
        }
      }
      for i in 0..<width {
        for j in i..<width {
          base[i * width + j] /= Double(values.rows - 1)
          base[j * width + i] = base[i * width + j]
        }
      }
    }
    return sums
  }

  /// The same direction with its entry of largest magnitude (the first on a tie) positive.
  private static func oriented(_ direction: [Double]) -> [Double] {
    var largest = 0.0
    for value in direction where abs(value) > abs(largest) { largest = value }
    return largest < 0 ? direction.map { -$0 } : direction
  }
}
