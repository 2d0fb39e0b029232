extension FusionVAE {
  /// Trains a model on several modalities of the same tracks, each of which a track may lack.
  ///
  /// Rows are matched by track id; images are scaled to [0, 1] one by one, vectors standardised on the training rows
  /// where their features ask for it and the likelihood allows it. Otherwise as
  /// ``BasicVAE/train(features:configuration:cancellation:progress:)``.
  ///
  /// - Parameters:
  ///   - labelName: what the label is called in samples, when `inputs` have one: "genre".
  ///   - configuration: a modality each of `inputs`, in their order; shapes are taken from the data.
  /// - Throws: ``TrainingError``, ``FusionError``, ``FeatureError``, ``LikelihoodError``; `CancellationError` before the
  ///   first whole step.
  public static func train(
    _ inputs: FusionInputs, labelName: String = "label", configuration: FusionTrainingConfiguration,
    checkpoint: CheckpointFile? = nil, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    try configuration.validate()
    try checkpoint?.check()
    let classes = Set(inputs.labels ?? []).sorted()
    let network = try FusionVAE(fitting: configuration.architecture, inputs, classes: classes.count)
    guard inputs.rows.count >= 2 else {
      throw inputs.dropped.total > 0
        ? TrainingError.noMatches(inputs.rows.count, inputs.dropped) : .tooFewRows(inputs.rows.count)
    }
    guard !inputs.having(network.all).isEmpty else {
      throw FusionError.noCommonRows(inputs.parts.map(\.features.name))
    }
    try network.checkBatch(min(configuration.batch, inputs.rows.count))
    let split = try TrainingSplit(
      groups: inputs.rows.groups, validation: configuration.validation, test: configuration.test,
      seed: configuration.seed)
    let content = FusionContent(
      network: network, configuration: configuration, inputs: inputs, classes: classes, labelName: labelName,
      train: split.train)
    let loop = TrainingLoop(
      schedule: configuration.schedule, rows: inputs.rows.count, split: split, cancellation: cancellation,
      progress: progress)
    let weights = network.initialWeights(
      random: RandomSource(seed: configuration.seed, stream: TrainingLoop.Stream.weights.rawValue))
    return try content.train(loop, weights: weights, to: checkpoint)
  }

  /// The network of `architecture` for these inputs.
  private init(fitting architecture: FusionArchitecture, _ inputs: FusionInputs, classes: Int) throws {
    var architecture = architecture
    architecture.classes = classes
    guard architecture.modalities.count == inputs.parts.count else {
      throw FusionError.modalityCount(
        expected: architecture.modalities.count, found: inputs.parts.count)
    }
    for (index, part) in inputs.parts.enumerated() {
      try architecture.modalities[index].fit(part.features)
    }
    guard architecture.weightEstimate <= 1 << 28 else {
      throw TrainingError.tooManyWeights(architecture.weightEstimate)
    }
    self.init(architecture)
  }

  /// Activations and their slopes are kept for a whole batch: at most 4 GiB of them.
  private func checkBatch(_ batch: Int) throws {
    let values = modalities.flatMap(\.blocks).reduce(0) { $0 + 2 * $1.outputPositions * $1.outputs }
    let most = max(1, (1 << 30) / max(1, values))
    guard batch <= most else {
      throw TrainingError.parameter(
        name: "batch", value: "\(batch)", allowed: "1 to \(most) for features of this size")
    }
  }
}

extension ModalityArchitecture {
  /// Takes its shape from the data.
  fileprivate mutating func fit(_ features: ModelFeatures) throws {
    let sides = features.rowShape
    guard features.isImages else {
      guard (sides.first ?? 0) > 0 else { throw TrainingError.noColumns }
      shape = .vector(columns: sides[0])
      if case .vectors(let matrix) = features { try likelihood.check(matrix) }
      return
    }
    let unit = 1 << hidden.count
    guard sides.count == 2, sides.allSatisfy({ $0 > 0 && $0.isMultiple(of: unit) }) else {
      throw TrainingError.imageSide(height: sides.first ?? 0, width: sides.last ?? 0, layers: hidden.count)
    }
    if likelihood == .categorical { throw LikelihoodError.images(.categorical) }
    shape = .image(height: sides[0], width: sides[1])
  }
}

extension FusionArchitecture {
  /// Weights, about, before anything of that size is made: those of the linear layers lead.
  var weightEstimate: Int {
    modalities.reduce(0) { $0 + 2 * $1.innerWeights + 3 * $1.code * latent }
  }
}

extension ModalityArchitecture {
  /// Of the linear layers of a vector's encoder.
  fileprivate var innerWeights: Int {
    guard !isImage else { return 0 }
    return zip([count] + hidden, hidden).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension FusionContent {
  /// Trains `weights` in place by `loop`.
  func train(
    _ loop: TrainingLoop, weights: Buffer, from checkpoint: Checkpoint? = nil,
    after history: TrainingHistory = TrainingHistory(), to file: CheckpointFile? = nil
  ) throws -> TrainedModel {
    var loop = loop
    loop.keeper = file.map { CheckpointKeeper($0, .fusion(self), split: loop.split) }
    let outcome = try self.outcome(loop, weights: weights, from: checkpoint, after: history)
    return try TrainedModel(.fusion(self), split: loop.split, outcome: outcome, trained: weights)
  }

  /// Its own function, so that the activations are freed before the model's answers need as many.
  private func outcome(
    _ loop: TrainingLoop, weights: Buffer, from checkpoint: Checkpoint?, after history: TrainingHistory
  ) throws -> TrainingOutcome {
    let subject = FusionTrainingSubject(
      model: network, batch: loop.batch, penalty: loop.schedule.finalPenalty,
      data: try scaled(inputs, cancellation: loop.cancellation), cancellation: loop.cancellation)
    return try loop.run(subject, weights: weights, from: checkpoint, after: history)
  }
}
