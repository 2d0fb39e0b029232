import Foundation
import Testing

@testable import MVAEKit

@Suite struct EvaluationTests {
  private static let features = SyntheticFeatures.blobs(rows: 120, columns: 5, clusters: 3)

  /// A few epochs on values in [0, 1] that stay as they are.
  static func trained(
    _ likelihood: Likelihood, samples: Bool = true, epochs: Int = 10, beta: Double = 1
  ) throws -> TrainedModel {
    let values = features.values.values.map { 1 / (1 + exp(-$0 / 3)) }
    let unit = FeatureMatrix(
      name: "unit", rows: features.rows, values: try #require(Tensor(shape: [120, 5], values: values)),
      columnNames: features.columnNames, scaling: .none)
    var configuration = BasicTrainingConfiguration(
      architecture: BasicArchitecture(hidden: [8], latent: 2, likelihood: likelihood, samples: samples),
      schedule: TrainingSchedule(epochs: epochs, rate: 1e-2, beta: beta, validation: 0.2, patience: nil))
    configuration.test = 0.25
    return try BasicVAE.train(features: unit, configuration: configuration)
  }

  /// K = 1 is log p(x, z) − log q(z|x) of that very sample, whose densities are summed here from their formulas.
  @Test(arguments: LikelihoodTests.all.filter { $0 != .categorical })
  func oneSampleIsItsOwnWeight(_ likelihood: Likelihood) throws {
    let model = try Self.trained(likelihood)
    let evaluation = try model.evaluate(part: .validation, samples: 1, seed: 9)
    let rows = model.split.validation
    let posterior = try model.encode(model.features.selecting(rows))
    let logScale = Double(model.weight("decoder.logScale")?.values[0] ?? 0)
    for (index, row) in rows.enumerated() {
      var random = RandomSource(seed: 9, stream: UInt64(index))
      var (z, weight) = (Tensor(shape: [1, 2]), 0.0)
      for dimension in 0..<2 {
        let (m, l) = (
          Double(posterior.mean.row(index).dropFirst(dimension).first ?? 0),
          Double(posterior.logVariance.row(index).dropFirst(dimension).first ?? 0)
        )
        let value = m + exp(l / 2) * random.normal()
        z.values[dimension] = Float(value)
        weight += logNormal(value, 0, 1) - logNormal(value, m, exp(l))
      }
      let decoded = try model.decode(z).values.map(Double.init)
      let target = model.features.values.row(row).map(Double.init)
      for (y, x) in zip(decoded, target) {
        switch likelihood {
        case .gaussian(.fixed(let variance)): weight += logNormal(x, y, variance)
        case .gaussian(.learned): weight += logNormal(x, y, exp(2 * logScale))
        case .laplace(.fixed(let b)): weight -= log(2 * b) + abs(x - y) / b
        case .laplace(.learned): weight -= log(2) + logScale + abs(x - y) / exp(logScale)
        case .bernoulli, .categorical: weight += x * log(y) + (1 - x) * log(1 - y)
        }
      }
      let found = try #require(evaluation.latent).bound.rows[index]
      // Five outputs in single precision; a probability of the Bernoulli was rounded once more.
      #expect(abs(found - weight) < 2e-6 * max(1, abs(weight)))
    }
  }

  /// Differences of bounds row by row, against their own standard errors.
  @Test func theBoundGrowsWithSamples() throws {
    // A large β leaves q(z|x) wider than the posterior of this decoder: the bound has far to go.
    let model = try Self.trained(.gaussian(variance: .fixed(0.01)), epochs: 30, beta: 5)
    let bounds = try [1, 8, 64].map { samples in
      try #require(try model.evaluate(samples: samples, seed: UInt64(samples)).latent).bound
    }
    for (lower, higher) in zip(bounds, bounds.dropFirst()) {
      let gain = MonteCarloEstimate(zip(higher.rows, lower.rows).map { $0 - $1 })
      #expect(gain.value > -4 * gain.standardError)
    }
    // At K = 1 against K = 64 the growth is to be seen.
    let gain = MonteCarloEstimate(zip(bounds[2].rows, bounds[0].rows).map { $0 - $1 })
    #expect(gain.value > 4 * gain.standardError)
  }

  /// The closed form of KL and its mean over draws, log q(z|x) − log p(z), differ by chance alone.
  @Test func theDivergenceEqualsItsMonteCarloMean() throws {
    let model = try Self.trained(.gaussian())
    let evaluation = try model.evaluate(samples: 1, seed: 4)
    let latent = try #require(evaluation.latent)
    let drawn = evaluation.parts[0].logLikelihoods.indices.map {
      evaluation.parts[0].logLikelihoods[$0] - latent.bound.rows[$0]
    }
    let difference = MonteCarloEstimate(zip(drawn, latent.divergences).map { $0 - $1 })
    #expect(abs(difference.value) < 4 * difference.standardError)
    #expect(difference.standardError > 0)
  }

  @Test func thePartsBelongTogether() throws {
    let model = try Self.trained(.gaussian())
    let evaluation = try model.evaluate(samples: 200, seed: 2)
    let latent = try #require(evaluation.latent)
    let rate = try #require(evaluation.rate)
    #expect(abs(rate - latent.dimensionDivergences.reduce(0, +)) < 1e-9)
    #expect(abs(rate - latent.aggregate.divergence) < 1e-9)
    #expect(abs((try #require(evaluation.elbo)).value - (evaluation.reconstruction.value - rate)) < 1e-9)
    #expect(evaluation.distortion == -evaluation.reconstruction.value)
    #expect(try #require(evaluation.negativeLogLikelihood) < -(try #require(evaluation.elbo)).value)
    #expect(latent.activeUnits == model.activeUnits)
    #expect(latent.effectiveSamples > 1 && latent.effectiveSamples <= 200)
    // The study's sum of squares, with its constant: ½ ln π a value.
    let part = evaluation.parts[0]
    #expect((part.name, part.columns) == ("unit", 5))
    let constant = 2.5 * log(Double.pi)
    #expect(-part.logLikelihoods.reduce(0, +) / 120 > constant)
  }

  /// Errors are those of reconstructions through μ, in the features' own units and as the network sees them.
  @Test func errorsAreThoseOfReconstructions() throws {
    let features = SyntheticFeatures.blobs(rows: 50, columns: 6, clusters: 2)
    let model = try BasicVAE.train(
      features: features,
      configuration: BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 5)))
    let part = try model.evaluate(samples: 1).parts[0]
    let rebuilt = try model.reconstruct(features).values
    for row in 0..<50 {
      let differences = zip(rebuilt.row(row), features.values.row(row)).map { Double($0) - Double($1) }
      let own = (differences.reduce(0) { $0 + $1 * $1 } / 6).squareRoot()
      let seen = zip(differences, model.scaler.deviations).reduce(0) { $0 + $1.0 * $1.0 / ($1.1 * $1.1) }
      // Unscaled values are rounded to single precision.
      #expect(abs(part.rootMeanSquareErrors[row] - own) < 1e-5)
      #expect(abs(part.squaredErrors[row] - seen) < 1e-5 * max(1, seen))
    }
  }

  @Test(arguments: [Likelihood.gaussian(), .bernoulli]) func imagesAreEvaluated(_ likelihood: Likelihood)
    throws
  {
    let inputs = SyntheticImages.make(rows: 40)
    var configuration = SyntheticImages.configuration(.conditional, epochs: 2)
    configuration.architecture.likelihood = likelihood
    let model = try ConditionalVAE.train(
      images: inputs.images, text: inputs.text, labels: inputs.labels ?? [], configuration: configuration)
    let evaluation = try model.evaluate(samples: 5)
    #expect(evaluation == (try model.evaluate(inputs, samples: 5)))
    let part = evaluation.parts[0]
    #expect((part.name, part.columns, part.likelihood) == ("mel", 256, likelihood))
    let rebuilt = try model.reconstruct(inputs).values
    for row in [0, 35, 39] {
      let squares = zip(rebuilt.row(row), inputs.images.values.row(row)).reduce(0.0) {
        $0 + pow(Double($1.0) - Double($1.1), 2)
      }
      #expect(abs(part.rootMeanSquareErrors[row] - (squares / 256).squareRoot()) < 1e-4)
    }
    #expect(try #require(evaluation.elbo).value.isFinite)
    // Rows are drawn by their own streams: the first rows alone give the same.
    let first = try model.evaluate(inputs.selecting([0, 1]), samples: 5)
    #expect(
      abs(first.parts[0].logLikelihoods[1] - part.logLikelihoods[1]) < 1e-3 * abs(part.logLikelihoods[1]))
  }

  @Test func partsOfTheSplitAreEvaluatedApart() throws {
    let model = try Self.trained(.gaussian())
    for part in SplitPart.allCases {
      let evaluation = try model.evaluate(part: part, samples: 2)
      #expect(evaluation.rows == model.rows.selecting(model.split.rows(part)))
      #expect(evaluation.parts[0].squaredErrors.count == evaluation.rows.count)
    }
    let whole = try BasicVAE.train(
      features: Self.features,
      configuration: BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 1, validation: 0)))
    let error = #expect(throws: EvaluationError.noRows(.validation)) { try whole.evaluate(part: .validation) }
    #expect(error?.message == "the model has no validation rows")
    #expect(throws: EvaluationError.noRows(.test)) { try whole.evaluate(part: .test) }
    #expect(throws: EvaluationError.samples(0)) { try whole.evaluate(samples: 0) }
  }

  @Test func anAutoencoderHasErrorsButNoBound() throws {
    let evaluation = try Self.trained(.gaussian(), samples: false).evaluate(samples: 8)
    #expect(evaluation.latent == nil)
    #expect(evaluation.elbo == nil)
    #expect(evaluation.samples == 1)
    // z = μ: −log p(x|z) is the squared error and its constant.
    let part = evaluation.parts[0]
    for (likelihood, error) in zip(part.logLikelihoods, part.squaredErrors) {
      #expect(abs(likelihood + error + 2.5 * log(Double.pi)) < 1e-5)
    }
  }

  @Test func itCanBeCancelled() throws {
    let model = try Self.trained(.gaussian(), epochs: 1)
    let cancellation = Cancellation()
    let time = ThreadTime()
    let start = time.seconds
    #expect(throws: CancellationError.self) {
      try model.evaluate(samples: 1_000_000, cancellation: cancellation) { _ in cancellation.cancel() }
    }
    // A million draws of 120 rows would take minutes.
    #expect(time.seconds - start < 5)
  }

  private func logNormal(_ x: Double, _ mean: Double, _ variance: Double) -> Double {
    -0.5 * (log(2 * Double.pi * variance) + (x - mean) * (x - mean) / variance)
  }
}
