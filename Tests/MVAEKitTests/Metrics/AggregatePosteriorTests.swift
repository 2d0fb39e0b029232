import Foundation
import Testing

@testable import MVAEKit

@Suite struct AggregatePosteriorTests {
  /// Means with exactly this sample covariance: factors of Gaussian draws made orthonormal, times a root of it.
  private func posterior(rows: Int, root: [[Double]], variances: [Double], seed: UInt64) -> Posterior {
    let latent = root.count
    var random = RandomSource(seed: seed)
    var factors: [[Double]] = []
    for _ in 0..<latent {
      var column = (0..<rows).map { _ in random.normal() }
      let mean = column.reduce(0, +) / Double(rows)
      column = column.map { $0 - mean }
      for other in factors {
        let product = zip(column, other).reduce(0) { $0 + $1.0 * $1.1 } / Double(rows)
        column = zip(column, other).map { $0 - product * $1 }
      }
      let scale = (column.reduce(0) { $0 + $1 * $1 } / Double(rows)).squareRoot()
      factors.append(column.map { $0 / scale })
    }
    var means = Tensor(shape: [rows, latent])
    var logVariances = means
    for row in 0..<rows {
      for i in 0..<latent {
        means.values[row * latent + i] = Float((0..<latent).reduce(0) { $0 + root[i][$1] * factors[$1][row] })
        logVariances.values[row * latent + i] = Float(log(variances[i]))
      }
    }
    return Posterior(mean: means, logVariance: logVariances)
  }

  /// q(z) = N(0, Σ + σ²): information ½ ln |Σ + σ²| / |σ²|, total correlation ½ (Σ ln diagonal − ln determinant).
  @Test func aGaussianHasItsClosedForms() throws {
    // A lower triangle with diagonal d and all below it 0.9: the covariance of correlated latents.
    let root = [[1.0, 0, 0], [0.9, 0.5, 0], [0.9, 0.3, 0.4]]
    let variances = [0.2, 0.15, 0.1]
    var covariance = (0..<3).map { i in
      (0..<3).map { j in (0..<3).reduce(0.0) { $0 + root[i][$1] * root[j][$1] } }
    }
    for i in 0..<3 { covariance[i][i] += variances[i] }
    let determinant = determinant3(covariance)
    let diagonal = covariance.indices.map { covariance[$0][$0] }
    let information = 0.5 * log(determinant / variances.reduce(1, *))
    let correlation = 0.5 * (diagonal.reduce(0) { $0 + log($1) } - log(determinant))
    let marginal = diagonal.reduce(0) { $0 + 0.5 * ($1 - 1 - log($1)) }

    let q = posterior(rows: 3000, root: root, variances: variances, seed: 3)
    let parts = try AggregatePosterior(q, samples: 6, seed: 1)
    print(
      "information \(parts.mutualInformation.value / information), total correlation "
        + "\(parts.totalCorrelation.value / correlation) of the closed forms")
    #expect(abs(parts.mutualInformation.value / information - 1) < 0.02)
    #expect(abs(parts.totalCorrelation.value / correlation - 1) < 0.02)
    // Small beside the others: within 4 standard errors of its own.
    #expect(
      abs(parts.dimensionDivergence.value - marginal) < 4 * parts.dimensionDivergence.standardError + 0.005)
    let sum =
      parts.mutualInformation.value + parts.totalCorrelation.value + parts.dimensionDivergence.value
    #expect(abs(sum / parts.divergence - 1) < 0.02)
  }

  private func determinant3(_ m: [[Double]]) -> Double {
    let first = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
    let second = m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
    let third = m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    return first - second + third
  }

  /// Rows far apart are told by their latents: ln N. Rows that are all the prior tell nothing.
  @Test func theExtremesAreExact() throws {
    let rows = 300
    let far = Posterior(
      mean: try #require(Tensor(shape: [rows, 1], values: (0..<rows).map { Float(100 * $0) })),
      logVariance: Tensor(shape: [rows, 1]))
    let told = try AggregatePosterior(far)
    #expect(abs(told.mutualInformation.value - log(Double(rows))) < 1e-9)
    #expect(abs(told.totalCorrelation.value) < 1e-9)
    let prior = Posterior(mean: Tensor(shape: [rows, 5]), logVariance: Tensor(shape: [rows, 5]))
    let nothing = try AggregatePosterior(prior)
    for part in [nothing.mutualInformation, nothing.totalCorrelation, nothing.dimensionDivergence] {
      #expect(abs(part.value) < 1e-11)
    }
    #expect(nothing.divergence == 0)
  }

  /// The same sums in plain Swift, rows that fill no whole block.
  @Test func densitiesEqualThePlainSums() throws {
    let q = posterior(rows: 131, root: [[1, 0], [0.5, 0.7]], variances: [0.3, 2], seed: 8)
    let parts = try AggregatePosterior(q, seed: 4)
    var joint = 0.0
    var marginals = 0.0
    for row in 0..<131 {
      var random = RandomSource(seed: 4, stream: UInt64(row))
      let z = (0..<2).map {
        Double(q.mean.values[row * 2 + $0]) + random.normal() * ([0.3, 2.0][$0]).squareRoot()
      }
      var sums = [0.0, 0, 0]
      for other in 0..<131 {
        let densities = (0..<2).map { j -> Double in
          let variance = [0.3, 2.0][j]
          let difference = z[j] - Double(q.mean.values[other * 2 + j])
          return exp(-difference * difference / (2 * variance)) / (2 * Double.pi * variance).squareRoot()
        }
        sums = [sums[0] + densities[0], sums[1] + densities[1], sums[2] + densities[0] * densities[1]]
      }
      joint += log(sums[2] / 131) / 131
      marginals += (log(sums[0] / 131) + log(sums[1] / 131)) / 131
    }
    // Log-variances are stored in single precision.
    #expect(abs(parts.totalCorrelation.value - (joint - marginals)) < 1e-6)
  }

  @Test func sameBytesAtAnyThreadCount() throws {
    let q = posterior(rows: 200, root: [[1, 0], [0.5, 0.7]], variances: [0.3, 2], seed: 8)
    let one = try AggregatePosterior(q, samples: 2, threads: 1)
    #expect(try AggregatePosterior(q, samples: 2, threads: 3) == one)
  }

  /// A thousand dimensions underflow where densities are multiplied.
  @Test func manyDimensionsStayFinite() throws {
    var random = RandomSource(seed: 1)
    let values = (0..<20_000).map { _ in Float(random.normal()) }
    let q = Posterior(
      mean: try #require(Tensor(shape: [20, 1000], values: values)),
      logVariance: Tensor(shape: [20, 1000], repeating: -12))
    let parts = try AggregatePosterior(q)
    #expect(abs(parts.mutualInformation.value - log(20)) < 1e-9)
    #expect(parts.totalCorrelation.value.isFinite && parts.dimensionDivergence.value.isFinite)
  }

  @Test func impossibleRequestsAreErrors() throws {
    let empty = Posterior(mean: Tensor(shape: [0, 2]), logVariance: Tensor(shape: [0, 2]))
    #expect(throws: PosteriorMeasureError.empty) { try AggregatePosterior(empty) }
    let uneven = Posterior(mean: Tensor(shape: [2, 2]), logVariance: Tensor(shape: [2, 1]))
    #expect(throws: PosteriorMeasureError.shapes(mean: [2, 2], logVariance: [2, 1])) {
      try AggregatePosterior(uneven)
    }
    let broken = Posterior(mean: Tensor(shape: [2, 2], repeating: .nan), logVariance: Tensor(shape: [2, 2]))
    #expect(throws: PosteriorMeasureError.notFinite(row: 0, column: 0)) { try AggregatePosterior(broken) }
    let sound = Posterior(mean: Tensor(shape: [2, 2]), logVariance: Tensor(shape: [2, 2]))
    #expect(throws: PosteriorMeasureError.samples(0)) { try AggregatePosterior(sound, samples: 0) }
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) { try AggregatePosterior(sound, cancellation: cancellation) }
  }
}
