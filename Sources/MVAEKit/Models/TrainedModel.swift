/// A model after training, with all that is needed to use, show and repeat it.
///
/// One type for every network, so that all that only asks for latents, rows or history works on any; what depends
/// on the kind of features is in ``content``.
public struct TrainedModel: Sendable {
  /// What depends on the kind of features.
  public enum Content: Sendable {
    case vectors(VectorContent)
    case images(ImageContent)
    case fusion(FusionContent)
  }

  public let content: Content
  public let split: TrainingSplit
  public let history: TrainingHistory
  /// All weights, at the offsets of ``weights``.
  public let weightValues: [Float]
  /// Where training can go on; `nil` after it diverged.
  public let checkpoint: Checkpoint?
  let cache: LatentCache

  /// - Parameter weights: what training worked on, which holds the kept weights when it is done; `nil` = a copy of them.
  init(
    _ content: Content, split: TrainingSplit, outcome: TrainingOutcome, trained weights: Buffer? = nil
  ) throws {
    self.content = content
    self.split = split
    history = outcome.history
    weightValues = outcome.weights
    checkpoint = outcome.checkpoint
    cache = try Self.cache(content, outcome, weights)
  }

  public var network: ModelNetwork { content.network }

  public var weights: [Weight] { network.weights }

  /// What it was trained on, in the original units, one vector a row: images band by band, then texts. What a track
  /// lacks of a model of several modalities is the mean of those that have it.
  public var features: FeatureMatrix {
    switch content {
    case .vectors(let content): content.features
    case .images(let content): content.inputs.flattened
    case .fusion(let content): content.inputs.flattened
    }
  }

  /// q(z|x) of every row.
  public var posterior: Posterior { cache.posterior }

  /// μ of every row, shape [rows, latent]; not to be scaled.
  public var latents: FeatureMatrix {
    FeatureMatrix(
      name: "latents", rows: rows, values: posterior.mean,
      columnNames: (0..<network.latent).map { "z\($0)" }, scaling: .none)
  }

  /// The rows of its training, validation and test together.
  public var rows: TrackTable {
    switch content {
    case .vectors(let content): content.features.rows
    case .images(let content): content.inputs.rows
    case .fusion(let content): content.inputs.rows
    }
  }

  /// "mfcc", "mel + lyrics".
  public var featureName: String {
    switch content {
    case .vectors(let content): content.features.name
    case .images(let content):
      ([content.inputs.images.name] + [content.inputs.text?.name].compactMap { $0 }).joined(separator: " + ")
    case .fusion(let content): content.inputs.name
    }
  }

  /// How it was trained.
  public var schedule: TrainingSchedule {
    switch content {
    case .vectors(let content): content.configuration.schedule
    case .images(let content): content.configuration.schedule
    case .fusion(let content): content.configuration.schedule
    }
  }

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
    guard let weight = weights.first(where: { $0.name == name }) else { return nil }
    return Tensor(
      shape: weight.shape, values: Array(weightValues[weight.offset..<weight.offset + weight.count]))
  }
}

extension TrainedModel {
  /// Without cancellation: an interrupted run still gets its latents, those of images when they are asked for.
  private static func cache(
    _ content: Content, _ outcome: TrainingOutcome, _ weights: Buffer?
  ) throws -> LatentCache {
    switch content {
    case .vectors(let content):
      return LatentCache(
        try content.posterior(
          of: content.scaled(content.features, labels: content.labels), count: content.features.rows.count,
          weights: weights ?? Buffer(outcome.weights), cancellation: Cancellation()))
    case .images(let content):
      return try cache(outcome, weights) { try content.posterior($0, $1) }
    case .fusion(let content):
      return try cache(outcome, weights) { try content.posterior($0, $1) }
    }
  }

  private static func cache(
    _ outcome: TrainingOutcome, _ weights: Buffer?,
    _ compute: @escaping @Sendable (Buffer, ComputePath) throws -> Posterior
  ) throws -> LatentCache {
    guard outcome.history.ending == .interrupted else {
      return LatentCache(try compute(weights ?? Buffer(outcome.weights), .best))
    }
    let values = outcome.weights
    let empty = Posterior(mean: Tensor(shape: [0, 0]), logVariance: Tensor(shape: [0, 0]))
    // The portable path has nothing that can fail.
    return LatentCache(later: {
      (try? compute(Buffer(values), .best)) ?? (try? compute(Buffer(values), .portable)) ?? empty
    })
  }
}

extension ImageContent {
  /// q(z|x) of what it was trained on.
  fileprivate func posterior(_ weights: Buffer, _ path: ComputePath) throws -> Posterior {
    try posterior(
      of: try scaled(inputs, cancellation: Cancellation()), count: inputs.rows.count, weights: weights,
      cancellation: Cancellation(), path: path)
  }
}

extension FusionContent {
  /// q(z|x) of what it was trained on.
  fileprivate func posterior(_ weights: Buffer, _ path: ComputePath) throws -> Posterior {
    try posterior(
      of: try scaled(inputs, cancellation: Cancellation()), weights: weights, cancellation: Cancellation(),
      path: path)
  }
}

extension ImageInputs {
  /// One vector a row: the image band by band, then the text.
  var flattened: FeatureMatrix {
    let images = images.flattened
    guard let text else { return images }
    var values: [Float] = []
    values.reserveCapacity(images.values.values.count + text.values.values.count)
    for row in 0..<rows.count {
      values += images.values.row(row)
      values += text.values.row(row)
    }
    let joined = Tensor(shape: [rows.count, images.values.columns + text.values.columns], values: values)
    return FeatureMatrix(
      name: "\(images.name) + \(text.name)", rows: rows, values: joined ?? images.values,
      columnNames: images.columnNames + text.columnNames)
  }
}
