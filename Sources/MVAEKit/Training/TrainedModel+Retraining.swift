extension TrainedModel {
  /// The same network trained anew on the same features by the same schedule, but with another seed: other weights,
  /// other tracks held out, another order.
  ///
  /// - Throws: ``TrainingError/featuresMissing`` for an opened model, ``TrainingError``; `CancellationError`.
  public func retrained(
    seed: UInt64, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    guard hasFeatures else { throw TrainingError.featuresMissing }
    let model: TrainedModel
    switch content {
    case .vectors(let content):
      var configuration = content.configuration
      configuration.seed = seed
      model = try BasicVAE.train(
        LabeledVectors(content.features, labels: content.labels), labelName: content.labelName,
        configuration: configuration, checkpoint: nil, cancellation: cancellation, progress: progress)
    case .images(let content):
      var configuration = content.configuration
      configuration.seed = seed
      model = try ConvolutionalVAE.train(
        content.inputs, labelName: content.labelName, configuration: configuration, checkpoint: nil,
        cancellation: cancellation, progress: progress)
    }
    try cancellation.check()
    return model
  }

  /// An autoencoder of the same shape on the same features, without labels, noise or divergence.
  ///
  /// - Throws: as ``retrained(seed:cancellation:progress:)``.
  public func autoencoder(
    seed: UInt64, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    guard hasFeatures else { throw TrainingError.featuresMissing }
    let model: TrainedModel
    switch content {
    case .vectors(let content):
      var configuration = content.configuration
      configuration.seed = seed
      configuration.architecture.samples = false
      model = try BasicVAE.train(
        features: content.features, configuration: configuration, cancellation: cancellation,
        progress: progress)
    case .images(let content):
      var configuration = content.configuration
      configuration.seed = seed
      configuration.architecture.samples = false
      model = try ConvolutionalVAE.train(
        ImageInputs(images: content.inputs.images, text: content.inputs.text), labelName: "label",
        configuration: configuration, checkpoint: nil, cancellation: cancellation, progress: progress)
    }
    try cancellation.check()
    return model
  }

  /// Seconds that its training took.
  public var trainingSeconds: Double { history.epochs.reduce(0) { $0 + $1.seconds } }
}
