/// The derivative of a feature over time, by polynomials fitted to nine frames around each.
///
/// As `librosa.feature.delta`: Savitzky & Golay (1964), polynomials of the derivative's own order, the first and last
/// four frames by the polynomials of the first and last nine.
struct Delta {
  static let width = 9
  /// Of the names of the first and of the second derivative.
  static let suffixes = ["_delta", "_delta2"]

  /// One weight a frame of the window.
  private let weights: [Double]

  /// - Parameter order: 1 or 2.
  init(order: Int) {
    let positions = (-Self.width / 2...Self.width / 2).map { Double($0) }
    let squares = positions.map { $0 * $0 }
    let mean = squares.reduce(0, +) / Double(Self.width)
    // Orthogonal polynomials: t, and t² less its mean; a derivative of the fit's own order is constant.
    let basis = order == 1 ? positions : squares.map { $0 - mean }
    let length = basis.reduce(0) { $0 + $1 * $1 }
    weights = basis.map { $0 * (order == 1 ? 1 : 2) / length }
  }

  /// - Parameter series: rows × frames.
  /// - Throws: ``SpectralError/tooShort(frames:needed:)`` below nine frames.
  func values(of series: [Float], rows: Int) throws -> [Float] {
    let frames = series.count / max(1, rows)
    guard frames >= Self.width else { throw SpectralError.tooShort(frames: frames, needed: Self.width) }
    var result = [Float](repeating: 0, count: series.count)
    let half = Self.width / 2
    for row in 0..<rows {
      let start = row * frames
      for frame in half..<frames - half {
        var sum = 0.0
        for (index, weight) in weights.enumerated() {
          sum += weight * Double(series[start + frame - half + index])
        }
        result[start + frame] = Float(sum)
      }
      for frame in 0..<half {
        result[start + frame] = result[start + half]
        result[start + frames - 1 - frame] = result[start + frames - 1 - half]
      }
    }
    return result
  }
}
