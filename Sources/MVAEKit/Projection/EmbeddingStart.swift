/// Where the points of an embedding begin.
enum EmbeddingStart {
  /// Scores along the leading principal components, shape [rows, dimensions]; 0 where the data has fewer.
  static func principalComponents(_ values: Tensor, dimensions: Int, cancellation: Cancellation) throws
    -> Tensor
  {
    let count = min(dimensions, values.rows, values.columns)
    let components = try PrincipalComponents(values, count: count, cancellation: cancellation)
    let scores = try components.project(values, cancellation: cancellation)
    guard count < dimensions else { return scores }
    var padded = Tensor(shape: [values.rows, dimensions])
    for row in 0..<values.rows {
      for column in 0..<count {
        padded.values[row * dimensions + column] = scores.values[row * count + column]
      }
    }
    return padded
  }

  /// Brings the first column to a standard deviation.
  static func scale(_ points: inout Tensor, deviation: Double) {
    let found = ColumnMoments(points).variances.first?.squareRoot() ?? 0
    guard found > 0 else { return }
    for index in points.values.indices {
      points.values[index] = Float(Double(points.values[index]) * deviation / found)
    }
  }

  static func addNoise(to points: inout Tensor, deviation: Double, seed: UInt64) {
    var random = RandomSource(seed: seed)
    for index in points.values.indices {
      points.values[index] += Float(deviation * random.normal())
    }
  }

  /// Largest value 10, noise of 1e-4, and each axis from 0 to 10, as umap-learn begins.
  static func spread(_ points: Tensor, seed: UInt64) -> Tensor {
    var result = points
    let largest = Double(points.values.reduce(0) { max($0, abs($1)) })
    for index in result.values.indices where largest > 0 {
      result.values[index] = Float(Double(result.values[index]) * 10 / largest)
    }
    addNoise(to: &result, deviation: 1e-4, seed: seed)
    for axis in 0..<result.columns {
      let column = stride(from: axis, to: result.values.count, by: result.columns)
      let low = column.reduce(Float.infinity) { min($0, result.values[$1]) }
      let high = column.reduce(-Float.infinity) { max($0, result.values[$1]) }
      for index in column where high > low {
        result.values[index] = 10 * (result.values[index] - low) / (high - low)
      }
    }
    return result
  }
}
