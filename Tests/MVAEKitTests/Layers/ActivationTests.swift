import Foundation
import Testing

@testable import MVAEKit

/// Activations against their formulas in double and their slopes against finite differences.
@Suite struct ActivationTests {
  private static let all: [Activation] = [
    .relu, .leakyReLU(slope: 0.2), .sigmoid, .tanh, .softplus,
  ]
  private let count = 401

  private static func formula(_ activation: Activation, _ x: Double) -> Double {
    switch activation {
    case .relu: max(0, x)
    case .leakyReLU(let slope): x > 0 ? x : Double(slope) * x
    case .sigmoid: 1 / (1 + exp(-x))
    case .tanh: Foundation.tanh(x)
    case .softplus: max(0, x) + log1p(exp(-abs(x)))
    }
  }

  /// −20 … 20 in steps of 0.1, which none of the bends falls on for long.
  private var points: [Float] { (0..<count).map { Float($0 - 200) / 10 } }

  @Test(arguments: all)
  func valuesEqualTheFormula(_ activation: Activation) {
    let x = Buffer(points)
    activation.forward(x.matrix(rows: 1, columns: count))
    for (value, point) in zip(x.values, points) {
      let expected = Self.formula(activation, Double(point))
      // A few units in the last place of float32.
      #expect(abs(Double(value) - expected) < 4e-7 * max(1, abs(expected)))
    }
  }

  @Test(arguments: all)
  func slopesEqualDifferencesOfTheFormula(_ activation: Activation) {
    let y = Buffer(points)
    let dy = Buffer([Float](repeating: 1.5, count: count))
    activation.forward(y.matrix(rows: 1, columns: count))
    activation.backward(y: y.matrix(rows: 1, columns: count), dy: dy.matrix(rows: 1, columns: count))
    for (slope, point) in zip(dy.values, points) where point != 0 {
      let h = 1e-5
      let expected =
        1.5 * (Self.formula(activation, Double(point) + h) - Self.formula(activation, Double(point) - h))
        / (2 * h)
      #expect(abs(Double(slope) - expected) < 1e-6)
    }
  }

  @Test func geluAndItsSlope() {
    let formula = { (x: Double) in x * 0.5 * erfc(-x / 2.0.squareRoot()) }
    let x = Buffer(points)
    let y = Buffer(count: count)
    let dy = Buffer([Float](repeating: 1, count: count))
    GELU.forward(x.matrix(rows: 1, columns: count), into: y.matrix(rows: 1, columns: count))
    GELU.backward(x: x.matrix(rows: 1, columns: count), dy: dy.matrix(rows: 1, columns: count))
    for (index, point) in points.enumerated() {
      let at = Double(point)
      #expect(abs(Double(y.base[index]) - formula(at)) < 1e-6 * max(1, abs(at)))
      #expect(abs(Double(dy.base[index]) - (formula(at + 1e-5) - formula(at - 1e-5)) / 2e-5) < 2e-6)
    }
  }

  /// NaN must reach the loss, where it is caught, and infinities must not become NaN.
  @Test(arguments: all)
  func nansStayAndExtremesAreFinite(_ activation: Activation) {
    let x = Buffer([.nan, 1e30, -1e30, 100, -100])
    activation.forward(x.matrix(rows: 1, columns: 5))
    #expect(x.values.dropFirst().allSatisfy { $0.isFinite })
    if activation != .relu { #expect(x.values[0].isNaN) }
  }

  @Test func dropoutKeepsTheMeanAndRepeats() {
    let layer = Dropout(rate: 0.3)
    let size = 40_000
    let x = Buffer([Float](repeating: 1, count: size))
    let mask = Buffer(count: size)
    layer.forward(x.matrix(rows: 1, columns: size), mask: mask.matrix(rows: 1, columns: size), key: 5)
    let dropped = x.values.filter { $0 == 0 }.count
    // 4 standard deviations of a binomial count.
    #expect(abs(Double(dropped) - 0.3 * Double(size)) < 4 * (Double(size) * 0.21).squareRoot())
    #expect(x.values.allSatisfy { $0 == 0 || abs($0 - 1 / 0.7) < 1e-6 })
    let dy = Buffer([Float](repeating: 2, count: size))
    layer.backward(dy.matrix(rows: 1, columns: size), mask: mask.matrix(rows: 1, columns: size))
    #expect(zip(dy.values, x.values).allSatisfy { $0 == 2 * $1 })
    let again = Buffer([Float](repeating: 1, count: size))
    layer.forward(again.matrix(rows: 1, columns: size), mask: mask.matrix(rows: 1, columns: size), key: 5)
    #expect(again.values == x.values)
    layer.forward(again.matrix(rows: 1, columns: size), mask: mask.matrix(rows: 1, columns: size), key: 6)
    #expect(again.values != x.values)
  }
}
