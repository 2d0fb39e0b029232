import Testing

@testable import MVAEKit

/// Batch and layer norm against their formulas and finite differences.
@Suite struct NormGradientTests {
  private let rows = 9
  private let columns = 5

  private func view(_ buffer: Buffer) -> MatrixView { buffer.matrix(rows: rows, columns: columns) }

  @Test func batchNormWhileLearning() throws {
    var layout = WeightLayout()
    let layer = BatchNorm(channels: columns, name: "norm", in: &layout)
    let weights = GradientCheck.random(layout.length, seed: 1)
    let gradients = Buffer(count: layout.length)
    let x = GradientCheck.random(rows * columns, seed: 2)
    let dy = GradientCheck.random(rows * columns, seed: 3)
    let slope = GradientCheck.random(rows * columns, seed: 3)
    let y = Buffer(count: rows * columns)
    let moments = layer.moments()
    let check = GradientCheck {
      layer.forward(view(x), into: view(y), moments: moments, weights: weights)
      return GradientCheck.dot(view(y), view(dy))
    }
    _ = try check.function()
    layer.backward(x: view(x), dy: view(slope), moments: moments, weights: weights, gradients: gradients)
    try check.expect(slope, of: x, "x")
    try check.expect(gradients, of: weights, "weights")
  }

  @Test func batchNormAfterLearningUsesRunningStatistics() {
    var layout = WeightLayout()
    let layer = BatchNorm(channels: 1, name: "norm", in: &layout)
    let weights = Buffer(count: layout.length)
    layer.initialize(weights)
    let x = Buffer([1, 2, 3, 6])
    let y = Buffer(count: 4)
    let moments = layer.moments()
    let column = { (buffer: Buffer) in buffer.matrix(rows: 4, columns: 1) }
    layer.forward(column(x), into: column(y), moments: moments, weights: weights)
    layer.commit(moments, to: weights)
    // Mean 3, population variance 3.5, sample variance 14/3, momentum 0.1.
    let mean: Float = 0.3
    let variance: Float = 0.9 + 0.1 * 14 / 3
    layer.evaluate(column(x), into: column(y), moments: moments, weights: weights)
    for (value, result) in zip(x.values, y.values) {
      #expect(abs(result - (value - mean) / (variance + 1e-5).squareRoot()) < 1e-6)
    }
    #expect(layout.parameterCount == 2)
  }

  @Test func layerNorm() throws {
    var layout = WeightLayout()
    let layer = LayerNorm(columns: columns, name: "norm", in: &layout)
    let weights = GradientCheck.random(layout.length, seed: 4)
    let gradients = Buffer(count: layout.length)
    let x = GradientCheck.random(rows * columns, seed: 5)
    let dy = GradientCheck.random(rows * columns, seed: 6)
    let slope = GradientCheck.random(rows * columns, seed: 6)
    let y = Buffer(count: rows * columns)
    let statistics = Buffer(count: rows * 2).matrix(rows: rows, columns: 2)
    let check = GradientCheck {
      layer.forward(view(x), into: view(y), statistics: statistics, weights: weights)
      return GradientCheck.dot(view(y), view(dy))
    }
    _ = try check.function()
    layer.backward(
      x: view(x), dy: view(slope), statistics: statistics, weights: weights, gradients: gradients)
    try check.expect(slope, of: x, "x")
    try check.expect(gradients, of: weights, "weights")
  }

  /// Long columns are summed in blocks: 100,000 values near 1000 keep their variance.
  @Test func momentsOfLongColumnsAreExact() {
    var layout = WeightLayout()
    let layer = BatchNorm(channels: 2, name: "norm", in: &layout)
    let weights = Buffer(count: layout.length)
    layer.initialize(weights)
    let count = 100_000
    var random = RandomSource(seed: 7)
    let values = (0..<count * 2).map { _ in Float(1000 + random.normal()) }
    let x = Buffer(values)
    let y = Buffer(count: count * 2)
    let moments = layer.moments()
    layer.forward(
      x.matrix(rows: count, columns: 2), into: y.matrix(rows: count, columns: 2), moments: moments,
      weights: weights)
    let exact = ColumnMoments(Tensor(shape: [count, 2], values: values) ?? Tensor(shape: [0, 2]))
    #expect(abs(Double(moments.means[1]) - exact.means[1]) < 1e-7 * 1000)
    #expect(abs(Double(moments.variances[1]) - exact.variances[1]) < 1e-4)
  }
}
