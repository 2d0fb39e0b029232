import Foundation

/// The divergence of a variational autoencoder taken apart through q(z), the mean of q(z|x) over all rows.
///
/// E KL(q(z|x) ‖ p(z)) = I(x; z) + TC(z) + Σ_j KL(q(z_j) ‖ p(z_j)) (Hoffman & Johnson 2016; Chen et al. 2018,
/// equation 2). Each part is a mean over samples z ~ q(z|x) of every row; q(z) itself is exact, a mixture of all N
/// rows' Gaussians and not of a minibatch: O(samples · N² · latent). All in nats.
public struct AggregatePosterior: Sendable, Equatable {
  /// I(x; z) between row and latent, E log q(z|x) / q(z): at most ln N.
  public let mutualInformation: MonteCarloEstimate
  /// KL(q(z) ‖ Π q(z_j)), E log q(z) / Π q(z_j): 0 for independent dimensions.
  public let totalCorrelation: MonteCarloEstimate
  /// Σ_j KL(q(z_j) ‖ N(0, 1)), E log Π q(z_j) / p(z).
  public let dimensionDivergence: MonteCarloEstimate
  /// E KL(q(z|x) ‖ N(0, 1)) in closed form: what the three add up to.
  public let divergence: Double

  /// - Parameters:
  ///   - posterior: means and log-variances, shape [rows, latent]; log-variances count as within −30 … 20.
  ///   - samples: draws a row.
  /// - Throws: ``PosteriorMeasureError``, `CancellationError`.
  public init(
    _ posterior: Posterior, samples: Int = 1, seed: UInt64 = 1, threads: Int? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws {
    try posterior.requireMeasurable()
    guard samples >= 1 else { throw PosteriorMeasureError.samples(samples) }
    let mixture = GaussianMixtureDensity(posterior)
    let block = 16
    let rows = posterior.mean.rows
    let parts = try Parallel.map(
      count: (rows + block - 1) / block, threads: threads, cancellation: cancellation
    ) { index in
      try (index * block..<min(rows, (index + 1) * block)).map { row in
        var random = RandomSource(seed: seed, stream: UInt64(row))
        var mean = SampleTerms()
        for _ in 0..<samples {
          let terms = try mixture.terms(ofRow: row, random: &random, cancellation: cancellation)
          mean.add(terms, weight: 1 / Double(samples))
        }
        return mean
      }
    }
    let terms = parts.flatMap { $0 }
    mutualInformation = MonteCarloEstimate(terms.map { $0.conditional - $0.joint })
    totalCorrelation = MonteCarloEstimate(terms.map { $0.joint - $0.marginals })
    dimensionDivergence = MonteCarloEstimate(terms.map { $0.marginals - $0.prior })
    divergence = posterior.dimensionDivergences.reduce(0, +)
  }
}

/// A mean of independent draws, and how far it may be off.
public struct MonteCarloEstimate: Sendable, Equatable {
  public let value: Double
  /// Standard deviation of the draws over √n; 0 for a single draw.
  public let standardError: Double

  /// Of independent draws; 0 of none.
  public init(_ draws: [Double]) {
    let count = Double(max(1, draws.count))
    let mean = draws.reduce(0, +) / count
    let squares = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    value = mean
    standardError = draws.count > 1 ? (squares / (count - 1) / count).squareRoot() : 0
  }
}

/// Log-densities at one sample.
struct SampleTerms: Sendable {
  /// log q(z|x) of the row it was drawn from.
  var conditional = 0.0
  /// log q(z).
  var joint = 0.0
  /// Σ_j log q(z_j).
  var marginals = 0.0
  /// log p(z).
  var prior = 0.0

  mutating func add(_ other: SampleTerms, weight: Double) {
    conditional += weight * other.conditional
    joint += weight * other.joint
    marginals += weight * other.marginals
    prior += weight * other.prior
  }
}
