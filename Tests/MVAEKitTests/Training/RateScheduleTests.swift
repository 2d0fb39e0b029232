import Foundation
import Testing

@testable import MVAEKit

@Suite struct RateScheduleTests {
  private func schedule(_ rateSchedule: RateSchedule, warmup: Int = 0) -> TrainingSchedule {
    var result = TrainingSchedule(epochs: 10, rate: 0.4)
    result.rateSchedule = rateSchedule
    result.rateWarmup = warmup
    return result
  }

  /// η = η_min + ½ (η_max − η_min) (1 + cos(π t / T)), Loshchilov & Hutter 2017, equation 5; T = 10 · 5 steps.
  @Test func cosineFallsByStep() {
    let schedule = schedule(.cosine(floor: 0.1))
    for step in 0..<50 {
      let expected = 0.1 + 0.5 * 0.3 * (1 + cos(Double.pi * Double(step) / 50))
      #expect(abs(schedule.rate(step: step, batches: 5) - expected) < 1e-15)
    }
    #expect(schedule.rate(step: 0, batches: 5) == 0.4)
    #expect(abs(schedule.rate(step: 25, batches: 5) - 0.25) < 1e-15)
    #expect(abs(schedule.rate(step: 50, batches: 5) - 0.1) < 1e-15)
  }

  /// 2 epochs of 5 steps: tenths of the rate, the tenth step has it whole; the cosine has the other 40 steps.
  @Test func warmupGrowsByStep() {
    let constant = schedule(.constant, warmup: 2)
    #expect(
      (0..<12).map { constant.rate(step: $0, batches: 5) / 0.4 }.map { ($0 * 10).rounded() }
        == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10])
    let cosine = schedule(.cosine(floor: 0), warmup: 2)
    #expect(cosine.rate(step: 10, batches: 5) == 0.4)
    #expect(abs(cosine.rate(step: 30, batches: 5) - 0.2) < 1e-15)
  }

  /// PyTorch's `ReduceLROnPlateau(patience=2)` reduces in the third epoch without an improvement of 1e-4 of the best.
  @Test func plateauWaitsForMoreThanItsPatience() {
    var state = PlateauState()
    let reductions = [10, 9, 8.9999, 9.5, 9.2, 9, 9, 9, 5, 5].map { loss in
      state.add(loss, patience: 2)
      return state.reductions
    }
    #expect(reductions == [0, 0, 0, 0, 1, 1, 1, 2, 2, 2])
    #expect(
      abs(schedule(.plateau(factor: 0.1, patience: 2)).rate(step: 3, batches: 5, reductions: 2) - 0.004)
        < 1e-15)
  }

  /// The history says the rate of each epoch's last step.
  @Test func trainingFollowsTheSchedule() throws {
    let features = SyntheticFeatures.blobs(rows: 100, columns: 6, clusters: 2)
    var configuration = BasicTrainingConfiguration(
      latent: 2, schedule: TrainingSchedule(epochs: 4, batch: 20, rate: 0.01, validation: 0.2, patience: nil))
    configuration.rateSchedule = .cosine(floor: 0)
    let cosine = try BasicVAE.train(features: features, configuration: configuration)
    let expected = [3, 7, 11, 15].map { 0.005 * (1 + cos(.pi * Double($0) / 16)) }
    #expect(zip(cosine.history.epochs.map(\.rate), expected).allSatisfy { abs($0 - $1) < 1e-15 })
    configuration.rateSchedule = .plateau(factor: 0.5, patience: 0)
    configuration.rate = 1
    configuration.epochs = 12
    let plateau = try BasicVAE.train(features: features, configuration: configuration)
    let records = plateau.history.epochs
    #expect(try #require(records.last).rate < 1)
    for (before, after) in zip(records, records.dropFirst()) {
      #expect(after.rate == before.rate || after.rate == before.rate / 2)
    }
  }
}
