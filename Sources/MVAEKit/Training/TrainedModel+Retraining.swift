extension TrainedModel {
  /// The same network trained anew on the same features by the same schedule, but with another seed: other weights,
  /// other tracks held out, another order.
  ///
  /// - Throws: ``TrainingError/featuresMissing`` for an opened model, ``TrainingError``; `CancellationError`.
  public func retrained(
    seed: UInt64, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    try trained(seed, isAutoencoder: false, cancellation, progress)
  }

  /// An autoencoder of the same shape on the same features, without labels, noise or divergence.
  ///
  /// - Throws: as ``retrained(seed:cancellation:progress:)``.
  public func autoencoder(
    seed: UInt64, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    try trained(seed, isAutoencoder: true, cancellation, progress)
  }

  /// Seconds that its training took.
  public var trainingSeconds: Double { history.epochs.reduce(0) { $0 + $1.seconds } }

  private func trained(
    _ seed: UInt64, isAutoencoder: Bool, _ cancellation: Cancellation,
    _ progress: @escaping @Sendable (TrainingEvent) -> Void
  ) throws -> TrainedModel {
    guard hasFeatures else { throw TrainingError.featuresMissing }
    let model: TrainedModel
    switch content {
    case .vectors(let content):
      var configuration = content.configuration
      configuration.seed = seed
      if isAutoencoder { configuration.architecture.samples = false }
      model = try BasicVAE.train(
        LabeledVectors(content.features, labels: isAutoencoder ? nil : content.labels),
        labelName: content.labelName, configuration: configuration, checkpoint: nil,
        cancellation: cancellation, progress: progress)
    case .images(let content):
      var configuration = content.configuration
      configuration.seed = seed
      if isAutoencoder { configuration.architecture.samples = false }
      let inputs =
        isAutoencoder
        ? try ImageInputs(images: content.inputs.images, text: content.inputs.text) : content.inputs
      model = try ConvolutionalVAE.train(
        inputs, labelName: content.labelName, configuration: configuration, checkpoint: nil,
        cancellation: cancellation, progress: progress)
    case .fusion(let content): model = try content.trained(seed, isAutoencoder, cancellation, progress)
    }
    // What was cut short is no training to compare.
    try cancellation.check()
    return model
  }
}

extension FusionContent {
  /// Trained anew with another seed, or an autoencoder of the modalities side by side.
  fileprivate func trained(
    _ seed: UInt64, _ isAutoencoder: Bool, _ cancellation: Cancellation,
    _ progress: @escaping @Sendable (TrainingEvent) -> Void
  ) throws -> TrainedModel {
    var configuration = configuration
    configuration.seed = seed
    // Without noise and divergence the codes side by side are all that the fusions have in common.
    if isAutoencoder {
      configuration.architecture.fusion = .concat
      configuration.architecture.modalityDropout = 0
      configuration.architecture.samples = false
      configuration.schedule.leaveOutDivergence()
    }
    return try FusionVAE.train(
      isAutoencoder ? inputs.withoutLabels : inputs, labelName: labelName, configuration: configuration,
      cancellation: cancellation, progress: progress)
  }
}
