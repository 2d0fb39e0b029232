import Foundation
import Testing

@testable import MVAEKit

/// Bugs that public implementations of VAEs had, each with a test that would have caught it.
///
/// Held elsewhere too: the closed form of the divergence and the bounds of the log-variance in `GaussianLatentTests`,
/// where a label enters in `ConditionalVectorTests`, the collapse under a huge β in `TrainedModelTests`.
@Suite struct BugCatalogueTests {
  private let rows = 3

  /// All weights 0 but the heads' biases: μ = 1 and log σ² as given in 4 dimensions, x̂ = 0.
  private func constant(logVariance: Float, beta: Double = 1) throws -> (
    elbo: ELBO, gradient: (String) -> [Float]
  ) {
    let model = BasicVAE(BasicArchitecture(inputs: 5, hidden: [], latent: 4))
    let weights = Buffer(count: model.layout.length)
    let gradients = Buffer(count: model.layout.length)
    for (name, value) in [("mean.bias", 1), ("logVariance.bias", logVariance)] {
      let weight = try #require(model.weights.first { $0.name == name })
      (weights.base + weight.offset).update(repeating: value, count: weight.count)
    }
    let pass = BasicVAEPass(model: model, capacity: rows, cancellation: Cancellation())
    let x = [Float](repeating: 2, count: rows * 5)
    ScaledVectors(values: x, labels: []).lay([0, 1, 2], into: pass)
    pass.drawNoise(rows: rows, key: 1)
    let elbo = try pass.learn(
      rows: rows, penalty: DivergencePenalty(beta: beta), weights: weights, gradients: gradients)
    return (
      elbo,
      { name in
        let weight = model.weights.first { $0.name == name }
        return weight.map { Array(gradients.values[$0.offset..<$0.offset + $0.count]) } ?? []
      }
    )
  }

  /// podgorskiy/VAE #1, AppliedDataSciencePartners/WorldModels #12, keras-team/keras #3383: KL as a mean over
  /// dimensions beside an error that is a sum over values.
  @Test func bothPartsAreSumsOverATrackAndMeansOverTracks() throws {
    let elbo = try constant(logVariance: 0).elbo
    // 4 dimensions of ½ μ², 5 values of 2².
    #expect(elbo.divergence == 2)
    #expect(elbo.reconstruction == 20)
    #expect(elbo.loss == 22)
  }

  /// Lightning-Universe/lightning-bolts #328: a weight of the divergence that is declared and never applied.
  @Test(arguments: [0, 1, 3.5]) func betaReachesLossAndGradient(_ beta: Double) throws {
    let (elbo, gradient) = try constant(logVariance: Float(log(4.0)), beta: beta)
    #expect(elbo.loss == elbo.reconstruction + beta * elbo.divergence)
    // With a decoder of zeros nothing but the divergence pulls: β μ, and β (σ² − 1) / 2.
    #expect(gradient("mean.bias").allSatisfy { abs(Double($0) - beta) < 1e-6 })
    #expect(gradient("logVariance.bias").allSatisfy { abs(Double($0) - 1.5 * beta) < 1e-5 })
  }

  /// mhw32/multimodal-vae-public #4 (in the loss), AntixK/PyTorch-VAE #68 (in the reports): KL with its sign turned.
  @Test func theDivergenceIsAddedAndDescended() throws {
    let features = SyntheticFeatures.blobs(rows: 150, columns: 6, clusters: 3)
    let models = try [0.1, 1, 10].map { beta in
      try BasicVAE.train(
        features: features,
        configuration: BasicTrainingConfiguration(
          latent: 3, schedule: TrainingSchedule(epochs: 30, rate: 5e-3, beta: beta, patience: nil)))
    }
    for model in models {
      for record in model.history.epochs {
        #expect(record.train.divergence > 0)
        #expect(record.train.loss > record.train.reconstruction)
        #expect(record.train.penalty == record.beta * record.train.divergence)
      }
      let evaluation = try model.evaluate(samples: 1)
      #expect(try #require(evaluation.elbo).value < evaluation.reconstruction.value)
      #expect(try #require(evaluation.latent).dimensionDivergences.allSatisfy { $0 >= 0 })
    }
    let rates = try models.map { try #require(try $0.evaluate(samples: 1).rate) }
    #expect(rates[0] > rates[1] && rates[1] > rates[2])
  }

  /// vanderschaarlab/synthcity #331: a log-variance without bounds, whose exponential becomes infinite.
  @Test(arguments: [300, -300] as [Float]) func aWildLogVarianceStaysFiniteAndComesBack(_ value: Float) throws
  {
    let (elbo, gradient) = try constant(logVariance: value)
    #expect(elbo.loss.isFinite)
    let slopes = gradient("logVariance.bias")
    #expect(slopes.allSatisfy { $0.isFinite && ($0 > 0) == (value > 0) })
    #expect(gradient("mean.bias").allSatisfy { $0.isFinite })
  }

  /// A "conditional" VAE whose label reaches the decoder only is p(x|z, y) with q(z|x): another label must move μ.
  @Test func theLabelMovesTheMeansOfImages() throws {
    let inputs = SyntheticImages.make(rows: 24)
    let labels = inputs.labels ?? []
    let model = try ConditionalVAE.train(
      images: inputs.images, text: inputs.text, labels: labels,
      configuration: SyntheticImages.configuration(.conditional, epochs: 1))
    let other = labels.map { $0 == "class0" ? "class1" : "class0" }
    let swapped = try ImageInputs(images: inputs.images, text: inputs.text, labels: other)
    let (own, moved) = (try model.encode(inputs).mean, try model.encode(swapped).mean)
    #expect((0..<24).allSatisfy { !own.row($0).elementsEqual(moved.row($0)) })
    let z = Tensor(shape: [1, 4])
    #expect(
      try model.decodeImages(z, labels: ["class0"]).values != model.decodeImages(z, labels: ["class1"]).values
    )
  }

  /// z where μ was meant: latents, encodings and reconstructions that change from call to call.
  @Test func nothingButSamplesIsDrawn() throws {
    let features = SyntheticFeatures.blobs(rows: 80, columns: 6, clusters: 2)
    // Under a large β q(z|x) is wide: a draw is far from μ.
    let model = try BasicVAE.train(
      features: features,
      configuration: BasicTrainingConfiguration(
        latent: 2, schedule: TrainingSchedule(epochs: 20, rate: 5e-3, beta: 20)))
    #expect(model.posterior.logVariance.values.contains { $0 > -2 })
    #expect(model.latents.values == model.posterior.mean)
    #expect(try model.encode(features) == model.encode(features))
    #expect(try model.reconstruct(features).values == model.decode(model.posterior.mean))
    let images = SyntheticImages.make(rows: 12)
    let pictures = try MultimodalVAE.train(
      images: images.images, configuration: SyntheticImages.configuration(.multimodal, epochs: 1))
    #expect(try pictures.reconstructImages(rows: [3]) == pictures.reconstructImages(rows: [3]))
    #expect(pictures.latents.values == pictures.posterior.mean)
  }
}
