import Testing

@testable import MVAEKit

/// A batch learned in two halves against the same batch learned whole.
@Suite struct BasicTrainingSubjectTests {
  private let penalty = DivergencePenalty(beta: 0.5)

  /// β = 0 and a decoder that ignores z would hide the noise: here the noise is silenced by a tiny variance, as
  /// halves draw their own.
  @Test func halvesGiveTheGradientOfTheWhole() throws {
    let model = BasicVAE(inputs: 40, hidden: [256, 128], latent: 16)
    let weights = model.initialWeights(random: RandomSource(seed: 1))
    let bias = try #require(model.weights.first { $0.name == "logVariance.bias" })
    for index in 0..<bias.count { weights.base[bias.offset + index] = -30 }
    var random = RandomSource(seed: 2)
    let rows = 101
    let data = (0..<rows * 40).map { _ in Float(random.normal()) }
    let order = Array(0..<rows)[...]
    let subject = BasicTrainingSubject(
      model: model, batch: rows, data: ScaledVectors(values: data, labels: []), cancellation: Cancellation())
    let cut = Buffer(count: weights.count)
    let cutLoss = try subject.learn(rows: order, key: 3, penalty: penalty, weights: weights, gradients: cut)

    let pass = BasicVAEPass(model: model, capacity: rows, cancellation: Cancellation())
    pass.input(rows: rows).copy(rows: order, of: data)
    GaussianLatent.draw(pass.noise(rows: rows), key: 3)
    let whole = Buffer(count: weights.count)
    let loss = try pass.learn(rows: rows, penalty: penalty, weights: weights, gradients: whole)
    #expect(abs(cutLoss.loss - loss.loss) < 1e-5 * loss.loss)
    let largest = whole.values.map { abs($0) }.max() ?? 0
    // σ = 3e-7 leaves that much noise; the rest is the order of float32 sums.
    #expect(zip(cut.values, whole.values).allSatisfy { abs($0 - $1) < 1e-5 * largest })
  }

  @Test func aCancelledHalfStops() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let model = BasicVAE(inputs: 40, hidden: [256, 128], latent: 16)
    let subject = BasicTrainingSubject(
      model: model, batch: 64, data: ScaledVectors(values: [Float](repeating: 0, count: 64 * 40), labels: []),
      cancellation: cancellation)
    let weights = model.initialWeights(random: RandomSource(seed: 1))
    #expect(throws: CancellationError.self) {
      try subject.learn(
        rows: Array(0..<64)[...], key: 1, penalty: penalty, weights: weights,
        gradients: Buffer(count: weights.count))
    }
  }
}
