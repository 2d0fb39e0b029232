import Testing

@testable import MVAEKit

@Suite struct DivergenceScheduleTests {
  @Test func betaGrowsLinearlyByEpoch() {
    var schedule = TrainingSchedule(beta: 4)
    schedule.warmup = .linear(epochs: 4)
    #expect((1...7).map { schedule.penalty(epoch: $0).beta } == [0, 1, 2, 3, 4, 4, 4])
    #expect(schedule.finalPenalty.beta == 4)
  }

  /// Fu et al. 2019, equation 6: τ = mod(t − 1, T / M) / (T / M), β = τ / R up to 1.
  @Test func betaGoesInCycles() {
    var schedule = TrainingSchedule(beta: 1)
    schedule.warmup = .cyclical(period: 4, ratio: 0.5)
    #expect((1...9).map { schedule.penalty(epoch: $0).beta } == [0, 0.5, 1, 1, 0, 0.5, 1, 1, 0])
  }

  @Test func capacityGrowsToItsEnd() {
    var schedule = TrainingSchedule()
    schedule.capacity = LatentCapacity(nats: 8, epochs: 4)
    #expect((1...6).map { schedule.penalty(epoch: $0).capacity } == [0, 2, 4, 6, 8, 8])
    #expect(schedule.finalPenalty.capacity == 8)
  }

  private let features = SyntheticFeatures.blobs(rows: 240, columns: 12, clusters: 4)

  /// The train parts have the epoch's beta, the validation parts always the final one.
  @Test func validationHasTheFinalBetaThroughout() throws {
    var schedule = TrainingSchedule(epochs: 6, beta: 2)
    schedule.warmup = .linear(epochs: 4)
    let model = try BasicVAE.train(
      features: features, configuration: BasicTrainingConfiguration(latent: 2, schedule: schedule))
    #expect(model.history.epochs.map(\.beta) == [0, 0.5, 1, 1.5, 2, 2])
    #expect(model.history.epochs.allSatisfy { $0.validation?.beta == 2 })
    for record in model.history.epochs {
      #expect(record.train.loss == record.train.reconstruction + record.beta * record.train.divergence)
    }
  }

  /// A rate that makes the validation loss rise at once would stop after 3 epochs; the warm-up holds that off.
  @Test func patienceWaitsForTheWarmup() throws {
    var schedule = TrainingSchedule(epochs: 60, batch: 16, rate: 0.5, validation: 0.3, patience: 3)
    let configuration = BasicTrainingConfiguration(latent: 2, schedule: schedule)
    let plain = try BasicVAE.train(features: features, configuration: configuration)
    schedule.warmup = .linear(epochs: 30)
    let warm = try BasicVAE.train(
      features: features, configuration: BasicTrainingConfiguration(latent: 2, schedule: schedule))
    #expect(plain.history.epochs.count < 30)
    #expect(warm.history.epochs.count >= 33)
  }

  /// Free bits keep the divergence of a collapsing model (β = 30) up; without them it is gone.
  @Test func freeBitsKeepDimensionsUp() throws {
    var schedule = TrainingSchedule(epochs: 60, batch: 32, rate: 5e-3, beta: 30, patience: nil)
    let collapsed = try BasicVAE.train(
      features: features, configuration: BasicTrainingConfiguration(latent: 3, schedule: schedule))
    schedule.freeBits = 0.5
    let free = try BasicVAE.train(
      features: features, configuration: BasicTrainingConfiguration(latent: 3, schedule: schedule))
    let last = try #require(free.history.epochs.last?.train)
    #expect(last.divergence > 0.8)
    #expect(try #require(collapsed.history.epochs.last).train.divergence < 0.5 * last.divergence)
    #expect(last.penalty > 30 * 1.5 - 1e-9)
  }

  /// A strong pull draws the divergence to the capacity.
  @Test func capacityIsReached() throws {
    var schedule = TrainingSchedule(epochs: 80, batch: 32, rate: 5e-3, beta: 50, patience: nil)
    schedule.capacity = LatentCapacity(nats: 3, epochs: 20)
    let model = try BasicVAE.train(
      features: features, configuration: BasicTrainingConfiguration(latent: 3, schedule: schedule))
    #expect(abs(try #require(model.history.epochs.last).train.divergence - 3) < 0.3)
  }

  /// Every optimiser, penalty and schedule repeats to the byte.
  @Test func allOfThemRepeatToTheByte() throws {
    var schedules: [TrainingSchedule] = []
    for optimizer in [Optimizer.adamW(decay: 0.1), .sgd(momentum: 0.9)] {
      for penalty in 0..<3 {
        var schedule = TrainingSchedule(epochs: 3, batch: 64, rate: 1e-3)
        schedule.optimizer = optimizer
        schedule.clip = 1
        schedule.rateSchedule = [.constant, .cosine(floor: 0), .plateau(factor: 0.1, patience: 1)][penalty]
        schedule.warmup = [.none, .linear(epochs: 2), .cyclical(period: 2, ratio: 0.5)][penalty]
        schedule.freeBits = penalty == 1 ? 0.1 : 0
        schedule.capacity = penalty == 2 ? LatentCapacity(nats: 4, epochs: 2) : nil
        schedule.test = 0.1
        schedules.append(schedule)
      }
    }
    let images = SyntheticImages.make(rows: 40)
    for schedule in schedules {
      let basic = try (0..<2).map { _ in
        try BasicVAE.train(
          features: features,
          configuration: BasicTrainingConfiguration(hidden: [256, 128], latent: 4, schedule: schedule))
      }
      #expect(basic[0].weightValues == basic[1].weightValues)
      #expect(basic[0].history == basic[1].history)
      var configuration = SyntheticImages.configuration(.conditional)
      configuration.schedule = schedule
      configuration.batch = 8
      let conditional = try (0..<2).map { _ in
        try ConditionalVAE.train(
          images: images.images, text: images.text, labels: images.labels ?? [], configuration: configuration)
      }
      #expect(conditional[0].weightValues == conditional[1].weightValues)
      #expect(conditional[0].history == conditional[1].history)
    }
  }
}
