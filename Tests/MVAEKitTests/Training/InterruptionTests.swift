import Testing

@testable import MVAEKit

@Suite struct InterruptionTests {
  private let features = SyntheticFeatures.blobs(rows: 240, columns: 12, clusters: 4)

  /// Cancelled after epoch 2, a run has the weights of a run of 2 epochs: no part of a further step.
  @Test func aCancelledRunKeepsTheLastWholeStep() throws {
    let cancellation = Cancellation()
    var configuration = BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 50))
    let model = try BasicVAE.train(
      features: features, configuration: configuration, cancellation: cancellation
    ) { event in
      if case .epoch(let record, of: _) = event, record.epoch == 2 { cancellation.cancel() }
    }
    #expect(model.isInterrupted)
    #expect(model.history.epochs.count == 2)
    #expect(model.history.bestEpoch == nil)
    configuration.epochs = 2
    configuration.patience = nil
    let whole = try BasicVAE.train(features: features, configuration: configuration)
    #expect(model.weightValues == whole.weightValues)
    #expect(model.latents == whole.latents)
    #expect(!whole.isInterrupted)
  }

  @Test func cancelledBeforeTheFirstStepThereIsNoModel() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try BasicVAE.train(features: features, cancellation: cancellation)
    }
  }

  /// Values of 1e30 beside a rate of 1 overflow the loss; what is left are finite weights and the place.
  @Test func aDivergingRunSaysWhereAndKeepsGoodWeights() throws {
    let subject = ExplodingSubject(goodSteps: 5)
    let loop = TrainingLoop(
      schedule: TrainingSchedule(epochs: 10, batch: 10, rate: 0.1, patience: nil), rows: 30,
      split: TrainingSplit(train: Array(0..<30), validation: []), cancellation: Cancellation(),
      progress: { _ in })
    let outcome = try loop.run(subject, weights: Buffer(count: 4))
    #expect(outcome.history.ending == .diverged(epoch: 2, batch: 3, place: "the gradient of layer.weight"))
    #expect(outcome.history.epochs.count == 1)
    #expect(outcome.weights.allSatisfy { $0.isFinite })
    #expect(
      throws: TrainingError.diverged(
        epoch: 1, batch: 1, place: "the gradient of layer.weight")
    ) {
      try loop.run(ExplodingSubject(goodSteps: 0), weights: Buffer(count: 4))
    }
  }

  /// Overflow before the first whole step is an error of its own.
  @Test func absurdlyLargeWeightsAreReported() throws {
    let configuration = BasicTrainingConfiguration(
      latent: 2, schedule: TrainingSchedule(epochs: 3, rate: 1, beta: 1000, patience: nil))
    let model = try BasicVAE.train(features: features, configuration: configuration)
    #expect(model.weightValues.allSatisfy { $0.isFinite })
  }
}

/// Gives a NaN gradient after some good steps.
private final class ExplodingSubject: TrainingSubject {
  private var left: Int
  let weights = [Weight(name: "layer.weight", shape: [4], offset: 0)]

  init(goodSteps: Int) { left = goodSteps }

  func learn(
    rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer
  ) throws -> ELBO {
    for index in 0..<gradients.count { gradients.base[index] = left > 0 ? 1 : .nan }
    left -= 1
    return ELBO(reconstruction: 1, divergence: 0, beta: 1)
  }

  func evaluate(rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer) throws
    -> ELBO
  {
    ELBO(reconstruction: 1, divergence: 0, beta: 1)
  }
}
