/// The moving parts of a ``TrainingLoop``.
struct TrainingState {
  private let loop: TrainingLoop
  private let weights: Buffer
  private var gradients: Buffer
  private var optimizer: OptimizerState
  private var order: RandomSource
  private var unfinished: UnfinishedEpoch?
  private var best: BestEpoch?
  private var epochsSinceBest = 0
  private var plateau = PlateauState()
  private var watch: TrainingWatch
  private var keeper: CheckpointKeeper?
  private var lastEvent = ContinuousClock.now
  /// Whole steps, those before a continuation included.
  private(set) var steps = 0
  var history: TrainingHistory

  init(
    loop: TrainingLoop, weights: Buffer, _ subject: some TrainingSubject, _ checkpoint: Checkpoint?,
    _ history: TrainingHistory
  ) {
    let schedule = loop.schedule
    self.loop = loop
    keeper = loop.keeper
    self.weights = weights
    self.history = history
    self.history.ending = .completed
    self.history.bestEpoch = nil
    self.history.test = nil
    gradients = Buffer(count: weights.count)
    watch = TrainingWatch(subject.weights, rectifiedBiases: subject.rectifiedBiases)
    let learned = subject.weights.learnedRanges
    guard let checkpoint else {
      optimizer = OptimizerState(schedule.optimizer, count: weights.count, learned: learned)
      let epochs = history.epochs.count
      steps = epochs * loop.batches
      order = RandomSource(
        seed: schedule.seed &+ UInt64(epochs), stream: TrainingLoop.Stream.order.rawValue)
      return
    }
    optimizer = OptimizerState(
      schedule.optimizer, moments: checkpoint.moments, steps: checkpoint.optimizerSteps, learned: learned)
    steps = checkpoint.steps
    order = checkpoint.order
    unfinished = checkpoint.unfinished
    plateau = checkpoint.plateau
    guard let patience = schedule.patience else { return }
    best = checkpoint.best
    // What had stopped early goes on for as long again.
    epochsSinceBest = checkpoint.epochsSinceBest < patience ? checkpoint.epochsSinceBest : 0
  }

  /// Where another run can go on, from `weights` or, without, from those that are kept.
  func checkpoint(from weights: [Float]? = nil) -> Checkpoint {
    Checkpoint(
      weights: weights, moments: optimizer.finalMoments, optimizerSteps: optimizer.steps, steps: steps,
      order: order, unfinished: unfinished, best: best, epochsSinceBest: epochsSinceBest, plateau: plateau)
  }

  /// What the run leaves at its end; no step may follow.
  mutating func finalOutcome(_ checkpoint: Checkpoint?) -> TrainingOutcome {
    // Their memory is given back before as much is taken for the copy of the weights.
    gradients = Buffer(count: 0)
    return outcome(checkpoint)
  }

  /// The weights as they are now.
  private func outcome(_ checkpoint: Checkpoint?) -> TrainingOutcome {
    // One array for the kept weights and the best ones, when they are the same.
    let kept = history.bestEpoch == nil ? nil : best?.weights
    return TrainingOutcome(weights: kept ?? weights.values, history: history, checkpoint: checkpoint)
  }

  /// Whether all epochs are done or the validation loss has not improved for `patience` epochs.
  var isFinished: Bool { history.epochs.count >= loop.schedule.epochs || history.ending == .stoppedEarly }

  /// One pass over the training rows, or the rest of one, then the validation rows.
  mutating func epoch(_ subject: some TrainingSubject) throws {
    let start = ContinuousClock.now
    let number = history.epochs.count + 1
    let penalty = loop.schedule.penalty(epoch: number)
    var nextOrder = order
    let rows = nextOrder.permutation(loop.split.train.count).map { loop.split.train[$0] }
    var mean = unfinished?.mean ?? RunningELBO(penalty)
    for batch in (unfinished?.batches ?? 0)..<loop.batches {
      let slice = rows[batch * loop.batch..<min(rows.count, (batch + 1) * loop.batch)]
      let position = TrainingPosition(
        epoch: number, epochs: loop.schedule.epochs, batch: batch + 1, batches: loop.batches)
      mean.add(try step(subject, rows: slice, penalty: penalty, position: position), rows: slice.count)
      unfinished = UnfinishedEpoch(batches: batch + 1, mean: mean)
      report(position, loss: mean.value.loss)
    }
    let validation = try evaluate(subject, loop.split.validation, .validation)
    order = nextOrder
    unfinished = nil
    finish(
      EpochRecord(
        epoch: number, train: mean.value, validation: validation, rate: rate(step: steps - 1),
        seconds: (ContinuousClock.now - start) / .seconds(1)))
  }

  /// Puts the best weights back, when early stopping kept some, and gives those of the last step in their place.
  mutating func restoreBest() -> [Float]? {
    guard let best else { return nil }
    let last = best.epoch == history.epochs.count && unfinished == nil ? nil : weights.values
    history.bestEpoch = best.epoch
    best.weights.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { weights.base.update(from: start, count: source.count) }
    }
    return last
  }

  /// Measures the kept weights on the test rows.
  mutating func test(_ subject: some TrainingSubject) throws {
    history.test = try evaluate(subject, loop.split.test, .test)
  }

  /// One step of the optimiser; the weights change only when all of it succeeded.
  private mutating func step(
    _ subject: some TrainingSubject, rows: ArraySlice<Int>, penalty: DivergencePenalty,
    position: TrainingPosition
  ) throws -> ELBO {
    try loop.cancellation.check()
    let elbo = try subject.learn(
      rows: rows, key: loop.key(.noise, steps), penalty: penalty, weights: weights, gradients: gradients)
    let norm = optimizer.limitsNorm || loop.schedule.clip != nil ? GradientNorm.measure(gradients) : 0
    guard elbo.loss.isFinite, norm < 1e30, Team.isFinite(gradients) else {
      throw TrainingError.diverged(
        epoch: position.epoch, batch: position.batch,
        place: NonFinite.place(subject, rows: rows.count, gradients: gradients))
    }
    if let clip = loop.schedule.clip { GradientNorm.clip(gradients, norm: norm, to: clip) }
    watch.step(gradients, isFirst: position.batch == 1) { subject.divergences(rows: rows.count) }
    try loop.cancellation.check()
    optimizer.step(weights, gradients: gradients, rate: rate(step: steps), spread: subject.spread)
    subject.commit(to: weights)
    steps += 1
    return elbo
  }

  private func rate(step: Int) -> Double {
    loop.schedule.rate(step: step, batches: loop.batches, reductions: plateau.reductions)
  }

  /// The mean objective of `rows` with the final weight of the divergence; `nil` without rows.
  private func evaluate(
    _ subject: some TrainingSubject, _ rows: [Int], _ stream: TrainingLoop.Stream
  ) throws -> ELBO? {
    guard !rows.isEmpty else { return nil }
    let penalty = loop.schedule.finalPenalty
    var mean = RunningELBO(penalty)
    for (index, start) in stride(from: 0, to: rows.count, by: loop.batch).enumerated() {
      try loop.cancellation.check()
      let slice = rows[start..<min(rows.count, start + loop.batch)]
      // The same noise every epoch, so that epochs differ by their weights only.
      mean.add(
        try subject.evaluate(rows: slice, key: loop.key(stream, index), penalty: penalty, weights: weights),
        rows: slice.count)
    }
    return mean.value
  }

  private mutating func finish(_ record: EpochRecord) {
    history.epochs.append(record)
    let isFinal = loop.schedule.penalty(epoch: record.epoch) == loop.schedule.finalPenalty
    if let loss = record.validation?.loss { judge(loss, epoch: record.epoch, counts: isFinal) }
    loop.progress(.epoch(record, of: loop.schedule.epochs))
    for notice in watch.epoch(record, steps: steps, isFinal: isFinal) { loop.progress(.notice(notice)) }
    keep()
    lastEvent = .now
  }

  /// Writes the weights to the checkpoint's file, when there is one and it is time.
  mutating func keep(isLast: Bool = false) {
    guard var keeper, isLast ? keeper.keepsLast : keeper.isDue else { return }
    if let notice = keeper.keep(outcome(nil)) { loop.progress(.notice(notice)) }
    self.keeper = keeper
  }

  /// What a validation loss means for early stopping and for the rate.
  ///
  /// - Parameter counts: whether a loss that is no better counts; not while the divergence is warming up.
  private mutating func judge(_ loss: Double, epoch: Int, counts: Bool) {
    if case .plateau(_, let patience) = loop.schedule.rateSchedule, counts {
      plateau.add(loss, patience: patience)
    }
    guard let patience = loop.schedule.patience else { return }
    if loss.isFinite, loss < best?.loss ?? .infinity {
      best = BestEpoch(epoch: epoch, loss: loss, weights: weights.values)
      epochsSinceBest = 0
    } else if counts {
      epochsSinceBest += 1
    }
    if epochsSinceBest >= patience { history.ending = .stoppedEarly }
  }

  private mutating func report(_ position: TrainingPosition, loss: Double) {
    let now = ContinuousClock.now
    guard now - lastEvent >= .milliseconds(50) else { return }
    lastEvent = now
    loop.progress(.step(position, loss: loss))
  }
}
