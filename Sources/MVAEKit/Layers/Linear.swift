import CHotLoops

/// A fully connected layer: y = x · Wᵀ + b.
///
/// Shapes: x [rows, inputs], W [outputs, inputs], b [outputs], y [rows, outputs].
struct Linear: Sendable, Equatable {
  let inputs: Int
  let outputs: Int
  private let weightOffset: Int
  private let biasOffset: Int

  /// Reserves its weights in `layout`; several `names` share the outputs equally (one product, many heads).
  init(inputs: Int, outputs: Int, names: [String], in layout: inout WeightLayout) {
    self.inputs = inputs
    self.outputs = outputs
    let share = outputs / max(1, names.count)
    weightOffset = layout.reserve(names.map { $0 + ".weight" }, shape: [share, inputs])
    biasOffset = layout.reserve(names.map { $0 + ".bias" }, shape: [share])
  }

  /// y = x · Wᵀ + b.
  func forward(_ x: MatrixView, into y: MatrixView, weights: Buffer, _ product: MatrixProduct) throws {
    try product.forward(x, weight(in: weights), bias: weights.base + biasOffset, into: y)
  }

  /// dW = dyᵀ · x, db = Σ over rows of dy, dx = dy · W (not computed when `dx` is `nil`: the first layer's).
  ///
  /// - Parameter accumulates: adds dW and db to what is there.
  func backward(
    x: MatrixView, dy: MatrixView, dx: MatrixView?, weights: Buffer, gradients: Buffer,
    accumulates: Bool = false, _ product: MatrixProduct
  ) throws {
    try product.weightGradient(dy, x, into: weight(in: gradients), accumulates: accumulates)
    gradients.fill(at: biasOffset, count: dy.columns, accumulates: accumulates) { sums in
      hot_column_sums(dy.base, dy.rows, dy.columns, sums)
    }
    if let dx { try product.inputGradient(dy, weight(in: weights), into: dx) }
  }

  /// W and b from U(−1/√inputs, 1/√inputs), as PyTorch begins.
  func initialize(_ weights: Buffer, random: inout RandomSource) {
    let bound = 1 / Double(max(1, inputs)).squareRoot()
    for index in 0..<inputs * outputs {
      weights.base[weightOffset + index] = Float(random.uniform(in: -bound..<bound))
    }
    for index in 0..<outputs {
      weights.base[biasOffset + index] = Float(random.uniform(in: -bound..<bound))
    }
  }

  private func weight(in buffer: Buffer) -> MatrixView {
    MatrixView(buffer, offset: weightOffset, rows: outputs, columns: inputs)
  }
}
