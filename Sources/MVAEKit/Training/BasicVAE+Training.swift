extension BasicVAE {
  /// Trains a model on `features`.
  ///
  /// Rows are split by group, columns standardised on the training rows only. A cancelled run gives the model as
  /// of its last whole step (`isInterrupted`), a run whose loss became NaN or infinite the last good weights
  /// (`history.ending`). The same seed gives the same bytes on the same instruction-set path.
  ///
  /// - Throws: ``TrainingError``, ``FeatureError``; `CancellationError` before the first whole step.
  public static func train(
    features: FeatureMatrix, configuration: BasicTrainingConfiguration = BasicTrainingConfiguration(),
    cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    try configuration.validate()
    try features.requireTrainable()
    let model = BasicVAE(
      inputs: features.values.columns, hidden: configuration.hidden, latent: configuration.latent)
    guard model.parameterCount <= 1 << 28 else { throw TrainingError.tooManyWeights(model.parameterCount) }
    let seed = configuration.seed
    let split = try TrainingSplit(
      groups: features.rows.groups, validation: configuration.validation, test: configuration.test,
      seed: seed)
    let scaler = FeatureScaler(fitting: features.values, rows: split.train)
    let loop = TrainingLoop(
      schedule: configuration.schedule, rows: features.rows.count, split: split, cancellation: cancellation,
      progress: progress)
    let subject = BasicTrainingSubject(
      model: model, batch: loop.batch, data: scaler.scale(features.values).values,
      cancellation: cancellation)
    let weights = model.initialWeights(
      random: RandomSource(seed: seed, stream: TrainingLoop.Stream.weights.rawValue))
    let outcome = try loop.run(subject, weights: weights)
    let content = VectorContent(
      network: model, configuration: configuration, features: features, scaler: scaler)
    return try TrainedModel(.vectors(content), split: split, outcome: outcome)
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
