/// Mini-batch training with early stopping.
struct TrainingLoop {
  let schedule: TrainingSchedule
  /// Rows of one step.
  let batch: Int
  let split: TrainingSplit
  let cancellation: Cancellation
  let progress: @Sendable (TrainingEvent) -> Void
  /// Where weights are written while it trains.
  var keeper: CheckpointKeeper?

  init(
    schedule: TrainingSchedule, rows: Int, split: TrainingSplit, cancellation: Cancellation,
    progress: @escaping @Sendable (TrainingEvent) -> Void
  ) {
    self.schedule = schedule
    batch = min(schedule.batch, rows)
    self.split = split
    self.cancellation = cancellation
    self.progress = progress
  }

  /// Steps of one epoch.
  var batches: Int { (split.train.count + batch - 1) / batch }

  /// Independent random streams of one seed.
  enum Stream: UInt64 {
    case weights = 1
    case split, order, noise, validation, test
  }

  /// Trains `weights` in place, from the start or from a `checkpoint` with the history that led to it.
  ///
  /// - Throws: `CancellationError` when it is cancelled before the first whole step,
  ///   ``TrainingError/diverged(epoch:batch:place:)`` when the first step already is no number; later ones end
  ///   training and are recorded in the history.
  func run(
    _ subject: some TrainingSubject, weights: Buffer, from checkpoint: Checkpoint? = nil,
    after history: TrainingHistory = TrainingHistory()
  ) throws -> TrainingOutcome {
    var state = TrainingState(loop: self, weights: weights, subject, checkpoint, history)
    do {
      while !state.isFinished { try state.epoch(subject) }
    } catch is CancellationError where state.steps > 0 {
      state.history.ending = .interrupted
      return state.finalOutcome(state.checkpoint())
    } catch TrainingError.diverged(let epoch, let batch, let place) where state.steps > 0 {
      state.history.ending = .diverged(epoch: epoch, batch: batch, place: place)
      _ = state.restoreBest()
      return state.finalOutcome(nil)
    }
    let last = state.restoreBest()
    state.keep(isLast: true)
    // All epochs are done: cancelled now, only the test is missing.
    do { try state.test(subject) } catch is CancellationError {}
    return state.finalOutcome(state.checkpoint(from: last))
  }

  func key(_ stream: Stream, _ index: Int) -> UInt64 {
    var source = RandomSource(seed: schedule.seed ^ stream.rawValue << 56, stream: UInt64(index))
    return source.next()
  }
}
