import Foundation

/// Centres rows and brings their largest value to 1, and bounds what single precision loses of their distances.
///
/// Of scaled rows x and y, ‖x‖² + ‖y‖² − 2xy in single precision is wrong by at most δ(‖x‖² + ‖y‖²) with
/// δ = 2u(columns + 16), u = 2⁻²⁴: a product of that length, its sum with the norms, and the rounding of the rows.
struct NeighborScaler: Sendable {
  private let means: [Double]
  private let scale: Double
  private let shrink: Double

  init(fitting values: Tensor) {
    means = ColumnMoments(values).means
    var largest = 0.0
    let width = values.columns
    for row in 0..<values.rows {
      for column in 0..<width {
        largest = max(largest, abs(Double(values.values[row * width + column]) - means[column]))
      }
    }
    scale = largest > 0 ? 1 / largest : 1
    shrink = max(0, 1 - 2 * 0x1p-24 * Double(width + 16))
  }

  /// factor · scale · (x − mean).
  func scale(_ values: Tensor, factor: Double) -> [Float] {
    let width = values.columns
    let factor = factor * scale
    return [Float](unsafeUninitializedCapacity: values.values.count) { result, count in
      for row in 0..<values.rows {
        for column in 0..<width {
          let index = row &* width &+ column
          result[index] = Float((Double(values.values[index]) - means[column]) * factor)
        }
      }
      count = values.values.count
    }
  }

  /// (1 − δ)‖y‖² of every scaled row.
  func loweredNorms(_ scaled: [Float]) -> [Float] {
    let width = means.count
    return (0..<scaled.count / max(1, width)).map { row in
      var sum = 0.0
      for column in 0..<width {
        let value = Double(scaled[row * width + column])
        sum += value * value
      }
      return Float(sum * shrink)
    }
  }

  /// A lower bound of the squared distances of rows that were no candidates, in the units of the data.
  ///
  /// - Parameter limit: the smallest (1 − δ)‖y‖² − 2xy that was left out.
  func bound(ofQuery row: ArraySlice<Float>, limit: Float) -> Double {
    guard limit < .infinity else { return .infinity }
    var norm = 0.0
    for (value, mean) in zip(row, means) {
      let value = (Double(value) - mean) * scale
      norm += value * value
    }
    return (norm * shrink + Double(limit)) / (scale * scale)
  }
}
