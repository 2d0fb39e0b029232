import Foundation

/// t-distributed stochastic neighbour embedding (van der Maaten & Hinton 2008).
///
/// Affinities between the 3 · perplexity nearest neighbours, symmetrised; a start from the principal components; 250
/// steps with affinities 12 times as large and momentum 0.5, then 750 with momentum 0.8 and gains. The rate is
/// max(n / 48, 50), which is n / 12 where the gradient's factor 4 is left out (Belkina et al. 2019). Repulsion is
/// summed exactly for few rows and through a grid for many (``GridRepulsion``). The same seed and data give the same
/// bytes at any number of threads.
public struct TSNE: Sendable {
  public struct Configuration: Sendable, Equatable {
    /// 2 or 3.
    public var dimensions = 2
    /// How many neighbours count, smoothly: e to the entropy of a row's affinities; at most a third of the others.
    public var perplexity = 30.0
    public var exaggeration = 12.0
    /// Steps with exaggeration.
    public var earlySteps = 250
    /// Steps in all.
    public var steps = 1000
    /// Of the trace of noise in the start that parts equal rows.
    public var seed: UInt64 = 1

    public init() {}

    /// The defaults for so many rows: of few a smaller perplexity.
    public init(rows: Int, seed: UInt64 = 1) {
      perplexity = min(perplexity, TSNE.perplexityLimit(rows: rows))
      self.seed = seed
    }
  }

  public let configuration: Configuration
  /// Shape [rows, dimensions].
  public let coordinates: Tensor
  /// KL(P ‖ Q) in nats, without exaggeration.
  public let divergence: Double
  /// The fitted rows, for ``place(_:cancellation:progress:threads:)``.
  let search: NearestNeighbors

  /// Fits `values`, shape [rows, columns].
  ///
  /// - Throws: ``ProjectionError``, ``NeighborError``; `CancellationError`.
  public init(
    _ values: Tensor, _ configuration: Configuration = Configuration(),
    cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in },
    threads: Int? = nil
  ) throws {
    try Self.check(values, configuration)
    let search = try NearestNeighbors(values)
    let affinities = try TSNEAffinities.joint(
      search, perplexity: configuration.perplexity, cancellation: cancellation, progress: progress,
      threads: threads)
    let work = EmbeddingWork(threads: threads, cancellation: cancellation)
    let descent = TSNEDescent(
      affinities, start: try Self.start(values, configuration, cancellation), configuration,
      field: Self.field(rows: values.rows, dimensions: configuration.dimensions, work: work), work: work)
    try descent.run(progress)
    self.search = search
    self.configuration = configuration
    coordinates = descent.coordinates
    divergence = try descent.divergence()
  }

  /// Above this many rows three dimensions would take hours.
  static let exactLimit = 20_000

  /// The largest perplexity for so many rows: each needs three times as many neighbours.
  public static func perplexityLimit(rows: Int) -> Double { max(1, Double(rows - 1) / 3) }

  private static func check(_ values: Tensor, _ configuration: Configuration) throws {
    guard values.shape.count == 2, values.rows >= 4 else {
      throw ProjectionError.tooFewForNeighbors(values.shape.count == 2 ? values.rows : 0)
    }
    guard (2...3).contains(configuration.dimensions) else {
      throw ProjectionError.dimensions(configuration.dimensions)
    }
    guard configuration.dimensions == 2 || values.rows <= exactLimit else {
      throw ProjectionError.tooManyRows(values.rows, limit: exactLimit)
    }
    let limit = perplexityLimit(rows: values.rows)
    guard configuration.perplexity >= 1, configuration.perplexity <= limit else {
      throw ProjectionError.perplexity(configuration.perplexity, limit: limit)
    }
    guard configuration.steps >= 1, configuration.earlySteps >= 0, configuration.exaggeration >= 1 else {
      throw ProjectionError.steps(configuration.steps)
    }
  }

  /// Principal components with a deviation of 1e-4 along the first, and a hundredth of that in noise.
  private static func start(
    _ values: Tensor, _ configuration: Configuration, _ cancellation: Cancellation
  ) throws -> Tensor {
    var start = try EmbeddingStart.principalComponents(
      values, dimensions: configuration.dimensions, cancellation: cancellation)
    EmbeddingStart.scale(&start, deviation: 1e-4)
    EmbeddingStart.addNoise(to: &start, deviation: 1e-6, seed: configuration.seed)
    return start
  }
}
