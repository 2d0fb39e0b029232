extension TrainedModel {
  /// Goes on training on the same rows for `epochs` more (the rest of an interrupted epoch is one of them) and gives
  /// a new model; this one stays as it is.
  ///
  /// It goes on from the last step, not from the best epoch that early stopping kept, with the optimiser's moments,
  /// the random streams, the history and the learning rate's schedule where they were: 10 epochs and 10 more are the
  /// bytes of 20 in one run as long as the rate is constant and patience is off. A cosine spans all epochs, those before
  /// included. Without a ``checkpoint`` it goes on from the kept weights with a fresh optimiser.
  ///
  /// - Parameters:
  ///   - rate: learning rate; `nil` = as before.
  ///   - file: where the weights of whole epochs are written while it trains.
  ///   - patience: as ``TrainingSchedule/patience``; left out = as before.
  /// - Throws: ``TrainingError``, ``StorageError``; `CancellationError` before the first whole step of all.
  public func continued(
    epochs: Int, rate: Double? = nil, patience: Int?? = nil, checkpoint file: CheckpointFile? = nil,
    cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    try TrainingError.check("epochs", epochs, "1 to 100000", (1...100_000).contains)
    var schedule = schedule
    schedule.epochs = history.epochs.count + epochs
    if let rate { schedule.rate = rate }
    if let patience { schedule.patience = patience }
    try schedule.validate()
    try file?.check()
    let loop = TrainingLoop(
      schedule: schedule, rows: rows.count, split: split, cancellation: cancellation, progress: progress)
    let weights = Buffer(checkpoint?.weights ?? weightValues)
    switch content {
    case .vectors(var content):
      guard content.features.values.rows == rows.count else { throw TrainingError.featuresMissing }
      content.configuration.schedule = schedule
      return try content.train(loop, weights: weights, from: checkpoint, after: history, to: file)
    case .images(var content):
      guard content.inputs.images.values.rows == rows.count else { throw TrainingError.featuresMissing }
      content.configuration.schedule = schedule
      return try content.train(loop, weights: weights, from: checkpoint, after: history, to: file)
    case .fusion(var content):
      guard hasFeatures else { throw TrainingError.featuresMissing }
      content.configuration.schedule = schedule
      return try content.train(loop, weights: weights, from: checkpoint, after: history, to: file)
    }
  }

  /// Epochs that an interrupted training had left.
  public var epochsLeft: Int { isInterrupted ? max(0, schedule.epochs - history.epochs.count) : 0 }
}

extension VectorContent {
  /// Trains `weights` in place by `loop`.
  func train(
    _ loop: TrainingLoop, weights: Buffer, from checkpoint: Checkpoint? = nil,
    after history: TrainingHistory = TrainingHistory(), to file: CheckpointFile? = nil
  ) throws -> TrainedModel {
    var loop = loop
    loop.keeper = file.map { CheckpointKeeper($0, .vectors(self), split: loop.split) }
    let subject = BasicTrainingSubject(
      model: network, batch: loop.batch, data: try scaled(features, labels: labels, in: nil),
      cancellation: loop.cancellation)
    let outcome = try loop.run(subject, weights: weights, from: checkpoint, after: history)
    return try TrainedModel(.vectors(self), split: loop.split, outcome: outcome, trained: weights)
  }
}

extension ImageContent {
  /// Trains `weights` in place by `loop`.
  func train(
    _ loop: TrainingLoop, weights: Buffer, from checkpoint: Checkpoint? = nil,
    after history: TrainingHistory = TrainingHistory(), to file: CheckpointFile? = nil
  ) throws -> TrainedModel {
    var loop = loop
    loop.keeper = file.map { CheckpointKeeper($0, .images(self), split: loop.split) }
    let outcome = try self.outcome(loop, weights: weights, from: checkpoint, after: history)
    return try TrainedModel(.images(self), split: loop.split, outcome: outcome, trained: weights)
  }

  /// Its own function, so that the activations are freed before the model's answers need as many.
  private func outcome(
    _ loop: TrainingLoop, weights: Buffer, from checkpoint: Checkpoint?, after history: TrainingHistory
  ) throws -> TrainingOutcome {
    let subject = ImageTrainingSubject(
      model: network, batch: loop.batch, penalty: loop.schedule.finalPenalty,
      data: try scaled(inputs, cancellation: loop.cancellation), cancellation: loop.cancellation)
    return try loop.run(subject, weights: weights, from: checkpoint, after: history)
  }
}

extension CheckpointKeeper {
  /// Writes the model that training has by then, as ``SavedFile`` does.
  init(_ file: CheckpointFile, _ content: TrainedModel.Content, split: TrainingSplit) {
    self.init(file) { outcome in
      let model = try TrainedModel(content, split: split, outcome: outcome)
      try SavedFile.model(model).write(path: file.path)
    }
  }
}
