/// A mixture of Gaussians over the latent space, fitted to an aggregate posterior.
public struct LatentMixture: Sendable, Equatable {
  /// Sum 1.
  public let weights: [Double]
  public let components: [LatentGaussian]
  /// The mean over rows of what the fit raised, in nats; see ``init(fitting:rows:components:seed:threads:cancellation:)``.
  public let objective: Double
  public let iterations: Int

  init(weights: [Double], components: [LatentGaussian], objective: Double = 0, iterations: Int = 0) {
    self.weights = weights
    self.components = components
    self.objective = objective
    self.iterations = iterations
  }

  /// A mixture of one.
  init(_ gaussian: LatentGaussian) {
    self.init(weights: [1], components: [gaussian])
  }

  /// Expectation maximisation (Dempster, Laird & Rubin 1977) where each row is not a point but its Gaussian q(z|x).
  ///
  /// Raises Σ_i ln Σ_k π_k exp E_{q(z|x_i)} ln N(z; m_k, S_k), with E ln N(z; m, S) = ln N(μ; m, S) − ½ tr(S⁻¹ diag σ²).
  /// E: r_ik ∝ π_k exp E ln N. M: π_k = Σ_i r_ik / N, m_k = Σ_i r_ik μ_i / Σ_i r_ik,
  /// S_k = Σ_i r_ik ((μ_i − m_k)(μ_i − m_k)ᵀ + diag σ_i²) / Σ_i r_ik + 10⁻⁶ I. With one component that is the mean and
  /// the total covariance. It starts from K-Means of μ and ends when the mean gains less than 10⁻⁶ nat, or after 200
  /// rounds. The same seed gives the same bytes at any number of threads.
  ///
  /// - Parameters:
  ///   - rows: those to fit, or all.
  ///   - components: 1 … rows.
  /// - Throws: ``GenerationError``, ``PosteriorMeasureError``, `CancellationError`.
  public init(
    fitting posterior: Posterior, rows: [Int]? = nil, components: Int, seed: UInt64 = 1, threads: Int? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws {
    let points = try PosteriorPoints(posterior, rows: rows)
    guard (1...points.count).contains(components) else {
      throw GenerationError.components(components, rows: points.count)
    }
    let means = rows.map { posterior.mean.selecting($0) } ?? posterior.mean
    let start = try KMeans.cluster(
      values: means, k: components, restarts: 3, seed: seed, cancellation: cancellation, threads: threads)
    var fit = MixtureFit(points, assignments: start.assignments, components: components)
    var last = -Double.infinity
    for _ in 0..<200 {
      try fit.improve(threads: threads, cancellation: cancellation)
      if fit.objective - last < 1e-6 { break }
      last = fit.objective
    }
    self.init(
      weights: fit.weights, components: fit.gaussians, objective: fit.objective, iterations: fit.iterations)
  }

  /// A component by its weight, then a draw from it; `temperature` scales deviations from the component's mean.
  func draw(_ random: inout RandomSource, temperature: Double) -> [Double] {
    guard components.count > 1 else { return components[0].draw(&random, temperature: temperature) }
    var rest = random.uniform()
    let chosen = weights.firstIndex { weight in
      rest -= weight
      return rest < 0
    }
    // Rounding may leave a rest behind the last weight.
    let index = chosen ?? weights.lastIndex { $0 > 0 } ?? 0
    return components[index].draw(&random, temperature: temperature)
  }
}
