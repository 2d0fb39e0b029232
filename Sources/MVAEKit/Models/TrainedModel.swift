/// A model after training, with all that is needed to use, show and repeat it.
public struct TrainedModel: Sendable {
  public let network: BasicVAE
  public let configuration: BasicTrainingConfiguration
  /// What it was trained on, in the original units.
  public let features: FeatureMatrix
  public let scaler: FeatureScaler
  public let split: TrainingSplit
  public let history: TrainingHistory
  /// All weights, at the offsets of ``BasicVAE/weights``.
  public let weightValues: [Float]
  /// q(z|x) of every row of ``features``.
  public let posterior: Posterior
  /// μ of every row, shape [rows, latent]; not to be scaled.
  public let latents: FeatureMatrix

  init(
    network: BasicVAE, configuration: BasicTrainingConfiguration, features: FeatureMatrix,
    scaler: FeatureScaler, split: TrainingSplit, outcome: TrainingOutcome
  ) throws {
    self.network = network
    self.configuration = configuration
    self.features = features
    self.scaler = scaler
    self.split = split
    history = outcome.history
    weightValues = outcome.weights
    // Without cancellation: an interrupted run still gets its latents.
    posterior = try Self.posterior(
      of: scaler.scale(features.values), network: network, weights: Buffer(outcome.weights),
      cancellation: Cancellation())
    latents = FeatureMatrix(
      name: "latents", rows: features.rows, values: posterior.mean,
      columnNames: (0..<network.latent).map { "z\($0)" }, scaling: .none)
  }

  /// The rows it was trained on, training and validation rows together.
  public var rows: TrackTable { features.rows }
  public var featureName: String { features.name }
  public var columnNames: [String] { features.columnNames }
  public var seed: UInt64 { configuration.seed }
  /// Whether training was cancelled; the weights are those of its last whole step.
  public var isInterrupted: Bool { history.ending == .interrupted }
  /// Latent dimensions that carry something: Var(μ) > 0.01 over all rows.
  public var activeUnits: Int { posterior.activeUnits }
  /// Whether no latent dimension carries anything (posterior collapse).
  public var isCollapsed: Bool { activeUnits == 0 }
  /// Layers, shapes and parameter counts.
  public var summary: ModelSummary { network.summary }

  /// The values of one weight array, by its name.
  public func weight(_ name: String) -> Tensor? {
    guard let weight = network.weights.first(where: { $0.name == name }) else { return nil }
    return Tensor(
      shape: weight.shape, values: Array(weightValues[weight.offset..<weight.offset + weight.count]))
  }
}
