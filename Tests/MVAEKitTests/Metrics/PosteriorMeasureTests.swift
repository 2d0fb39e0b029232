import Foundation
import Testing

@testable import MVAEKit

@Suite struct PosteriorMeasureTests {
  /// ½ (μ² + σ² − 1 − ln σ²), the mean over two rows.
  @Test func divergencesHaveTheirClosedForm() throws {
    let posterior = Posterior(
      mean: try #require(Tensor(shape: [2, 3], values: [1, 0, 0, 3, 0, 0])),
      logVariance: try #require(Tensor(shape: [2, 3], values: [0, 0, 1e-3, 0, 0, -2])))
    let found = posterior.dimensionDivergences
    #expect(found[0] == 2.5)
    #expect(found[1] == 0)
    let expected = [1e-3, -2.0].reduce(0) { $0 + 0.25 * (expm1(Double(Float($1))) - Double(Float($1))) }
    #expect(abs(found[2] - expected) < 1e-15)
    let heads = Buffer([1, 0, 0, 0, 0, 1e-3, 3, 0, 0, 0, 0, -2]).matrix(rows: 2, columns: 6)
    // Training's own sum is in single precision.
    #expect(abs(GaussianLatent.divergence(heads) - 2 * found.reduce(0, +)) < 1e-6)
  }

  @Test func activeUnitsDependOnTheThreshold() throws {
    // Variances of the means 0.25, 0.0025 and 0.
    let mean = try #require(Tensor(shape: [2, 3], values: [0, 0, 1, 1, 0.1, 1]))
    let posterior = Posterior(mean: mean, logVariance: Tensor(shape: [2, 3]))
    #expect(posterior.activeUnits(above: 0.01) == posterior.activeUnits)
    #expect(posterior.activeUnits(above: 0.001) == 2)
    #expect(posterior.activeUnits(above: 0) == 2)
    #expect(posterior.activeUnits(above: 0.5) == 0)
  }

  /// z ~ N(0, 1), x|z ~ N(z, s²): with q the true posterior every weight is p(x), so the bound is exact at any K.
  @Test func theTruePosteriorMakesTheBoundExact() throws {
    let (x, s2) = (1.3, 0.4)
    let (mean, variance) = (x / (1 + s2), s2 / (1 + s2))
    var random = RandomSource(seed: 2)
    for count in [1, 5, 50] {
      let weights = (0..<count).map { _ -> Double in
        let z = mean + variance.squareRoot() * random.normal()
        return logNormal(z, 0, 1) + logNormal(x, z, s2) - logNormal(z, mean, variance)
      }
      let bound = try ImportanceWeightedBound(logWeights: [weights])
      #expect(abs(bound.rows[0] - logNormal(x, 0, 1 + s2)) < 1e-12)
      #expect(bound.samples == count)
    }
  }

  /// With q the prior the bound is loose at K = 1, by E (x − z)² / 2s² against the truth, and tightens with K.
  @Test func theBoundGrowsWithSamplesTowardsTheLikelihood() throws {
    let (x, s2) = (1.3, 0.4)
    var random = RandomSource(seed: 5)
    let means = try [1, 4, 16, 400].map { count in
      try ImportanceWeightedBound(
        logWeights: (0..<4000).map { _ in (0..<count).map { _ in logNormal(x, random.normal(), s2) } }
      ).mean
    }
    let loose = -0.5 * log(2 * Double.pi * s2) - (x * x + 1) / (2 * s2)
    #expect(abs(means[0].value - loose) < 4 * means[0].standardError)
    for (lower, higher) in zip(means, means.dropFirst()) { #expect(higher.value > lower.value) }
    let truth = logNormal(x, 0, 1 + s2)
    // The bias at K = 400 is about Var(w) / 2K E(w)², below 0.003.
    #expect(abs(means[3].value - truth) < 4 * means[3].standardError + 0.003)
  }

  @Test func logMeanExpNeitherOverflowsNorUnderflows() throws {
    #expect(ImportanceWeightedBound.logMeanExp([1000, 1000]) == 1000)
    #expect(abs(ImportanceWeightedBound.logMeanExp([-2000, -2000 + log(3)]) - (-2000 + log(2))) < 1e-12)
    #expect(ImportanceWeightedBound.logMeanExp([-.infinity, 0]) == -log(2))
    #expect(ImportanceWeightedBound.logMeanExp([-.infinity]) == -.infinity)
    #expect(ImportanceWeightedBound.logMeanExp([]) == -.infinity)
  }

  @Test func impossibleWeightsAreErrors() {
    #expect(throws: PosteriorMeasureError.empty) { try ImportanceWeightedBound(logWeights: []) }
    #expect(throws: PosteriorMeasureError.samples(0)) { try ImportanceWeightedBound(logWeights: [[]]) }
    #expect(throws: PosteriorMeasureError.ragged(row: 1, found: 1, expected: 2)) {
      try ImportanceWeightedBound(logWeights: [[0, 1], [0]])
    }
    #expect(throws: PosteriorMeasureError.notFinite(row: 0, column: 1)) {
      try ImportanceWeightedBound(logWeights: [[0, .nan]])
    }
    #expect(throws: PosteriorMeasureError.notFinite(row: 0, column: 0)) {
      try ImportanceWeightedBound(logWeights: [[.infinity]])
    }
  }

  private func logNormal(_ x: Double, _ mean: Double, _ variance: Double) -> Double {
    -0.5 * (log(2 * Double.pi * variance) + (x - mean) * (x - mean) / variance)
  }
}
