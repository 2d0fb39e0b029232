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
      groups: features.rows.groups, fraction: configuration.validation,
      random: RandomSource(seed: seed, stream: TrainingLoop.Stream.split.rawValue))
    let scaler = FeatureScaler(fitting: features.values, rows: split.train)
    let loop = TrainingLoop(
      epochs: configuration.epochs, batch: min(configuration.batch, features.values.rows),
      rate: configuration.rate, beta: configuration.beta, patience: configuration.patience, seed: seed,
      split: split, cancellation: cancellation, progress: progress)
    let subject = BasicTrainingSubject(
      pass: BasicVAEPass(model: model, capacity: loop.batch, cancellation: cancellation),
      data: scaler.scale(features.values).values, beta: configuration.beta)
    let weights = model.initialWeights(
      random: RandomSource(seed: seed, stream: TrainingLoop.Stream.weights.rawValue))
    let outcome = try loop.run(subject, weights: weights)
    return try TrainedModel(
      network: model, configuration: configuration, features: features, scaler: scaler, split: split,
      outcome: outcome)
  }
}

/// A ``BasicVAE`` with its standardised rows.
private struct BasicTrainingSubject: TrainingSubject {
  let pass: BasicVAEPass
  /// Row-major, as wide as the model's inputs.
  let data: [Float]
  let beta: Double

  func learn(rows: ArraySlice<Int>, key: UInt64, weights: Buffer, gradients: Buffer) throws -> ELBO {
    lay(rows, key: key)
    return try pass.learn(rows: rows.count, beta: beta, weights: weights, gradients: gradients)
  }

  func evaluate(rows: ArraySlice<Int>, key: UInt64, weights: Buffer) throws -> ELBO {
    lay(rows, key: key)
    return try pass.evaluate(rows: rows.count, beta: beta, weights: weights)
  }

  private func lay(_ rows: ArraySlice<Int>, key: UInt64) {
    pass.input(rows: rows.count).copy(rows: rows, of: data)
    GaussianLatent.draw(pass.noise(rows: rows.count), key: key)
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
