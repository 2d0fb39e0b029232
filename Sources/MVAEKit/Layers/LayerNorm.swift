import CHotLoops

/// Layer normalisation (Ba, Kiros & Hinton 2016): y = γ · (x − mean) / √(variance + ε) + β over each row.
struct LayerNorm: Sendable, Equatable {
  let columns: Int
  private let gain: Int
  private let shift: Int

  private static let epsilon: Float = 1e-5

  init(columns: Int, name: String, in layout: inout WeightLayout) {
    self.columns = columns
    gain = layout.reserve(["\(name).weight"], shape: [columns])
    shift = layout.reserve(["\(name).bias"], shape: [columns])
  }

  /// y, and each row's mean and 1 / √(variance + ε) in `statistics` [rows, 2].
  func forward(_ x: MatrixView, into y: MatrixView, statistics: MatrixView, weights: Buffer) {
    hot_layer_norm(
      x.base, y.base, x.rows, columns, weights.base + gain, weights.base + shift, Self.epsilon,
      statistics.base)
  }

  /// Replaces dy by dx in place; dγ = Σ dy · x̂ and dβ = Σ dy over the rows.
  func backward(x: MatrixView, dy: MatrixView, statistics: MatrixView, weights: Buffer, gradients: Buffer) {
    hot_layer_norm_backward(
      x.base, dy.base, x.rows, columns, weights.base + gain, statistics.base, gradients.base + gain,
      gradients.base + shift)
  }

  /// γ = 1, β = 0.
  func initialize(_ weights: Buffer) {
    (weights.base + gain).update(repeating: 1, count: columns)
    (weights.base + shift).update(repeating: 0, count: columns)
  }
}
