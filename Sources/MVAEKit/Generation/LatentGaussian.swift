/// A Gaussian over the latent space with a full covariance.
public struct LatentGaussian: Sendable, Equatable {
  public let mean: [Double]
  /// Row-major, latent × latent.
  public let covariance: [Double]
  /// A with A · Aᵀ = covariance, row-major.
  private let root: [Double]

  /// - Parameter covariance: symmetric; directions without variance are allowed and give no spread.
  init(mean: [Double], covariance: [Double]) {
    self.mean = mean
    self.covariance = covariance
    root = Self.root(of: covariance, size: mean.count)
  }

  /// Fitted to the aggregate posterior q(z) = 1/N Σ q(z|x) of `rows`, or of all rows.
  ///
  /// Mean: that of μ. Covariance: the sample covariance of μ (divided by N − 1) plus the mean of σ² on the diagonal
  /// (the law of total variance).
  ///
  /// - Throws: ``GenerationError/noRows``, ``PosteriorMeasureError``.
  public init(fitting posterior: Posterior, rows: [Int]? = nil) throws {
    let points = try PosteriorPoints(posterior, rows: rows)
    let latent = points.latent
    let mean = points.columnMeans(points.means)
    let noise = points.columnMeans(points.variances)
    var covariance = [Double](repeating: 0, count: latent * latent)
    for row in 0..<points.count {
      let centred = zip(points.means[row * latent..<(row + 1) * latent], mean).map { $0 - $1 }
      for i in 0..<latent {
        for j in 0...i { covariance[i * latent + j] += centred[i] * centred[j] }
      }
    }
    for i in 0..<latent {
      for j in 0...i {
        covariance[i * latent + j] /= Double(max(1, points.count - 1))
        covariance[j * latent + i] = covariance[i * latent + j]
      }
      covariance[i * latent + i] += noise[i]
    }
    self.init(mean: mean, covariance: covariance)
  }

  /// z = mean + temperature · A · ε with ε from N(0, 1).
  func draw(_ random: inout RandomSource, temperature: Double) -> [Double] {
    let size = mean.count
    let noise = (0..<size).map { _ in random.normal() }
    return (0..<size).map { row in
      mean[row]
        + temperature * (0..<size).reduce(0) { $0 + root[row * size + $1] * noise[$1] }
    }
  }

  /// The Cholesky factor; of a singular matrix the symmetric square root V · √λ · Vᵀ with what is below 0 as 0.
  private static func root(of covariance: [Double], size: Int) -> [Double] {
    if let factor = CholeskyFactor(covariance, size: size) { return factor.lower }
    var result = [Double](repeating: 0, count: size * size)
    guard let eigen = SymmetricEigen(covariance, size: size) else {
      for index in 0..<size {
        let variance = covariance[index * size + index]
        result[index * size + index] = variance > 0 && variance.isFinite ? variance.squareRoot() : 0
      }
      return result
    }
    for (value, vector) in zip(eigen.values, eigen.vectors) where value > 0 {
      for i in 0..<size {
        for j in 0..<size { result[i * size + j] += value.squareRoot() * vector[i] * vector[j] }
      }
    }
    return result
  }
}

/// Means and variances of some rows of a posterior, in double.
struct PosteriorPoints: Sendable {
  let count: Int
  let latent: Int
  /// Row-major, count × latent.
  let means: [Double]
  let variances: [Double]

  /// - Throws: ``GenerationError/noRows``, ``PosteriorMeasureError``.
  init(_ posterior: Posterior, rows: [Int]?) throws {
    try posterior.requireMeasurable()
    let indices = rows ?? Array(0..<posterior.mean.rows)
    guard !indices.isEmpty else { throw GenerationError.noRows }
    let chosen = Posterior(
      mean: posterior.mean.selecting(indices), logVariance: posterior.logVariance.selecting(indices))
    count = indices.count
    latent = posterior.mean.columns
    means = chosen.mean.values.map(Double.init)
    variances = chosen.variances
  }

  func columnMeans(_ values: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: latent)
    for (index, value) in values.enumerated() { sums[index % latent] += value }
    return sums.map { $0 / Double(count) }
  }
}
