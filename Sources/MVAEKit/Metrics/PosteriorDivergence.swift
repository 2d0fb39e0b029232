import Foundation

extension Posterior {
  /// KL(q(z_j|x) ‖ N(0, 1)) = ½ (μ² + σ² − 1 − log σ²) of each dimension in nats, the mean over rows
  /// (Kingma & Welling 2014, appendix B).
  public var dimensionDivergences: [Double] {
    let latent = mean.columns
    var sums = [Double](repeating: 0, count: latent)
    for index in mean.values.indices { sums[index % latent] += divergence(index) }
    return sums.map { max(0, $0 / Double(max(1, mean.rows))) }
  }

  /// The same of each row, the sum over dimensions.
  public var rowDivergences: [Double] {
    let latent = mean.columns
    return (0..<mean.rows).map { row in
      max(0, (row * latent..<(row + 1) * latent).reduce(0) { $0 + divergence($1) })
    }
  }

  private func divergence(_ index: Int) -> Double {
    let (m, l) = (Double(mean.values[index]), Double(logVariance.values[index]))
    // expm1 keeps the digits near σ² = 1.
    return 0.5 * (m * m + expm1(l) - l)
  }

  /// How many dimensions' means vary over the rows by more than `threshold` (Burda et al. 2016: 0.01).
  public func activeUnits(above threshold: Double) -> Int {
    meanVariances.filter { $0 > threshold }.count
  }

  /// Throws ``PosteriorMeasureError`` unless means and log-variances are finite matrices of one shape.
  func requireMeasurable() throws {
    guard mean.shape == logVariance.shape, mean.shape.count == 2 else {
      throw PosteriorMeasureError.shapes(mean: mean.shape, logVariance: logVariance.shape)
    }
    guard mean.rows > 0, mean.columns > 0 else { throw PosteriorMeasureError.empty }
    for values in [mean.values, logVariance.values] {
      if let index = values.firstIndex(where: { !$0.isFinite }) {
        throw PosteriorMeasureError.notFinite(row: index / mean.columns, column: index % mean.columns)
      }
    }
  }
}
