extension BasicVAE {
  /// Trains a model on `features`.
  ///
  /// Rows are split by group, columns standardised on the training rows only, unless the features say that they are
  /// to stay as they are or the likelihood is of probabilities. A cancelled run gives the model as
  /// of its last whole step (`isInterrupted`), a run whose loss became NaN or infinite the last good weights
  /// (`history.ending`). The same seed gives the same bytes on the same instruction-set path.
  ///
  /// - Parameter checkpoint: where the weights of whole epochs are written while it trains.
  /// - Throws: ``TrainingError``, ``FeatureError``, ``LikelihoodError``, ``StorageError``; `CancellationError` before
  ///   the first whole step.
  public static func train(
    features: FeatureMatrix, configuration: BasicTrainingConfiguration = BasicTrainingConfiguration(),
    checkpoint: CheckpointFile? = nil,
    cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    try train(
      LabeledVectors(features), labelName: "label", configuration: configuration, checkpoint: checkpoint,
      cancellation: cancellation, progress: progress)
  }

  static func train(
    _ inputs: LabeledVectors, labelName: String, configuration: BasicTrainingConfiguration,
    checkpoint: CheckpointFile?, cancellation: Cancellation,
    progress: @escaping @Sendable (TrainingEvent) -> Void
  ) throws -> TrainedModel {
    var configuration = configuration
    try configuration.validate()
    try checkpoint?.check()
    let features = inputs.features
    try features.requireTrainable()
    try configuration.architecture.likelihood.check(features)
    configuration.architecture.inputs = features.values.columns
    configuration.architecture.classes = inputs.classes.count
    if !configuration.architecture.samples { configuration.schedule.leaveOutDivergence() }
    let model = BasicVAE(configuration.architecture)
    guard model.parameterCount <= 1 << 28 else { throw TrainingError.tooManyWeights(model.parameterCount) }
    let seed = configuration.seed
    let split = try TrainingSplit(
      groups: features.rows.groups, validation: configuration.validation, test: configuration.test,
      seed: seed)
    let content = VectorContent(
      network: model, configuration: configuration, inputs: inputs, labelName: labelName, train: split.train)
    let loop = TrainingLoop(
      schedule: configuration.schedule, rows: features.rows.count, split: split, cancellation: cancellation,
      progress: progress)
    let weights = model.initialWeights(
      random: RandomSource(seed: seed, stream: TrainingLoop.Stream.weights.rawValue))
    return try content.train(loop, weights: weights, to: checkpoint)
  }
}

extension FeatureMatrix {
  fileprivate func requireTrainable() throws {
    try requireMatrix()
    guard values.rows >= 2 else { throw TrainingError.tooFewRows(values.rows) }
    guard values.columns >= 1 else { throw TrainingError.noColumns }
    try requireFinite()
  }
}
