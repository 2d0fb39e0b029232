import Synchronization
import Testing

@testable import MVAEKit

@Suite struct TrainingNoticeTests {
  private let features = SyntheticFeatures.blobs(rows: 240, columns: 12, clusters: 4)

  private func notices(
    _ schedule: TrainingSchedule, hidden: [Int] = [16], latent: Int = 4, features: FeatureMatrix? = nil
  ) throws -> [TrainingNotice] {
    let said = Mutex<[TrainingNotice]>([])
    _ = try BasicVAE.train(
      features: features ?? self.features,
      configuration: BasicTrainingConfiguration(hidden: hidden, latent: latent, schedule: schedule)
    ) { event in
      if case .notice(let notice) = event { said.withLock { $0.append(notice) } }
    }
    return said.withLock { $0 }
  }

  @Test func aSoundTrainingSaysNothing() throws {
    #expect(try notices(TrainingSchedule(epochs: 60, batch: 16, beta: 0.2)).isEmpty)
  }

  /// β = 1000 presses every dimension to the prior.
  @Test func collapseIsSaidOnce() throws {
    let said = try notices(TrainingSchedule(epochs: 80, batch: 16, rate: 5e-3, beta: 1000, patience: nil))
    let collapses = said.filter { if case .collapsed = $0 { true } else { false } }
    #expect(collapses.count == 1)
    #expect(collapses.first?.advice.contains("beta") == true)
  }

  @Test func aGrowingLossIsSaid() {
    var watch = TrainingWatch([], rectifiedBiases: [])
    let losses = [100.0, 90, 80, 81, 82, 84, 86, 90, 95, 99]
    let said = losses.enumerated().flatMap { index, loss in
      watch.epoch(record(index + 1, loss), steps: 1000, isFinal: true)
    }
    #expect(said == [.growing(epoch: 8, epochs: 5)])
  }

  @Test func anExplodingLossIsSaidAndAWarmingOneIsNot() {
    var watch = TrainingWatch([], rectifiedBiases: [])
    #expect(watch.epoch(record(1, 10), steps: 1, isFinal: true).isEmpty)
    #expect(
      watch.epoch(record(2, 200), steps: 2, isFinal: true) == [.exploding(epoch: 2, loss: 200, lowest: 10)])
    var warming = TrainingWatch([], rectifiedBiases: [])
    let said = (1...20).flatMap { warming.epoch(record($0, pow2($0)), steps: 1, isFinal: false) }
    #expect(said.isEmpty)
  }

  /// At its floor a loss goes up and down; that is no news.
  @Test func aWaveringLossIsNotSaid() {
    var watch = TrainingWatch([], rectifiedBiases: [])
    let said = (1...12).flatMap { watch.epoch(record($0, 10 + 0.001 * Double($0)), steps: 1, isFinal: true) }
    #expect(said.isEmpty)
  }

  /// Half of a layer without a gradient for five epochs; a unit that got one in any step is alive.
  @Test func deadUnitsAreCountedByLayer() {
    let bias = Weight(name: "encoder.0.bias", shape: [8], offset: 0)
    let other = Weight(name: "text.0.norm.bias", shape: [4], offset: 16)
    var watch = TrainingWatch([bias, other], rectifiedBiases: [bias.name, other.name])
    let gradients = Buffer([0, 0, 0, 0, 1, 0, -1, 0] + [Float](repeating: 0, count: 8) + [1, 1, 1, 1])
    let said = (1...9).flatMap { epoch in
      gradients.base[0] = 0
      watch.step(gradients, isFirst: true) { [] }
      gradients.base[0] = 1
      watch.step(gradients, isFirst: false) { [] }
      return watch.epoch(record(epoch, 1), steps: 100 * epoch, isFinal: true)
    }
    #expect(said == [.deadUnits(epoch: 5, layers: [.init(layer: "encoder.0", dead: 5, units: 8)])])
  }

  /// In a network: biases that shut units for all rows get no gradient.
  @Test func shutUnitsGetNoGradient() throws {
    let model = BasicVAE(inputs: 12, hidden: [16], latent: 2)
    let weights = model.initialWeights(random: RandomSource(seed: 1))
    let bias = try #require(model.weights.first { $0.name == "encoder.0.bias" })
    for unit in 0..<10 { weights.base[bias.offset + unit] = -1e4 }
    let subject = BasicTrainingSubject(
      model: model, batch: 60, data: ScaledVectors(values: features.values.values, labels: []),
      cancellation: Cancellation())
    let gradients = Buffer(count: weights.count)
    var watch = TrainingWatch(subject.weights, rectifiedBiases: subject.rectifiedBiases)
    _ = try subject.learn(
      rows: Array(0..<60)[...], key: 1, penalty: DivergencePenalty(beta: 1), weights: weights,
      gradients: gradients)
    let said = (1...5).flatMap { epoch in
      watch.step(gradients, isFirst: true) { subject.divergences(rows: 60) }
      return watch.epoch(record(epoch, 1), steps: 100, isFinal: true)
    }
    guard case .deadUnits(_, let layers) = said.first else {
      Issue.record("\(said)")
      return
    }
    #expect(layers.first == .init(layer: "encoder.0", dead: 10, units: 16))
  }

  /// The first layer whose numbers are not finite is named, forwards for outputs and backwards for gradients.
  @Test func theLayerOfANaNIsNamed() throws {
    let model = BasicVAE(inputs: 12, hidden: [16, 8], latent: 2)
    let subject = BasicTrainingSubject(
      model: model, batch: 30, data: ScaledVectors(values: features.values.values, labels: []),
      cancellation: Cancellation())
    func place(_ name: String) throws -> String {
      let weights = model.initialWeights(random: RandomSource(seed: 1))
      let weight = try #require(model.weights.first { $0.name == name })
      weights.base[weight.offset] = .nan
      let gradients = Buffer(count: weights.count)
      _ = try subject.learn(
        rows: Array(0..<30)[...], key: 1, penalty: DivergencePenalty(beta: 1), weights: weights,
        gradients: gradients)
      return NonFinite.place(subject, rows: 30, gradients: gradients)
    }
    #expect(try place("decoder.2.weight") == "the output of decoder.2")
    #expect(try place("logVariance.bias") == "the output of the latent heads")
  }

  private func record(_ epoch: Int, _ loss: Double) -> EpochRecord {
    EpochRecord(
      epoch: epoch, train: ELBO(reconstruction: loss, divergence: 0, beta: 1), validation: nil, rate: 1,
      seconds: 0)
  }

  private func pow2(_ exponent: Int) -> Double { Double(1 << exponent) }
}
