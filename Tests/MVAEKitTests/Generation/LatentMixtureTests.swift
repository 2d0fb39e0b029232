import Foundation
import Testing

@testable import MVAEKit

@Suite struct LatentMixtureTests {
  /// Two groups of means in two dimensions, spread 0.5, with posterior variance e⁻² in every dimension.
  private static func posterior(rows: Int = 400, share: Double = 0.25) -> Posterior {
    var random = RandomSource(seed: 11)
    var mean = Tensor(shape: [rows, 2])
    for row in 0..<rows {
      let isFirst = Double(row) < share * Double(rows)
      mean.values[2 * row] = Float((isFirst ? -3 : 2) + 0.5 * random.normal())
      mean.values[2 * row + 1] = Float((isFirst ? 1 : -1) + 0.5 * random.normal())
    }
    return Posterior(mean: mean, logVariance: Tensor(shape: [rows, 2], repeating: -2))
  }

  /// torch.cov(mu.T) + diag(exp(logvar).mean(0)), written out.
  @Test func theGaussianIsThatOfThePeer() throws {
    let posterior = Posterior(
      mean: try #require(Tensor(shape: [3, 2], values: [0, 1, 2, 1, 4, 4])),
      logVariance: try #require(
        Tensor(shape: [3, 2], values: [0, 0, Float(log(2.0)), 0, Float(log(3.0)), 0])))
    let fitted = try LatentGaussian(fitting: posterior)
    #expect(fitted.mean == [2, 2])
    let expected: [Double] = [4 + 2, 3, 3, 3 + 1]
    #expect(zip(fitted.covariance, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    let some = try LatentGaussian(fitting: posterior, rows: [2])
    #expect(some.mean == [4, 4])
    #expect(zip(some.covariance, [3, 0, 0, 1]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  /// 40,000 draws: the standard error of a covariance of size c is about c / 140; five of them are allowed.
  @Test func drawsHaveTheMeanAndCovariance() throws {
    let gaussian = LatentGaussian(mean: [1, -2], covariance: [2, 0.9, 0.9, 1])
    var random = RandomSource(seed: 5)
    let points = (0..<40_000).map { _ in gaussian.draw(&random, temperature: 1) }
    let means = (0..<2).map { column in points.reduce(0) { $0 + $1[column] } / 40_000 }
    #expect(abs(means[0] - 1) < 0.036 && abs(means[1] + 2) < 0.025)
    for i in 0..<2 {
      for j in 0..<2 {
        let covariance = points.reduce(0) { $0 + ($1[i] - means[i]) * ($1[j] - means[j]) } / 40_000
        #expect(abs(covariance - gaussian.covariance[2 * i + j]) < 0.075)
      }
    }
    #expect(gaussian.draw(&random, temperature: 0) == [1, -2])
    var (one, two) = (RandomSource(seed: 3), RandomSource(seed: 3))
    let (cold, warm) = (gaussian.draw(&one, temperature: 0.5), gaussian.draw(&two, temperature: 1))
    #expect(abs((cold[0] - 1) * 2 - (warm[0] - 1)) < 1e-12)
  }

  /// A covariance without full rank spreads along its own line only; one of nonsense gives its mean's neighbourhood.
  @Test func singularCovariancesDraw() {
    let flat = LatentGaussian(mean: [0, 0, 0], covariance: [1, 2, 0, 2, 4, 0, 0, 0, 0])
    var random = RandomSource(seed: 1)
    var spread = 0.0
    for _ in 0..<100 {
      let point = flat.draw(&random, temperature: 1)
      #expect(abs(point[1] - 2 * point[0]) < 1e-7 && abs(point[2]) < 1e-7)
      spread = max(spread, abs(point[0]))
    }
    #expect(spread > 1)
    let none = LatentGaussian(mean: [7], covariance: [0])
    #expect(none.draw(&random, temperature: 1) == [7])
    let broken = LatentGaussian(mean: [7, 0], covariance: [.nan, 0, 0, 4])
    #expect(broken.draw(&random, temperature: 1)[0] == 7)
  }

  /// With one component the fit is the mean and the total covariance (divided by N), plus the ridge.
  @Test func oneComponentIsTheGaussian() throws {
    let posterior = Self.posterior()
    let gaussian = try LatentGaussian(fitting: posterior)
    let mixture = try LatentMixture(fitting: posterior, components: 1)
    #expect(mixture.weights == [1])
    #expect(zip(mixture.components[0].mean, gaussian.mean).allSatisfy { abs($0 - $1) < 1e-9 })
    let noise = exp(-2.0)
    for (index, value) in gaussian.covariance.enumerated() {
      let diagonal = index % 3 == 0 ? 1.0 : 0
      let expected = (value - diagonal * noise) * 399 / 400 + diagonal * (noise + 1e-6)
      #expect(abs(mixture.components[0].covariance[index] - expected) < 1e-9)
    }
  }

  @Test func twoGroupsAreFound() throws {
    let mixture = try LatentMixture(fitting: Self.posterior(), components: 2, seed: 4)
    let small = try #require(mixture.weights.indices.min { mixture.weights[$0] < mixture.weights[$1] })
    #expect(abs(mixture.weights[small] - 0.25) < 0.005)
    // The mean of 100 draws of spread 0.5 is right to 0.15 in three standard errors.
    #expect(abs(mixture.components[small].mean[0] + 3) < 0.15)
    #expect(abs(mixture.components[small].covariance[0] - (0.25 + exp(-2.0))) < 0.12)
    var random = RandomSource(seed: 2)
    let left = (0..<4000).count { _ in mixture.draw(&random, temperature: 1)[0] < -0.5 }
    #expect(abs(Double(left) / 4000 - 0.25) < 0.03)
  }

  @Test func theObjectiveNeverFalls() throws {
    let points = try PosteriorPoints(Self.posterior(), rows: nil)
    // A poor start, so that there is much to gain.
    var fit = MixtureFit(points, assignments: (0..<400).map { $0 % 3 }, components: 3)
    var last = -Double.infinity
    for _ in 0..<40 {
      try fit.improve(threads: 1, cancellation: Cancellation())
      // The ridge is added after the step that cannot fall; it is worth less than this.
      #expect(fit.objective > last - 1e-4)
      last = fit.objective
    }
    #expect(abs(fit.weights.reduce(0, +) - 1) < 1e-12)
  }

  /// E ln N(z; 1, 4) for z from N(2, 0.5): −½ (ln 2π + ln 4 + (1 + 0.5) / 4).
  @Test func theExpectedLogIsTheClosedForm() throws {
    let posterior = Posterior(
      mean: Tensor(shape: [1, 1], repeating: 2),
      logVariance: Tensor(shape: [1, 1], repeating: Float(log(0.5))))
    let points = try PosteriorPoints(posterior, rows: nil)
    let density = ComponentDensity(weight: 0.5, mean: [1], covariance: [4])
    let expected = log(0.5) - 0.5 * (log(2 * .pi) + log(4) + 1.5 / 4)
    #expect(abs(density.expectedLog(0, of: points) - expected) < 1e-7)
  }

  @Test func theSameBytesAtAnyNumberOfThreads() throws {
    let posterior = Self.posterior(rows: 1000)
    let one = try LatentMixture(fitting: posterior, components: 5, seed: 7, threads: 1)
    #expect(try LatentMixture(fitting: posterior, components: 5, seed: 7, threads: 3) == one)
    #expect(try LatentMixture(fitting: posterior, components: 5, seed: 8, threads: 3) != one)
  }

  /// More components than places, rows without spread, and as many components as rows.
  @Test func degenerateRowsFit() throws {
    var mean = Tensor(shape: [12, 3])
    for row in 0..<12 { mean.values[row * 3] = Float(row % 2) }
    let posterior = Posterior(mean: mean, logVariance: Tensor(shape: [12, 3], repeating: -200))
    for count in [1, 3, 12] {
      let mixture = try LatentMixture(fitting: posterior, components: count)
      var random = RandomSource(seed: 1)
      for _ in 0..<20 {
        let point = mixture.draw(&random, temperature: 1)
        #expect(point.allSatisfy { $0.isFinite })
        #expect(abs(point[1]) < 0.02)
      }
    }
    #expect(throws: GenerationError.components(13, rows: 12)) {
      try LatentMixture(fitting: posterior, components: 13)
    }
    #expect(throws: GenerationError.noRows) { try LatentGaussian(fitting: posterior, rows: []) }
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try LatentMixture(fitting: posterior, components: 2, cancellation: cancellation)
    }
  }

  @Test func aFactorMultipliesBack() throws {
    let matrix: [Double] = [4, 2, 0.6, 2, 5, 1, 0.6, 1, 3]
    let factor = try #require(CholeskyFactor(matrix, size: 3))
    for i in 0..<3 {
      for j in 0..<3 {
        let product = (0..<3).reduce(0) { $0 + factor.lower[i * 3 + $1] * factor.lower[j * 3 + $1] }
        let unit = (0..<3).reduce(0) { $0 + factor.inverse[i * 3 + $1] * factor.lower[$1 * 3 + j] }
        #expect(abs(product - matrix[i * 3 + j]) < 1e-14)
        #expect(abs(unit - (i == j ? 1 : 0)) < 1e-14)
      }
    }
    // det by the rule of Sarrus.
    let determinant = 4.0 * (15 - 1) - 2 * (6 - 0.6) + 0.6 * (2 - 3)
    #expect(abs(factor.logDeterminant - log(determinant)) < 1e-13)
    #expect(CholeskyFactor([1, 2, 2, 1], size: 2) == nil)
    #expect(CholeskyFactor([.nan], size: 1) == nil)
    #expect(CholeskyFactor([], size: 0) == nil)
  }
}
