import Foundation
import Testing

@testable import MVAEKit

@Suite struct GaussianLatentTests {
  /// KL(N(μ, σ²) ‖ N(0, 1)) = (μ² + σ² − 1 − ln σ²) / 2, summed, not averaged.
  @Test func divergenceIsTheClosedForm() {
    let heads = Buffer([1, -2, 0.5, -1])
    let expected = (1 + exp(0.5) - 1 - 0.5) / 2 + (4 + exp(-1.0) - 1 + 1) / 2
    #expect(abs(GaussianLatent.divergence(heads.matrix(rows: 1, columns: 4)) - expected) < 1e-6)
    let prior = Buffer(count: 4)
    #expect(GaussianLatent.divergence(prior.matrix(rows: 1, columns: 4)) < 1e-6)
  }

  /// Far log-variances give large finite values, and only slopes that lead back inside.
  @Test func logVarianceIsBounded() {
    let heads = Buffer([0, 0, 500, -500]).matrix(rows: 1, columns: 4)
    let noise = Buffer([1, 1]).matrix(rows: 1, columns: 2)
    let z = Buffer(count: 2).matrix(rows: 1, columns: 2)
    GaussianLatent.sample(heads, noise: noise, into: z)
    #expect(z.values.allSatisfy { $0.isFinite })
    #expect(GaussianLatent.divergence(heads).isFinite)
    let slopes = Buffer(count: 4).matrix(rows: 1, columns: 4)
    let dz = Buffer([-1e9, 1e9])
    GaussianLatent.backward(
      heads, noise: noise, dz: dz.matrix(rows: 1, columns: 2), scale: 1, into: slopes)
    // Upper bound: the slope is negative (descent would raise it further), so it is cut; lower: likewise.
    #expect(slopes.values[2] == 0)
    #expect(slopes.values[3] == 0)
    GaussianLatent.backward(
      heads, noise: noise, dz: Buffer(count: 2).matrix(rows: 1, columns: 2), scale: 1, into: slopes)
    #expect(slopes.values[2] > 0)
    #expect(slopes.values[3] < 0)
  }

  /// Mean, variance, skewness and fourth moment of 100,000 draws within 4 standard errors: 1/√n, √(2/n), √(15/n),
  /// √(96/n); draws of two keys do not correlate.
  @Test func noiseIsStandardNormal() {
    let count = 100_000
    let draws = Buffer(count: count)
    GaussianLatent.draw(draws.matrix(rows: 1, columns: count), key: 1)
    let other = Buffer(count: count)
    GaussianLatent.draw(other.matrix(rows: 1, columns: count), key: 2)
    let n = Double(count)
    func moment(_ power: Int) -> Double {
      draws.values.reduce(0) { $0 + pow(Double($1), Double(power)) } / n
    }
    #expect(abs(moment(1)) < 4 / n.squareRoot())
    #expect(abs(moment(2) - 1) < 4 * (2 / n).squareRoot())
    #expect(abs(moment(3)) < 4 * (15 / n).squareRoot())
    #expect(abs(moment(4) - 3) < 4 * (96 / n).squareRoot())
    #expect(
      abs(GradientCheck.dot(draws.matrix(rows: 1, columns: count), other.matrix(rows: 1, columns: count))) / n
        < 4 / n.squareRoot())
    let halves = zip(draws.values.prefix(count / 2), draws.values.suffix(count / 2))
    #expect(abs(halves.reduce(0) { $0 + Double($1.0) * Double($1.1) }) / (n / 2) < 4 / (n / 2).squareRoot())
  }
}
