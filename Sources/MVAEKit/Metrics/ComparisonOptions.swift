/// How methods are compared.
public struct ComparisonOptions: Sendable, Equatable {
  /// What comes along, so that a score means something.
  public enum Baseline: String, Sendable, CaseIterable {
    /// The features of a model as they are.
    case raw
    /// Their principal components, as many as the model has latents.
    case pca
    /// The model's network without noise and divergence, trained on the same features without labels.
    case autoencoder
    /// Every track in the largest class.
    case majority
    /// Tracks in k clusters by lot.
    case random
  }

  /// Clusters, the same for every method.
  public var k: Int
  /// Clusterings of each space, with `seed` and those after it.
  public var seeds: Int
  public var seed: UInt64
  /// K-Means runs a seed, of which the best by inertia counts.
  public var restarts: Int
  /// Trainings of each model, the given one among them.
  public var trainings = 1
  public var baselines: Set<Baseline> = Set(Baseline.allCases)
  /// Draws of the bootstrap.
  public var replicates = 2000
  /// Whether models are asked for samples.
  public var generates = true

  public init(k: Int, seeds: Int = 10, seed: UInt64 = 1, restarts: Int = 10) {
    self.k = k
    self.seeds = seeds
    self.seed = seed
    self.restarts = restarts
  }

  var clusteringSeeds: [UInt64] { (0..<seeds).map { seed &+ UInt64($0) } }

  /// Throws ``ComparisonError`` for the first value that `rows` rows do not allow.
  func validate(rows: Int) throws {
    guard (1...1000).contains(seeds) else { throw ComparisonError.seeds(seeds) }
    guard (1...100).contains(trainings) else { throw ComparisonError.trainings(trainings) }
    guard k >= 2, k < rows else { throw ComparisonError.clusterCount(k: k, rows: rows) }
  }
}
