extension MultimodalVAE {
  /// Trains a model on images and, if given, the texts of the same tracks.
  ///
  /// Rows are matched by track id; images are scaled to [0, 1] one by one, texts standardised on the training rows
  /// when their features ask for it. Otherwise as ``BasicVAE/train(features:configuration:cancellation:progress:)``.
  ///
  /// - Throws: ``TrainingError``, ``FeatureError``; `CancellationError` before the first whole step.
  public static func train(
    images: FeatureTensor, text: FeatureMatrix? = nil,
    configuration: ImageTrainingConfiguration = .multimodal, checkpoint: CheckpointFile? = nil,
    cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    try ConvolutionalVAE.train(
      ImageInputs(images: images, text: text), labelName: "label", configuration: configuration,
      checkpoint: checkpoint, cancellation: cancellation, progress: progress)
  }
}

extension ConditionalVAE {
  /// Trains a ``BasicVAE`` on feature vectors and the labels of their rows (`nil` = missing: the row is dropped).
  ///
  /// The one-hot label enters where ``BasicArchitecture/labelEnters`` says: as it comes, both encoder and decoder.
  /// Otherwise as ``BasicVAE/train(features:configuration:cancellation:progress:)``.
  ///
  /// - Parameter labelName: what the label is called in samples: "genre".
  /// - Throws: ``TrainingError``, ``FeatureError``, ``LikelihoodError``; `CancellationError` before the first step.
  public static func train(
    features: FeatureMatrix, labels: [String?], labelName: String = "label",
    configuration: BasicTrainingConfiguration = BasicTrainingConfiguration(),
    checkpoint: CheckpointFile? = nil, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    try BasicVAE.train(
      LabeledVectors(features, labels: labels), labelName: labelName, configuration: configuration,
      checkpoint: checkpoint, cancellation: cancellation, progress: progress)
  }

  /// Trains a model on images, the labels of their rows (`nil` = missing: the row is dropped) and, if given, texts.
  ///
  /// - Parameter labelName: what the label is called in samples: "genre".
  /// - Throws: ``TrainingError``, ``FeatureError``; `CancellationError` before the first whole step.
  public static func train(
    images: FeatureTensor, text: FeatureMatrix? = nil, labels: [String?], labelName: String = "label",
    configuration: ImageTrainingConfiguration = .conditional, checkpoint: CheckpointFile? = nil,
    cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    try ConvolutionalVAE.train(
      ImageInputs(images: images, text: text, labels: labels), labelName: labelName,
      configuration: configuration, checkpoint: checkpoint, cancellation: cancellation, progress: progress)
  }
}

extension ConvolutionalVAE {
  static func train(
    _ inputs: ImageInputs, labelName: String, configuration: ImageTrainingConfiguration,
    checkpoint: CheckpointFile?, cancellation: Cancellation,
    progress: @escaping @Sendable (TrainingEvent) -> Void
  ) throws -> TrainedModel {
    var configuration = configuration
    try configuration.validate()
    if !configuration.architecture.samples { configuration.schedule.leaveOutDivergence() }
    try checkpoint?.check()
    guard inputs.rows.count >= 2 else {
      throw inputs.dropped.total > 0
        ? TrainingError.noMatches(inputs.rows.count, inputs.dropped) : .tooFewRows(inputs.rows.count)
    }
    let classes = Set(inputs.labels ?? []).sorted()
    let network = try ConvolutionalVAE(fitting: configuration.architecture, inputs, classes: classes.count)
    try network.checkBatch(min(configuration.batch, inputs.rows.count))
    let seed = configuration.seed
    let split = try TrainingSplit(
      groups: inputs.rows.groups, validation: configuration.validation, test: configuration.test, seed: seed)
    let content = ImageContent(
      network: network, configuration: configuration, inputs: inputs, classes: classes, labelName: labelName,
      train: split.train)
    let loop = TrainingLoop(
      schedule: configuration.schedule, rows: inputs.rows.count, split: split, cancellation: cancellation,
      progress: progress)
    let weights = network.initialWeights(
      random: RandomSource(seed: seed, stream: TrainingLoop.Stream.weights.rawValue))
    return try content.train(loop, weights: weights, to: checkpoint)
  }

  /// Activations and their slopes are kept for a whole batch: at most 4 GiB of them.
  private func checkBatch(_ batch: Int) throws {
    let blocks = encoder + text + [decoderInput] + decoder
    let values = blocks.reduce(0) { $0 + $1.outputPositions * $1.outputs * ($1.norm == nil ? 2 : 3) }
    let most = max(1, (1 << 30) / max(1, values))
    guard batch <= most else {
      throw TrainingError.parameter(
        name: "batch", value: "\(batch)", allowed: "1 to \(most) for images of this size")
    }
  }

  /// The network of `architecture` for these inputs.
  private init(fitting architecture: ConvolutionalArchitecture, _ inputs: ImageInputs, classes: Int) throws {
    var architecture = architecture
    architecture.height = inputs.images.values.shape[1]
    architecture.width = inputs.images.values.shape[2]
    architecture.textInputs = inputs.text?.values.columns ?? 0
    architecture.classes = classes
    let unit = 1 << architecture.channels.count
    guard architecture.height > 0, architecture.height.isMultiple(of: unit),
      architecture.width > 0, architecture.width.isMultiple(of: unit)
    else {
      throw TrainingError.imageSide(
        height: architecture.height, width: architecture.width, layers: architecture.channels.count)
    }
    // Before anything of that size is made: the linear layers on both sides of the latent space lead.
    guard architecture.flat * architecture.latent * 3 <= 1 << 28 else {
      throw TrainingError.tooManyWeights(architecture.flat * architecture.latent * 3)
    }
    self.init(architecture)
    guard parameterCount <= 1 << 28 else { throw TrainingError.tooManyWeights(parameterCount) }
  }
}
