import Testing

@testable import MVAEKit

/// Our VAE on digits reaches PyTorch's bound with the same sizes, data and schedule.
@Suite(.serialized) struct DigitELBOTests {
  /// 784-400-20 with a Bernoulli likelihood, 200 epochs of batches of 100: the bound of 500 digits held out, in nats.
  ///
  /// The mean over seeds lies within 1 % of the twin's mean, and what fewer seeds vary by.
  @Test func theBoundIsThatOfPyTorch() throws {
    guard let twin = DigitTwin.named("elbo"), let digits = MNISTDigits.shared else { return }
    var bounds: [Double] = []
    for seed in DigitTwin.ourSeeds {
      let model = try BasicVAE.train(
        features: digits.train.features,
        configuration: BasicTrainingConfiguration(
          architecture: BasicArchitecture(hidden: [400], latent: 20, likelihood: .bernoulli),
          schedule: TrainingSchedule(epochs: 200, batch: 100, seed: seed, validation: 0, patience: nil)))
      let bound = try bound(of: model, on: digits.test)
      let active = try model.encode(digits.test.features).activeUnits
      print("digits, seed \(seed): ELBO \(bound) nats, \(active) active units")
      #expect(abs(Double(active) - twin.mean("active_units")) <= 1)
      bounds.append(bound)
    }
    let expected = twin.mean("test_elbo")
    let mean = DigitTwin.mean(bounds)
    print("mean \(mean), PyTorch \(expected)")
    #expect(abs(mean - expected) <= 0.01 * abs(expected) + twin.chance("test_elbo"))
  }

  /// The mean over 20 draws of noise, of log p(x|z) − KL a row.
  private func bound(of model: TrainedModel, on part: MNISTDigits.Part) throws -> Double {
    let content = try model.vectors()
    let subject = BasicTrainingSubject(
      model: content.network, batch: part.classes.count,
      data: try content.scaled(part.features, labels: nil, in: nil), cancellation: Cancellation())
    let weights = Buffer(model.weightValues)
    let rows = Array(part.classes.indices)[...]
    return DigitTwin.mean(
      try (0..<20).map { draw in
        let elbo = try subject.evaluate(
          rows: rows, key: UInt64(draw), penalty: DivergencePenalty(beta: 1), weights: weights)
        return -elbo.reconstruction - elbo.divergence
      })
  }
}
