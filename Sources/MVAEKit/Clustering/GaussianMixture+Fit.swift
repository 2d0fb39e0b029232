/// How the fit of a mixture runs.
public struct MixtureSettings: Sendable, Equatable {
  public var covariance = GaussianMixture.Covariance.full
  /// Starts, of which the one with the highest log-likelihood is kept.
  public var restarts = 1
  /// Gain of the mean log-likelihood, in nats, at which a run ends.
  public var tolerance = 1e-3
  public var iterationLimit = 100
  /// What is added to every variance.
  public var regularisation = 1e-6

  public init() {}
}

extension GaussianMixture {
  /// Fits `components` Gaussians to `values` (shape [rows, columns]) from K-Means, as scikit-learn does it.
  ///
  /// A run ends when the mean log-likelihood gains less than the tolerance. The same seed gives the same bytes at any
  /// number of threads.
  ///
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func fit(
    _ values: Tensor, components: Int, settings: MixtureSettings = MixtureSettings(), seed: UInt64 = 1,
    cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in },
    threads: Int? = nil
  ) throws -> GaussianMixture {
    try ClusteringError.check(values, k: components)
    try MixtureRun.checkSize(settings, components: components, columns: values.columns)
    guard (1...1000).contains(settings.restarts) else { throw ClusteringError.restarts(settings.restarts) }
    var best: GaussianMixture?
    for restart in 0..<settings.restarts {
      let start = try KMeans.cluster(
        values: values, k: components, restarts: 1, seed: seed &+ UInt64(restart),
        cancellation: cancellation, threads: threads)
      let run = MixtureRun(values, settings, threads: threads, cancellation: cancellation)
      let first = try run.maximised(
        assignments: start.assignments, centres: start.centroids?.values.map(Double.init) ?? [],
        components: components)
      let fitted = try run.fit(from: first) { iteration, bound in
        progress(
          WorkProgress(
            completed: restart, total: settings.restarts, unit: "starts",
            detail: "iteration \(iteration), log-likelihood \((bound * 1000).rounded() / 1000)"))
      }
      if fitted.lowerBound > best?.lowerBound ?? -.infinity { best = fitted }
    }
    guard let best else { throw ClusteringError.restarts(settings.restarts) }
    return best
  }

  /// The same from given weights, means [component][column] and covariances (laid out as in the mixture).
  ///
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func fit(
    _ values: Tensor, weights: [Double], means: [Double], covariances: [Double],
    settings: MixtureSettings = MixtureSettings(), cancellation: Cancellation = Cancellation(),
    threads: Int? = nil
  ) throws -> GaussianMixture {
    try ClusteringError.check(values, k: weights.count)
    try MixtureRun.checkSize(settings, components: weights.count, columns: values.columns)
    let width = values.columns
    let size =
      MixtureParameters.size(settings.covariance, columns: width)
      * (settings.covariance == .tied ? 1 : weights.count)
    guard means.count == weights.count * width, covariances.count == size else {
      throw ClusteringError.centres(
        expected: [weights.count, width], found: [weights.count, means.count / max(1, weights.count)])
    }
    let start = MixtureParameters(
      covariance: settings.covariance, columns: width, weights: weights, means: means,
      covariances: covariances)
    let run = MixtureRun(values, settings, threads: threads, cancellation: cancellation)
    return try run.fit(from: start) { _, _ in }
  }

  /// p(component | row), [row][component].
  ///
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public func responsibilities(
    of values: Tensor, cancellation: Cancellation = Cancellation(), threads: Int? = nil
  ) throws -> [Double] {
    try run(values, threads, cancellation).shares(under: parameters)
  }

  /// Each row with its likeliest component.
  ///
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public func clustering(
    of values: Tensor, cancellation: Cancellation = Cancellation(), threads: Int? = nil
  ) throws -> Clustering {
    let found = try run(values, threads, cancellation).likeliest(under: parameters)
    return Clustering(
      assignments: found.map(\.component), clusterCount: componentCount,
      centroids: Tensor(shape: [componentCount, columns], values: means.map { Float($0) }),
      iterations: iterations,
      probabilities: found.map(\.probability),
      method: ClusteringMethod("mixture", [("k", "\(componentCount)"), ("covariance", covariance.rawValue)]))
  }
  /// - Throws: ``ClusteringError`` when these are no rows of its columns.
  private func run(_ values: Tensor, _ threads: Int?, _ cancellation: Cancellation) throws -> MixtureRun {
    try ClusteringError.check(values)
    guard values.columns == columns else {
      throw ClusteringError.centres(
        expected: [componentCount, values.columns], found: [componentCount, columns])
    }
    return MixtureRun(values, MixtureSettings(), threads: threads, cancellation: cancellation)
  }
}
