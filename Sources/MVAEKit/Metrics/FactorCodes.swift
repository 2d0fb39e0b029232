/// Codes of tracks as measures on known factors see them: which dimensions are in use, and their values in double.
struct FactorCodes: Sendable {
  let rows: Int
  let columns: Int
  /// Row-major.
  let values: [Double]
  /// Which dimensions say anything.
  let isLive: [Bool]

  /// - Parameter threshold: a dimension whose variance is no larger is off.
  init(_ tensor: Tensor, threshold: Double) {
    let moments = ColumnMoments(tensor)
    self.init(
      rows: tensor.rows, columns: tensor.columns, values: tensor.values.map(Double.init),
      // A constant column's mean may be rounded, which leaves a variance of rounding size.
      isLive: zip(moments.variances, moments.means).map { $0 > threshold && $0 > 1e-24 * $1 * $1 })
  }

  private init(rows: Int, columns: Int, values: [Double], isLive: [Bool]) {
    (self.rows, self.columns, self.values, self.isLive) = (rows, columns, values, isLive)
  }

  func value(_ row: Int, _ dimension: Int) -> Double { values[row * columns + dimension] }

  var live: [Int] { isLive.indices.filter { isLive[$0] } }

  /// What `measure` says of each dimension, 0 for those that are off.
  func map(_ measure: (Int) throws -> Double) rethrows -> [Double] {
    try isLive.indices.map { isLive[$0] ? try measure($0) : 0 }
  }

  /// Rows that have lost their tracks: what is found in them is chance.
  func shuffled(seed: UInt64) -> FactorCodes {
    var random = RandomSource(seed: seed, stream: 0x6368_616e)
    return selecting(random.permutation(rows))
  }

  func selecting(_ indices: [Int]) -> FactorCodes {
    FactorCodes(
      rows: indices.count, columns: columns,
      values: indices.flatMap { values[$0 * columns..<($0 + 1) * columns] }, isLive: isLive)
  }

  /// The live dimensions of some rows, shape [indices, live].
  func tensor(_ indices: [Int], dimensions: [Int]) -> Tensor {
    let chosen = indices.flatMap { row in dimensions.map { Float(value(row, $0)) } }
    return Tensor(shape: [indices.count, dimensions.count], values: chosen)
      ?? Tensor(shape: [0, dimensions.count])
  }
}
