import CHotLoops

/// A model with its data, as the training loop sees it.
///
/// Each model implements this once; batching, shuffling, early stopping, history, progress and interruption are
/// the loop's and the same for all.
protocol TrainingSubject {
  /// The objective per row of `rows` (indices into the data), and its gradient; noise is drawn by `key`.
  func learn(
    rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer
  ) throws -> ELBO
  /// The objective per row without learning.
  func evaluate(rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer) throws
    -> ELBO
  /// Keeps what the last step learned beside gradients, such as running statistics, once that step is done.
  func commit(to weights: Buffer)
}

extension TrainingSubject {
  func commit(to weights: Buffer) {}
}

/// What training left behind.
struct TrainingOutcome {
  let weights: [Float]
  let history: TrainingHistory
}

/// Mini-batch training by Adam with early stopping.
struct TrainingLoop {
  let schedule: TrainingSchedule
  /// Rows of one step.
  let batch: Int
  let split: TrainingSplit
  let cancellation: Cancellation
  let progress: @Sendable (TrainingEvent) -> Void

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

  /// Independent random streams of one seed.
  enum Stream: UInt64 {
    case weights = 1
    case split, order, noise, validation
  }

  /// Trains `weights` in place.
  ///
  /// - Throws: `CancellationError` when it is cancelled before the first whole step,
  ///   ``TrainingError/diverged(epoch:batch:)`` when the first step already is no number; later ones end
  ///   training and are recorded in the history.
  func run(_ subject: some TrainingSubject, weights: Buffer) throws -> TrainingOutcome {
    var state = TrainingState(loop: self, weights: weights)
    do {
      while state.history.epochs.count < schedule.epochs {
        try state.epoch(subject)
        if state.isExhausted {
          state.history.ending = .stoppedEarly
          break
        }
      }
      state.restoreBest()
    } catch is CancellationError where state.steps > 0 {
      state.history.ending = .interrupted
      state.history.bestEpoch = nil
    } catch TrainingError.diverged(let epoch, let batch) where state.steps > 0 {
      state.history.ending = .diverged(epoch: epoch, batch: batch)
      state.restoreBest()
    }
    return TrainingOutcome(weights: weights.values, history: state.history)
  }

  func key(_ stream: Stream, _ index: Int) -> UInt64 {
    var source = RandomSource(seed: schedule.seed ^ stream.rawValue << 56, stream: UInt64(index))
    return source.next()
  }
}

/// The moving parts of a ``TrainingLoop``.
struct TrainingState {
  private let loop: TrainingLoop
  private let weights: Buffer
  private let gradients: Buffer
  private var adam: Adam
  private var order: RandomSource
  private var best: Best?
  private var epochsSinceBest = 0
  private var lastEvent = ContinuousClock.now
  private(set) var steps = 0
  var history = TrainingHistory()

  /// The lowest validation loss so far and the weights that gave it.
  private struct Best {
    let loss: Double
    let weights: [Float]
  }

  init(loop: TrainingLoop, weights: Buffer) {
    self.loop = loop
    self.weights = weights
    gradients = Buffer(count: weights.count)
    adam = Adam(rate: loop.schedule.rate, count: weights.count)
    order = RandomSource(seed: loop.schedule.seed, stream: TrainingLoop.Stream.order.rawValue)
  }

  /// What the divergence adds to the objective of the steps now.
  private var penalty: DivergencePenalty { DivergencePenalty(beta: loop.schedule.beta) }

  /// Whether the validation loss has not improved for `patience` epochs.
  var isExhausted: Bool { loop.schedule.patience.map { epochsSinceBest >= $0 } ?? false }

  /// One pass over the training rows, then the validation rows.
  mutating func epoch(_ subject: some TrainingSubject) throws {
    let start = ContinuousClock.now
    let number = history.epochs.count + 1
    let rows = order.permutation(loop.split.train.count).map { loop.split.train[$0] }
    var mean = RunningELBO(beta: penalty.beta)
    let batches = (rows.count + loop.batch - 1) / loop.batch
    for batch in 0..<batches {
      let slice = rows[batch * loop.batch..<min(rows.count, (batch + 1) * loop.batch)]
      let position = TrainingPosition(
        epoch: number, epochs: loop.schedule.epochs, batch: batch + 1, batches: batches)
      mean.add(try step(subject, rows: slice, position: position), rows: slice.count)
      report(position, loss: mean.value.loss)
    }
    let validation = try validate(subject)
    finish(
      EpochRecord(
        epoch: number, train: mean.value, validation: validation,
        seconds: (ContinuousClock.now - start) / .seconds(1)))
  }

  /// Puts the best weights back, when early stopping kept some.
  func restoreBest() {
    guard let best else { return }
    best.weights.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { weights.base.update(from: start, count: source.count) }
    }
  }

  /// One step of Adam; the weights change only when all of it succeeded.
  private mutating func step(
    _ subject: some TrainingSubject, rows: ArraySlice<Int>, position: TrainingPosition
  ) throws -> ELBO {
    try loop.cancellation.check()
    let elbo = try subject.learn(
      rows: rows, key: loop.key(.noise, steps), penalty: penalty, weights: weights, gradients: gradients)
    guard elbo.loss.isFinite, hot_is_finite(gradients.base, gradients.count) == 1 else {
      throw TrainingError.diverged(epoch: position.epoch, batch: position.batch)
    }
    try loop.cancellation.check()
    adam.step(weights, gradients: gradients)
    subject.commit(to: weights)
    steps += 1
    return elbo
  }

  private func validate(_ subject: some TrainingSubject) throws -> ELBO? {
    let rows = loop.split.validation
    guard !rows.isEmpty else { return nil }
    var mean = RunningELBO(beta: penalty.beta)
    for (index, start) in stride(from: 0, to: rows.count, by: loop.batch).enumerated() {
      try loop.cancellation.check()
      let slice = rows[start..<min(rows.count, start + loop.batch)]
      // The same noise every epoch, so that epochs differ by their weights only.
      mean.add(
        try subject.evaluate(
          rows: slice, key: loop.key(.validation, index), penalty: penalty, weights: weights),
        rows: slice.count)
    }
    return mean.value
  }

  private mutating func finish(_ record: EpochRecord) {
    history.epochs.append(record)
    if loop.schedule.patience != nil, let loss = record.validation?.loss {
      if loss.isFinite, loss < best?.loss ?? .infinity {
        best = Best(loss: loss, weights: weights.values)
        history.bestEpoch = record.epoch
        epochsSinceBest = 0
      } else {
        epochsSinceBest += 1
      }
    }
    loop.progress(.epoch(record, of: loop.schedule.epochs))
    lastEvent = .now
  }

  private mutating func report(_ position: TrainingPosition, loss: Double) {
    let now = ContinuousClock.now
    guard now - lastEvent >= .milliseconds(50) else { return }
    lastEvent = now
    loop.progress(.step(position, loss: loss))
  }
}

/// The mean of ELBOs over rows.
struct RunningELBO {
  let beta: Double
  private var reconstruction = 0.0
  private var divergence = 0.0
  private var count = 0.0

  init(beta: Double) { self.beta = beta }

  mutating func add(_ elbo: ELBO, rows: Int) {
    reconstruction += elbo.reconstruction * Double(rows)
    divergence += elbo.divergence * Double(rows)
    count += Double(rows)
  }

  var value: ELBO {
    ELBO(
      reconstruction: reconstruction / max(1, count), divergence: divergence / max(1, count), beta: beta)
  }
}
