import Foundation
import Testing

@testable import MVAEKit

/// Every optimiser against its published algorithm in double, on gradients that change from step to step.
@Suite struct OptimizerTests {
  /// A plain reference of one value; `gradient` and `rate` of step `step`, from 1.
  private typealias Reference = (_ weight: inout Double, _ gradient: Double, _ step: Int) -> Void

  /// Algorithm 1 of Kingma & Ba 2015.
  @Test func adam() {
    expect(.adam, steps: 50) {
      var moments = Moments()
      return { weight, gradient, step in weight -= 0.01 * moments.direction(gradient, step) }
    }
  }

  /// Algorithm 2 of Loshchilov & Hutter 2019 in PyTorch's order: `param.mul_(1 - lr * weight_decay)`, then Adam.
  @Test func adamW() {
    expect(.adamW(decay: 0.3), steps: 50) {
      var moments = Moments()
      return { weight, gradient, step in
        weight *= 1 - 0.01 * 0.3
        weight -= 0.01 * moments.direction(gradient, step)
      }
    }
  }

  /// `torch.optim.SGD`: buf = momentum · buf + g (the first buf is g), p −= lr · buf.
  @Test(arguments: [0, 0.9])
  func momentum(_ momentum: Double) {
    expect(.sgd(momentum: momentum), steps: 20) {
      var velocity: Double?
      return { weight, gradient, _ in
        let next = velocity.map { momentum * $0 + gradient } ?? gradient
        velocity = next
        weight -= 0.01 * next
      }
    }
  }

  @Test func runningStatisticsDoNotDecay() {
    let weights = Buffer([Float](repeating: 1, count: 48))
    let layout = [
      Weight(name: "a", shape: [16], offset: 0),
      Weight(name: "b", shape: [16], offset: 16, isLearned: false),
      Weight(name: "c", shape: [8], offset: 32), Weight(name: "d", shape: [8], offset: 40),
    ]
    #expect(layout.learnedRanges == [0..<16, 32..<48])
    var state = OptimizerState(.adamW(decay: 0.5), count: 48, learned: layout.learnedRanges)
    state.step(weights, gradients: Buffer(count: 48), rate: 0.1)
    #expect(
      weights.values == [Float](repeating: 0.95, count: 16)
        + [Float](repeating: 1, count: 16) + [Float](repeating: 0.95, count: 16))
  }

  /// `clip_grad_norm_`: coefficient = max_norm / (total_norm + 1e-6), applied when below 1.
  @Test func clippingIsPyTorchs() {
    let gradients = Buffer([3, 4, 0, 12])
    #expect(GradientNorm.measure(gradients) == 13)
    GradientNorm.clip(gradients, norm: 13, to: 26)
    #expect(gradients.values == [3, 4, 0, 12])
    GradientNorm.clip(gradients, norm: 13, to: 2)
    let factor = 2 / (13 + 1e-6)
    #expect(zip(gradients.values, [3.0, 4, 0, 12]).allSatisfy { abs(Double($0) - $1 * factor) < 1e-6 })
    #expect(!GradientNorm.measure(Buffer([1, .nan])).isFinite)
    #expect(!GradientNorm.measure(Buffer([1, .infinity])).isFinite)
  }

  /// Runs both on 19 values and compares.
  private func expect(_ optimizer: Optimizer, steps: Int, _ make: () -> Reference) {
    let count = 19
    let weights = GradientCheck.random(count, seed: 1)
    var expected = weights.values.map(Double.init)
    var state = OptimizerState(optimizer, count: count)
    let references = (0..<count).map { _ in make() }
    for step in 1...steps {
      let gradients = GradientCheck.random(count, seed: UInt64(step + 1))
      state.step(weights, gradients: gradients, rate: 0.01)
      for index in 0..<count { references[index](&expected[index], Double(gradients.base[index]), step) }
    }
    // 50 steps of 0.01 in single precision: 50 · 0.01 · 2⁻²³ and the moments' rounding.
    #expect(zip(weights.values, expected).allSatisfy { abs(Double($0) - $1) < 5e-6 }, "\(optimizer)")
  }

  /// Adam's moments of one value.
  private struct Moments {
    private var first = 0.0
    private var second = 0.0

    mutating func direction(_ g: Double, _ step: Int) -> Double {
      first = 0.9 * first + 0.1 * g
      second = 0.999 * second + 0.001 * g * g
      let m = first / (1 - pow(0.9, Double(step)))
      let v = second / (1 - pow(0.999, Double(step)))
      return m / (v.squareRoot() + 1e-8)
    }
  }
}
