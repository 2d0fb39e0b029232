import Foundation
import Testing

@testable import MVAEKit

@Suite struct AdamTests {
  /// Algorithm 1 of Kingma & Ba 2015 in double, 50 steps on changing gradients.
  @Test func stepsFollowTheAlgorithm() {
    let count = 19
    let weights = GradientCheck.random(count, seed: 1)
    var expected = weights.values.map(Double.init)
    var first = [Double](repeating: 0, count: count)
    var second = first
    var adam = OptimizerState(.adam, count: count)
    for step in 1...50 {
      let gradients = GradientCheck.random(count, seed: UInt64(step + 1))
      adam.step(weights, gradients: gradients, rate: 0.01)
      for index in 0..<count {
        let g = Double(gradients.base[index])
        first[index] = 0.9 * first[index] + 0.1 * g
        second[index] = 0.999 * second[index] + 0.001 * g * g
        let m = first[index] / (1 - pow(0.9, Double(step)))
        let v = second[index] / (1 - pow(0.999, Double(step)))
        expected[index] -= 0.01 * m / (v.squareRoot() + 1e-8)
      }
    }
    // 50 steps of 0.01 in single precision: 50 · 0.01 · 2⁻²³ and the moments' rounding.
    #expect(zip(weights.values, expected).allSatisfy { abs(Double($0) - $1) < 5e-6 })
  }
}
