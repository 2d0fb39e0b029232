import Testing

@testable import MVAEKit

@Suite struct DivergencePenaltyTests {
  private static let penalties = [
    DivergencePenalty(beta: 0.7, freeBits: 0.15), DivergencePenalty(beta: 0.7, capacity: 5),
    DivergencePenalty(beta: 0.7, capacity: 0.05), DivergencePenalty(beta: 2, freeBits: 0.15, capacity: 5),
  ]

  @Test func valuesAreThoseOfThePapers() {
    let divergences = [0.05, 1, 0.3]
    #expect(DivergencePenalty(beta: 2).value(divergences) == 2 * 1.35)
    // Σ max(λ, KL): 0.1 + 1 + 0.3.
    let free = DivergencePenalty(beta: 2, freeBits: 0.1)
    #expect(abs(free.value(divergences) - 2 * 1.4) < 1e-12)
    #expect(free.slopes(divergences) == [0, 2, 2])
    // γ |KL − C|.
    let capacity = DivergencePenalty(beta: 3, capacity: 4)
    #expect(abs(capacity.value(divergences) - 3 * (4 - 1.35)) < 1e-12)
    #expect(capacity.slopes(divergences) == [-3, -3, -3])
    #expect(DivergencePenalty(beta: 3, capacity: 1).slopes(divergences) == [3, 3, 3])
  }

  /// Without hidden layers, so that no ReLU bends within the differences.
  @Test(arguments: penalties)
  func gradientsOfTheBasicModel(_ penalty: DivergencePenalty) throws {
    let rows = 5
    let model = BasicVAE(inputs: 8, hidden: [], latent: 3)
    let pass = BasicVAEPass(model: model, capacity: rows, cancellation: Cancellation())
    let weights = model.initialWeights(random: RandomSource(seed: 12))
    var random = RandomSource(seed: 13)
    let values = (0..<rows * 8).map { _ in Float(random.normal()) }
    pass.input(rows: rows).copy(rows: Array(0..<rows)[...], of: values)
    GaussianLatent.draw(pass.noise(rows: rows), key: 14)
    try pass.encode(rows: rows, weights: weights)
    let divergences = GaussianLatent.dimensionDivergences(pass.heads(rows: rows))
    let (least, most) = (divergences.min() ?? 0, divergences.max() ?? 0)
    #expect(most - least > 0.05)
    // Dimensions on either side of the free bits, far enough for the differences.
    var penalty = penalty
    if penalty.freeBits > 0 { penalty.freeBits = (least + most) / 2 }
    let gradients = Buffer(count: model.layout.length)
    let elbo = try pass.learn(rows: rows, penalty: penalty, weights: weights, gradients: gradients)
    #expect(elbo.penalty == penalty.value(divergences))
    #expect(penalty.freeBits == 0 || penalty.slopes(divergences).contains(0))
    let check = GradientCheck {
      try pass.evaluate(rows: rows, penalty: penalty, weights: weights).loss
    }
    try check.expect(gradients, of: weights, "weights")
  }

  @Test(arguments: penalties)
  func gradientsOfTheConvolutionalModel(_ penalty: DivergencePenalty) throws {
    let model = ConvolutionalVAE(
      ConvolutionalArchitecture(height: 8, width: 8, channels: [2, 3], latent: 3))
    let pass = ConvolutionalVAEPass(model: model, capacity: 4, cancellation: Cancellation())
    let weights = model.initialWeights(random: RandomSource(seed: 2))
    var random = RandomSource(seed: 3)
    pass.input(4).copy(rows: [0, 1, 2, 3], of: (0..<256).map { _ in Float(random.uniform()) })
    GaussianLatent.draw(pass.latent.noise(4), key: 5)
    let gradients = Buffer(count: weights.count)
    _ = try pass.learn(4, penalty: penalty, key: 1, weights: weights, gradients: gradients)
    let check = GradientCheck {
      try pass.evaluate(4, penalty: penalty, weights: weights, learningKey: 1).loss
    }
    try check.expect(gradients, of: weights, "weights")
  }

  /// A batch large enough to be cut is learned whole: the penalty is of its means.
  @Test func aBatchIsNotCutForMeansOverIt() throws {
    let model = BasicVAE(inputs: 40, hidden: [256, 128], latent: 16)
    let rows = 101
    var random = RandomSource(seed: 2)
    let data = (0..<rows * 40).map { _ in Float(random.normal()) }
    let weights = model.initialWeights(random: RandomSource(seed: 1))
    let order = Array(0..<rows)[...]
    let penalty = DivergencePenalty(beta: 1, freeBits: 0.1, capacity: 3)
    let subject = BasicTrainingSubject(
      model: model, batch: rows, data: ScaledVectors(values: data, labels: []), cancellation: Cancellation())
    let gradients = Buffer(count: weights.count)
    let elbo = try subject.learn(
      rows: order, key: 3, penalty: penalty, weights: weights, gradients: gradients)
    let pass = BasicVAEPass(model: model, capacity: rows, cancellation: Cancellation())
    pass.input(rows: rows).copy(rows: order, of: data)
    GaussianLatent.draw(pass.noise(rows: rows), key: 3)
    let whole = Buffer(count: weights.count)
    #expect(
      elbo == (try pass.learn(rows: rows, penalty: penalty, weights: weights, gradients: whole)))
    #expect(gradients.values == whole.values)
  }

  /// Dimension by dimension, cut or whole, the divergences add up to the batch's.
  @Test func dimensionsAddUpToTheDivergence() throws {
    let model = BasicVAE(inputs: 40, hidden: [256, 128], latent: 16)
    let weights = model.initialWeights(random: RandomSource(seed: 1))
    var random = RandomSource(seed: 2)
    let data = (0..<101 * 40).map { _ in Float(random.normal()) }
    let subject = BasicTrainingSubject(
      model: model, batch: 101, data: ScaledVectors(values: data, labels: []), cancellation: Cancellation())
    let elbo = try subject.learn(
      rows: Array(0..<101)[...], key: 3, penalty: DivergencePenalty(beta: 1), weights: weights,
      gradients: Buffer(count: weights.count))
    let sum = subject.divergences(rows: 101).reduce(0, +)
    #expect(abs(sum - elbo.divergence) < 1e-6 * elbo.divergence)
  }
}
