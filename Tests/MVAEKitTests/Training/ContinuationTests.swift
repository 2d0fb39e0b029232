import Testing

@testable import MVAEKit

@Suite struct ContinuationTests {
  private let features = SyntheticFeatures.blobs(rows: 130, columns: 12, clusters: 4)
  private let images = SyntheticImages.make(rows: 50)
  private static let optimizers = [Optimizer.adam, .adamW(decay: 0.1), .sgd(momentum: 0.9)]

  private func train(_ kind: String, epochs: Int, _ optimizer: Optimizer) throws -> TrainedModel {
    var schedule = TrainingSchedule(epochs: epochs, batch: 32, patience: nil)
    schedule.optimizer = optimizer
    schedule.clip = 5
    schedule.warmup = .linear(epochs: 6)
    guard kind == "conditional" else {
      return try BasicVAE.train(
        features: features, configuration: BasicTrainingConfiguration(latent: 4, schedule: schedule))
    }
    var configuration = SyntheticImages.configuration(.conditional)
    configuration.schedule = schedule
    configuration.batch = 8
    return try ConditionalVAE.train(
      images: images.images, text: images.text, labels: images.labels ?? [], configuration: configuration)
  }

  @Test(arguments: ["basic", "conditional"], optimizers)
  func twoRunsAreTheBytesOfOne(_ kind: String, _ optimizer: Optimizer) throws {
    let whole = try train(kind, epochs: 8, optimizer)
    let half = try train(kind, epochs: 4, optimizer)
    let before = half.weightValues
    let both = try half.continued(epochs: 4)
    #expect(both.weightValues == whole.weightValues)
    #expect(both.history == whole.history)
    #expect(both.latents == whole.latents)
    #expect(both.schedule == whole.schedule)
    #expect(half.weightValues == before && before != both.weightValues)
    #expect(half.history.epochs.count == 4)
  }

  /// Interrupted within an epoch, the rest of that epoch comes first.
  /// After so many steps (3 an epoch), or in the validation batch after so many (2 an epoch).
  @Test(
    arguments: [
      (1, .max), (3, .max), (5, .max), (8, .max), (9, .max), (.max, 0), (.max, 2), (.max, 4),
    ] as [(Int, Int)])
  func anInterruptedEpochIsFinished(_ steps: Int, _ evaluations: Int) throws {
    let schedule = TrainingSchedule(epochs: 4, batch: 32, patience: nil)
    let model = BasicVAE(inputs: 12, hidden: [16], latent: 3)
    let split = try TrainingSplit(groups: features.rows.groups, validation: 0.4, seed: 1)
    let weights = { model.initialWeights(random: RandomSource(seed: 1)) }
    func run(
      steps: Int = .max, evaluations: Int = .max, weights: Buffer, from checkpoint: Checkpoint? = nil,
      after history: TrainingHistory = TrainingHistory()
    ) throws -> TrainingOutcome {
      let cancellation = Cancellation()
      let loop = TrainingLoop(
        schedule: schedule, rows: 130, split: split, cancellation: cancellation, progress: { _ in })
      let subject = BasicTrainingSubject(
        model: model, batch: loop.batch, data: ScaledVectors(values: features.values.values, labels: []),
        cancellation: Cancellation())
      return try loop.run(
        CancellingSubject(
          subject: subject, steps: steps, evaluations: evaluations, cancellation: cancellation),
        weights: weights, from: checkpoint, after: history)
    }
    let whole = try run(weights: weights())
    let part = try run(steps: steps, evaluations: evaluations, weights: weights())
    #expect(part.history.ending == .interrupted)
    let checkpoint = try #require(part.checkpoint)
    let rest = try run(
      weights: Buffer(checkpoint.weights ?? part.weights), from: checkpoint,
      after: part.history)
    #expect(rest.weights == whole.weights)
    #expect(rest.history == whole.history)
  }

  /// What stopped early goes on from its last step for as many epochs as patience allows.
  @Test func earlyStoppingGoesOn() throws {
    let configuration = BasicTrainingConfiguration(
      latent: 2, schedule: TrainingSchedule(epochs: 200, batch: 16, rate: 0.1, validation: 0.3, patience: 3))
    let stopped = try BasicVAE.train(features: features, configuration: configuration)
    #expect(stopped.history.ending == .stoppedEarly)
    let longer = try stopped.continued(epochs: 2, rate: 1e-3)
    #expect(longer.history.epochs.count == stopped.history.epochs.count + 2)
    #expect(longer.history.ending == .completed)
    #expect(longer.history.epochs.last?.rate == 1e-3)
    let free = try stopped.continued(epochs: 2, patience: .some(nil))
    #expect(free.history.bestEpoch == nil)
  }

  @Test func memoryIsCounted() throws {
    let adam = try train("basic", epochs: 1, .adam)
    #expect(adam.checkpoint?.byteCount == 2 * 4 * adam.weightValues.count)
    let sgd = try train("basic", epochs: 1, .sgd(momentum: 0))
    #expect(sgd.checkpoint?.byteCount == 4 * sgd.weightValues.count)
  }

  @Test func wrongEpochsAreNamed() throws {
    let model = try train("basic", epochs: 1, .adam)
    let error = #expect(throws: TrainingError.self) { try model.continued(epochs: 0) }
    #expect(error?.parameter == "epochs")
    #expect(throws: TrainingError.self) { try model.continued(epochs: 1, rate: -1) }
  }
}

/// Cancels its training in the step after `steps` whole ones, or in the batch of validation after `evaluations`.
private final class CancellingSubject: TrainingSubject {
  private let subject: BasicTrainingSubject
  private let cancellation: Cancellation
  private var steps: Int
  private var evaluations: Int

  init(subject: BasicTrainingSubject, steps: Int, evaluations: Int, cancellation: Cancellation) {
    self.subject = subject
    self.steps = steps
    self.evaluations = evaluations
    self.cancellation = cancellation
  }

  func learn(
    rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer
  ) throws -> ELBO {
    if steps == 0 { cancellation.cancel() }
    steps -= 1
    return try subject.learn(rows: rows, key: key, penalty: penalty, weights: weights, gradients: gradients)
  }

  func evaluate(rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer) throws
    -> ELBO
  {
    if evaluations == 0 { cancellation.cancel() }
    evaluations -= 1
    return try subject.evaluate(rows: rows, key: key, penalty: penalty, weights: weights)
  }

  var weights: [Weight] { subject.weights }
}
