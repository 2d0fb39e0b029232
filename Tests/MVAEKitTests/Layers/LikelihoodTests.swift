import Foundation
import Testing

@testable import MVAEKit

/// Every likelihood against its formula in double and against finite differences.
@Suite struct LikelihoodTests {
  static let all: [Likelihood] = [
    .gaussian(), .gaussian(variance: .fixed(0.3)), .gaussian(variance: .learned), .laplace(),
    .laplace(scale: .fixed(0.4)), .laplace(scale: .learned), .bernoulli, .categorical,
  ]
  private let rows = 5
  private let columns = 7

  /// Of one element y, x (a row for the categorical) with learned log-width s.
  private static func formula(_ likelihood: Likelihood, _ y: [Double], _ x: [Double], _ s: Double) -> Double {
    let pairs = Array(zip(y, x))
    switch likelihood {
    case .gaussian(.fixed(let v)): return pairs.reduce(0) { $0 + pow($1.0 - $1.1, 2) / (2 * v) }
    case .gaussian(.learned):
      return pairs.reduce(0) { $0 + 0.5 * log(2 * .pi) + s + pow($1.0 - $1.1, 2) / (2 * exp(2 * s)) }
    case .laplace(.fixed(let b)): return pairs.reduce(0) { $0 + abs($1.0 - $1.1) / b }
    case .laplace(.learned): return pairs.reduce(0) { $0 + log(2) + s + abs($1.0 - $1.1) / exp(s) }
    case .bernoulli:
      return pairs.reduce(0) { sum, pair in
        let p = 1 / (1 + exp(-pair.0))
        return sum - pair.1 * log(p) - (1 - pair.1) * log(1 - p)
      }
    case .categorical:
      let normaliser = log(y.reduce(0) { $0 + exp($1) })
      return pairs.reduce(0) { $0 + $1.1 * (normaliser - $1.0) }
    }
  }

  private struct Setting {
    let model: ObservationModel
    let weights: Buffer
    let y: Buffer
    let x: Buffer
    let rows: Int
    let columns: Int

    init(_ likelihood: Likelihood, rows: Int, columns: Int) {
      var layout = WeightLayout()
      model = ObservationModel(likelihood, in: &layout)
      weights = Buffer(count: layout.length)
      if layout.length > 0 { weights.base[0] = -0.35 }
      y = GradientCheck.random(rows * columns, seed: 1)
      var random = RandomSource(seed: 2)
      x = Buffer((0..<rows * columns).map { _ in Float(random.uniform()) })
      self.rows = rows
      self.columns = columns
    }

    func view(_ buffer: Buffer) -> MatrixView { buffer.matrix(rows: rows, columns: columns) }

    func objective(dy: Buffer, scale: Float = 1, gradients: Buffer? = nil) -> Double {
      model.objective(
        view(y), target: view(x), dy: view(dy), scale: scale, weights: weights, gradients: gradients)
    }
  }

  @Test(arguments: all) func valuesEqualTheFormula(_ likelihood: Likelihood) {
    let setting = Setting(likelihood, rows: rows, columns: columns)
    let found = setting.objective(dy: Buffer(count: rows * columns))
    let expected = (0..<rows).reduce(0.0) { sum, row in
      let range = row * columns..<(row + 1) * columns
      return sum
        + Self.formula(
          likelihood, setting.y.values[range].map(Double.init), setting.x.values[range].map(Double.init),
          Double(Float(-0.35)))
    }
    // 35 values of float32.
    #expect(abs(found - expected) < 1e-5)
  }

  @Test(arguments: all) func slopesEqualDifferences(_ likelihood: Likelihood) throws {
    let setting = Setting(likelihood, rows: rows, columns: columns)
    let dy = Buffer(count: rows * columns)
    let gradients = Buffer(count: setting.weights.count)
    _ = setting.objective(dy: dy, scale: 0.6, gradients: gradients)
    let check = GradientCheck { 0.6 * setting.objective(dy: Buffer(count: rows * columns)) }
    // An absolute value has a bend where the difference would straddle it.
    try check.expect(dy, of: setting.y, "y") { index in
      likelihood.family == .laplace && abs(setting.y.values[index] - setting.x.values[index]) < 0.01
    }
    try check.expect(gradients, of: setting.weights, "log-width") { $0 > 0 }
  }

  /// −log p integrates to 1 over x: what the objective and the constant add up to is a density.
  @Test(arguments: [Likelihood.gaussian(), .gaussian(variance: .fixed(0.3)), .laplace(scale: .fixed(0.4))])
  func constantsMakeADensity(_ likelihood: Likelihood) {
    var layout = WeightLayout()
    let model = ObservationModel(likelihood, in: &layout)
    let (count, width) = (40001, 24.0)
    let step = width / Double(count - 1)
    let x = Buffer((0..<count).map { Float(-width / 2 + step * Double($0)) })
    let one = { (buffer: Buffer, index: Int) in MatrixView(buffer, offset: index, rows: 1, columns: 1) }
    let (y, dy) = (Buffer([0.2]), Buffer(count: 1))
    let total = (0..<count).reduce(0.0) { sum, index in
      let value = model.objective(
        one(y, 0), target: one(x, index), dy: one(dy, 0), scale: 1, weights: Buffer(count: 0), gradients: nil)
      return sum + step * exp(-value - model.constant(1))
    }
    // The Laplace bend costs the rectangle rule about step² / b².
    #expect(abs(total - 1) < 1e-5)
  }

  /// With variance ½ the objective is the study's sum of squared errors to the last bit.
  @Test func theDefaultIsTheSquaredErrorBitForBit() {
    let setting = Setting(.gaussian(), rows: rows, columns: columns)
    let (dy, expected) = (Buffer(count: rows * columns), Buffer(count: rows * columns))
    let found = setting.objective(dy: dy, scale: 1 / 3)
    let error = SquaredError.evaluate(
      setting.view(setting.y), target: setting.view(setting.x), dy: setting.view(expected), scale: 1 / 3)
    #expect(found == error)
    #expect(dy.values == expected.values)
  }

  /// Logits of any size give finite costs: ln(1 + eʸ) − x·y is y − x·y far to the right and −x·y far to the left.
  @Test func logitsNeverOverflow() {
    let y = Buffer([1000, -1000, 1000, -1000, 88, -88])
    let x = Buffer([1, 0, 0, 1, 0.5, 0.5])
    let dy = Buffer(count: 6)
    let view = { (buffer: Buffer) in buffer.matrix(rows: 1, columns: 6) }
    var layout = WeightLayout()
    let model = ObservationModel(.bernoulli, in: &layout)
    let found = model.objective(
      view(y), target: view(x), dy: view(dy), scale: 1, weights: Buffer(count: 0), gradients: nil)
    #expect(found == 2000 + 88)
    for (slope, expected) in zip(dy.values, [0, 0, 1, -1, 0.5, -0.5] as [Float]) {
      // The exponential is that of −87 at the least.
      #expect(abs(slope - expected) < 1e-37)
    }
    let categorical = ObservationModel(.categorical, in: &layout)
    let cost = categorical.objective(
      view(y), target: view(Buffer([0, 1, 0, 0, 0, 0])), dy: view(dy), scale: 1, weights: Buffer(count: 0),
      gradients: nil)
    #expect(abs(cost - (2000 + log(2))) < 1e-3)
    #expect(dy.values.allSatisfy { $0.isFinite })
  }

  /// A NaN among the outputs is seen, not clamped away.
  @Test(arguments: all) func noNumberStaysNoNumber(_ likelihood: Likelihood) {
    for place in [0, 20, 34] {
      let setting = Setting(likelihood, rows: rows, columns: columns)
      setting.y.base[place] = .nan
      #expect(setting.objective(dy: Buffer(count: rows * columns)).isNaN)
    }
  }

  @Test func meansAreProbabilities() {
    var layout = WeightLayout()
    let y = Buffer([0, 2, -2, 1, 1, 1]).matrix(rows: 2, columns: 3)
    ObservationModel(.categorical, in: &layout).mean(y)
    let total = 1 + exp(2.0) + exp(-2.0)
    let expected: [Double] = [1 / total, exp(2.0) / total, exp(-2.0) / total, 1.0 / 3, 1.0 / 3, 1.0 / 3]
    for (found, expected) in zip(y.values, expected) { #expect(abs(Double(found) - expected) < 2e-7) }
    let logits = Buffer([0, 2]).matrix(rows: 1, columns: 2)
    ObservationModel(.bernoulli, in: &layout).mean(logits)
    #expect(logits.values[0] == 0.5)
    #expect(abs(Double(logits.values[1]) - 1 / (1 + exp(-2))) < 2e-7)
    #expect(layout.length == 0)
  }

  /// A learned width leaves its bounds only inwards.
  @Test func learnedWidthsAreBounded() {
    let setting = Setting(.gaussian(variance: .learned), rows: rows, columns: columns)
    let (dy, gradients) = (Buffer(count: rows * columns), Buffer(count: setting.weights.count))
    setting.weights.base[0] = 50
    #expect(setting.objective(dy: dy, gradients: gradients).isFinite)
    #expect(gradients.base[0] > 0)
    setting.weights.base[0] = -50
    #expect(setting.objective(dy: dy, gradients: gradients).isFinite)
    #expect(gradients.base[0] < 0)
  }
}
