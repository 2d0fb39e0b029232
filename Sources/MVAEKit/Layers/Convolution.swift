import CHotLoops

/// A 2-d convolution y = x ∗ W + b, or its transpose, over images whose pixels are rows: [images · pixels, channels].
///
/// W is [outputs, inputs, kernel, kernel], that of the transpose [inputs, outputs, kernel, kernel], as in PyTorch.
/// The transposed convolution is the convolution's gradient with respect to its input, with the same weights.
struct Convolution: Sendable, Equatable {
  /// Of the convolution that is computed, or transposed.
  let shape: ConvolutionShape
  let isTransposed: Bool
  private let weightOffset: Int
  private let biasOffset: Int?

  /// For the transpose, `shape` is that of the convolution from its output back to its input.
  init(
    _ shape: ConvolutionShape, isTransposed: Bool = false, hasBias: Bool = true, name: String,
    in layout: inout WeightLayout
  ) {
    self.shape = shape
    self.isTransposed = isTransposed
    let sizes = [shape.outputs, shape.inputs, shape.kernel, shape.kernel]
    weightOffset = layout.reserve(["\(name).weight"], shape: sizes)
    biasOffset =
      hasBias ? layout.reserve(["\(name).bias"], shape: [isTransposed ? shape.inputs : shape.outputs]) : nil
  }

  var inputs: Int { isTransposed ? shape.outputs : shape.inputs }
  var outputs: Int { isTransposed ? shape.inputs : shape.outputs }
  var inputPositions: Int { isTransposed ? shape.outputPositions : shape.inputPositions }
  var outputPositions: Int { isTransposed ? shape.inputPositions : shape.outputPositions }

  func forward(_ x: MatrixView, into y: MatrixView, weights: Buffer, _ product: ConvolutionProduct) throws {
    let bias = biasOffset.map { weights.base + $0 }
    if isTransposed {
      try product.inputGradient(shape, x, weights.base + weightOffset, bias: bias, into: y)
    } else {
      try product.forward(shape, x, weights.base + weightOffset, bias: bias, into: y)
    }
  }

  /// dW and db = Σ over images and pixels of dy; dx is not computed when it is `nil` (the first layer's).
  ///
  /// - Parameter accumulates: adds dW and db to what is there.
  func backward(
    x: MatrixView, dy: MatrixView, dx: MatrixView?, weights: Buffer, gradients: Buffer,
    accumulates: Bool = false, _ product: ConvolutionProduct
  ) throws {
    let w = weights.base + weightOffset
    let dw = gradients.base + weightOffset
    if isTransposed {
      try product.weightGradient(shape, x, dy, into: dw, accumulates: accumulates)
      if let dx { try product.forward(shape, dy, w, bias: nil, into: dx) }
    } else {
      try product.weightGradient(shape, dy, x, into: dw, accumulates: accumulates)
      if let dx { try product.inputGradient(shape, dy, w, into: dx) }
    }
    guard let biasOffset else { return }
    gradients.fill(at: biasOffset, count: dy.columns, accumulates: accumulates) { sums in
      Team.columnSums(of: dy, into: sums) { rows, count, sums in
        hot_channel_sums(rows, count, dy.columns, sums)
      }
    }
  }

  /// W and b from U(−1/√n, 1/√n), n the values that one weight row sees, as PyTorch begins.
  func initialize(_ weights: Buffer, random: inout RandomSource) {
    // PyTorch counts the second axis of the weights, the outputs of the transpose.
    let bound = 1 / Double(max(1, shape.depth)).squareRoot()
    for index in 0..<shape.weightCount {
      weights.base[weightOffset + index] = Float(random.uniform(in: -bound..<bound))
    }
    guard let biasOffset else { return }
    for index in 0..<outputs {
      weights.base[biasOffset + index] = Float(random.uniform(in: -bound..<bound))
    }
  }
}
