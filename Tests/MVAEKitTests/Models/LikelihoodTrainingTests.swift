import Foundation
import Testing

@testable import MVAEKit

/// Models with other likelihoods, without sampling and without hidden layers.
@Suite struct LikelihoodTrainingTests {
  /// The whole model's gradient, with a label in every place; without hidden layers, whose ReLU has bends.
  @Test(
    arguments: LikelihoodTests.all,
    [[], [.encoder], [.decoder], [.encoder, .decoder]] as [Set<ConditionPlace>])
  func gradientsEqualDifferences(_ likelihood: Likelihood, _ places: Set<ConditionPlace>) throws {
    let rows = 4
    let model = BasicVAE(
      BasicArchitecture(
        inputs: 5, hidden: [], latent: 2,
        likelihood: likelihood, classes: places.isEmpty ? 0 : 3, labelEnters: places))
    let pass = BasicVAEPass(model: model, capacity: rows, cancellation: Cancellation())
    let weights = model.initialWeights(random: RandomSource(seed: 31))
    var random = RandomSource(seed: 13)
    let data = ScaledVectors(
      values: (0..<rows * 5).map { _ in Float(random.uniform()) }, labels: places.isEmpty ? [] : [0, 2, 1, 2])
    data.lay([0, 1, 2, 3], into: pass)
    pass.drawNoise(rows: rows, key: 14)
    let gradients = Buffer(count: model.layout.length)
    let penalty = DivergencePenalty(beta: 0.5)
    _ = try pass.learn(rows: rows, penalty: penalty, weights: weights, gradients: gradients)
    let check = GradientCheck { try pass.evaluate(rows: rows, penalty: penalty, weights: weights).loss }
    // The absolute value has bends.
    if likelihood.family != .laplace { try check.expect(gradients, of: weights, "weights") }
    #expect(gradients.values.contains { $0 != 0 })
  }

  @Test(arguments: [Likelihood.bernoulli, .gaussian(variance: .learned), .laplace()])
  func imagesHaveThemToo(_ likelihood: Likelihood) throws {
    let inputs = SyntheticImages.make(rows: 40)
    var configuration = SyntheticImages.configuration(.multimodal, epochs: 8)
    configuration.architecture.likelihood = likelihood
    configuration.rate = 5e-3
    let model = try MultimodalVAE.train(images: inputs.images, configuration: configuration)
    let losses = model.history.epochs.map(\.train.loss)
    #expect(try #require(losses.last) < 0.9 * (try #require(losses.first)))
    let shown = try model.reconstructImages(rows: [0, 1])
    let range = ImageScaling.Range(of: inputs.images.values.row(0))
    #expect(
      shown.values.row(0).allSatisfy { (range.lowest - 1e-3...range.highest + 1e-3).contains(Double($0)) })
    #expect(
      model.network.words.contains(likelihood == .laplace() ? "Laplace of scale 1.0" : likelihood.words))
  }

  /// The logits' cost is the cross-entropy of the sigmoid that a decoder with one shows.
  @Test func logitsEqualSigmoidAndCrossEntropy() throws {
    var architecture = SyntheticImages.configuration(.multimodal).architecture
    (architecture.height, architecture.width, architecture.textInputs) = (16, 16, 0)
    architecture.likelihood = .bernoulli
    let model = ConvolutionalVAE(architecture)
    let pass = ConvolutionalVAEPass(model: model, capacity: 3, cancellation: Cancellation())
    let weights = model.initialWeights(random: RandomSource(seed: 3))
    var random = RandomSource(seed: 4)
    pass.input(3).copy(rows: [0, 1, 2], of: (0..<3 * 256).map { _ in Float(random.uniform()) })
    pass.drawNoise(3, key: 5)
    let elbo = try pass.evaluate(3, penalty: DivergencePenalty(beta: 1), weights: weights)
    let targets = pass.input(3).values
    let entropy = zip(pass.output(3).values, targets).reduce(0.0) { sum, pair in
      let p = 1 / (1 + exp(-Double(pair.0)))
      return sum - Double(pair.1) * log(p) - (1 - Double(pair.1)) * log(1 - p)
    }
    #expect(abs(elbo.reconstruction - entropy / 3) < 1e-6 * entropy)
  }

  @Test func anAutoencoderHasNeitherNoiseNorDivergence() throws {
    let features = SyntheticFeatures.blobs(rows: 200, columns: 8, clusters: 4)
    var configuration = BasicTrainingConfiguration(
      latent: 3, schedule: TrainingSchedule(epochs: 30, rate: 5e-3))
    configuration.samples = false
    let model = try BasicVAE.train(features: features, configuration: configuration)
    #expect(model.history.epochs.allSatisfy { $0.train.divergence == 0 && $0.beta == 0 })
    #expect(model.posterior.logVariance.values.allSatisfy { $0 == -30 })
    // Without noise the loss is that of the means.
    let rebuilt = model.scaler.scale(try model.reconstruct(features).values).values
    let target = model.scaler.scale(features.values).values
    let error = model.split.validation.reduce(0.0) { sum, row in
      (row * 8..<(row + 1) * 8).reduce(sum) {
        $0 + Double((rebuilt[$1] - target[$1]) * (rebuilt[$1] - target[$1]))
      }
    }
    let best = try #require(model.history.epochs.first { $0.epoch == model.history.bestEpoch }?.validation)
    #expect(abs(best.loss - error / Double(model.split.validation.count)) < 1e-4 * best.loss)
    #expect(model.network.words == "basic autoencoder 8-32-16-3-16-32-8")
  }

  @Test func valuesThatHaveNoProbabilityAreNamed() throws {
    let features = SyntheticFeatures.blobs(rows: 20, columns: 3, clusters: 2)
    var configuration = BasicTrainingConfiguration(hidden: [], schedule: TrainingSchedule(epochs: 1))
    configuration.likelihood = .bernoulli
    let error = #expect(throws: LikelihoodError.self) {
      try BasicVAE.train(features: features, configuration: configuration)
    }
    #expect(error?.message.contains("row t0, column c") == true)
    #expect(error?.hint?.contains("standardised features cannot be Bernoulli") == true)
    #expect(error?.parameter == "likelihood")
    configuration.likelihood = .categorical
    #expect(throws: LikelihoodError.self) {
      try BasicVAE.train(features: features, configuration: configuration)
    }
    configuration.likelihood = .gaussian(variance: .fixed(0))
    #expect(throws: LikelihoodError.spread(0)) {
      try BasicVAE.train(features: features, configuration: configuration)
    }
    var images = SyntheticImages.configuration(.multimodal)
    images.architecture.likelihood = .categorical
    #expect(throws: LikelihoodError.images(.categorical)) { try images.validate() }
  }

  /// Features that are to stay as they are stay so; those of a Bernoulli model do in any case.
  @Test func standardisationFollowsTheFeatures() throws {
    let blobs = SyntheticFeatures.blobs(rows: 30, columns: 4, clusters: 2)
    let raw = FeatureMatrix(
      name: "raw", rows: blobs.rows, values: blobs.values, columnNames: blobs.columnNames, scaling: .none)
    let configuration = BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 1))
    #expect(try BasicVAE.train(features: blobs, configuration: configuration).scaler != .identity(columns: 4))
    #expect(try BasicVAE.train(features: raw, configuration: configuration).scaler == .identity(columns: 4))
    let bits = FeatureMatrix(
      name: "bits", rows: blobs.rows,
      values: try #require(Tensor(shape: [30, 4], values: blobs.values.values.map { $0 > 0 ? 1 : 0 })),
      columnNames: blobs.columnNames)
    var bernoulli = configuration
    bernoulli.likelihood = .bernoulli
    let model = try BasicVAE.train(features: bits, configuration: bernoulli)
    #expect(model.scaler == .identity(columns: 4))
    // Means are probabilities.
    #expect(try model.decode(Tensor(shape: [5, 8])).values.allSatisfy { $0 > 0 && $0 < 1 })
  }
}
