import Foundation

/// The total correlation of a Gaussian with the covariance of some points: KL(N(m, Σ) ‖ Π N(m_j, Σ_jj)).
enum GaussianCorrelation {
  /// ½ (Σ_j ln Σ_jj − ln det Σ) over the dimensions in use, in nats (Watanabe 1960); ∞ where one follows from others.
  static func total(_ codes: FactorCodes) -> Double {
    let live = codes.live
    guard live.count > 1 else { return 0 }
    let size = live.count
    let means = live.map { dimension in
      (0..<codes.rows).reduce(0) { $0 + codes.value($1, dimension) } / Double(max(1, codes.rows))
    }
    var covariance = [Double](repeating: 0, count: size * size)
    for row in 0..<codes.rows {
      let centred = zip(live, means).map { codes.value(row, $0) - $1 }
      for i in 0..<size {
        for j in 0...i { covariance[i * size + j] += centred[i] * centred[j] }
      }
    }
    let scale = (0..<size).map { covariance[$0 * size + $0].squareRoot() }
    for i in 0..<size {
      for j in 0...i {
        covariance[i * size + j] /= scale[i] * scale[j]
        covariance[j * size + i] = covariance[i * size + j]
      }
    }
    // Of correlations the diagonal is 1, so that its logarithms vanish.
    guard let factor = CholeskyFactor(covariance, size: size) else { return .infinity }
    return max(0, -0.5 * factor.logDeterminant)
  }
}
