/// Standardises columns to zero mean and unit variance: z = (x − mean) / deviation.
///
/// The deviation is the population's (divided by n, as scikit-learn's StandardScaler); a constant column has
/// deviation 1, so that it becomes 0.
public struct FeatureScaler: Sendable, Equatable {
  public let means: [Double]
  public let deviations: [Double]

  public init(means: [Double], deviations: [Double]) {
    self.means = means
    self.deviations = deviations
  }

  /// Fitted on all rows of `values` (shape [rows, columns]), or on those at `rows`.
  public init(fitting values: Tensor, rows: [Int]? = nil) {
    let moments = ColumnMoments(values, rows: rows)
    means = moments.means
    deviations = zip(moments.variances, moments.means).map { variance, mean in
      let deviation = variance.squareRoot()
      // A constant column's mean may be rounded, which leaves a deviation of rounding size.
      return deviation > 1e-12 * abs(mean) && deviation > 0 ? deviation : 1
    }
  }

  /// Leaves every column as it is.
  public static func identity(columns: Int) -> FeatureScaler {
    FeatureScaler(
      means: [Double](repeating: 0, count: columns), deviations: [Double](repeating: 1, count: columns))
  }

  /// z = (x − mean) / deviation, row by row; `values` has as many columns as the scaler.
  public func scale(_ values: Tensor) -> Tensor {
    map(values) { value, mean, deviation in (value - mean) / deviation }
  }

  /// x = z · deviation + mean: back to the original units.
  public func unscale(_ values: Tensor) -> Tensor {
    map(values) { value, mean, deviation in value * deviation + mean }
  }

  private func map(_ values: Tensor, _ transform: (Double, Double, Double) -> Double) -> Tensor {
    var result = values
    let width = min(values.columns, means.count)
    for row in 0..<values.rows {
      for column in 0..<width {
        let index = row * values.columns + column
        result.values[index] = Float(
          transform(Double(values.values[index]), means[column], deviations[column]))
      }
    }
    return result
  }
}
