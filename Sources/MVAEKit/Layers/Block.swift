/// One stage of a network: a linear map, then batch norm, an activation and dropout as far as it has them.
struct Block: Sendable, Equatable {
  enum Map: Sendable, Equatable {
    case linear(Linear)
    case convolution(Convolution)
  }

  let name: String
  let map: Map
  var norm: BatchNorm?
  var activation: Activation?
  var dropout: Dropout?

  /// Channels, or columns.
  var inputs: Int {
    switch map {
    case .linear(let layer): layer.inputs
    case .convolution(let layer): layer.inputs
    }
  }

  var outputs: Int {
    switch map {
    case .linear(let layer): layer.outputs
    case .convolution(let layer): layer.outputs
    }
  }

  /// Rows of its output that one item has: its pixels, or 1.
  var outputPositions: Int {
    switch map {
    case .linear: 1
    case .convolution(let layer): layer.outputPositions
    }
  }

  /// x → `state.output`.
  func forward(_ x: MatrixView, _ state: BlockState, items: Int, _ context: BlockContext) throws {
    let output = state.output(items)
    let linear = norm == nil ? output : state.linear(items)
    switch map {
    case .linear(let layer): try layer.forward(x, into: linear, weights: context.weights, context.products)
    case .convolution(let layer):
      try layer.forward(x, into: linear, weights: context.weights, context.convolutions)
    }
    if let norm {
      if context.learningKey != nil {
        norm.forward(linear, into: output, moments: state.moments, weights: context.weights)
      } else {
        norm.evaluate(linear, into: output, moments: state.moments, weights: context.weights)
      }
    }
    activation?.forward(output)
    if let dropout, let key = context.learningKey {
      dropout.forward(output, mask: state.mask(items), key: key &+ state.salt)
    }
    try context.products.cancellation.check()
  }

  /// From the slope of the output in `state.slope`, which is overwritten, to dx and the weights' gradients.
  func backward(
    _ x: MatrixView, dx: MatrixView?, _ state: BlockState, items: Int, gradients: Buffer,
    _ context: BlockContext
  ) throws {
    let dy = state.slope(items)
    dropout?.backward(dy, mask: state.mask(items))
    // Dropped values are 0 in y and in dy: the slope there is 0 whatever the activation.
    activation?.backward(y: state.output(items), dy: dy)
    norm?.backward(
      x: state.linear(items), dy: dy, moments: state.moments, weights: context.weights, gradients: gradients)
    switch map {
    case .linear(let layer):
      try layer.backward(
        x: x, dy: dy, dx: dx, weights: context.weights, gradients: gradients,
        accumulates: context.accumulates, context.products)
    case .convolution(let layer):
      try layer.backward(
        x: x, dy: dy, dx: dx, weights: context.weights, gradients: gradients,
        accumulates: context.accumulates, context.convolutions)
    }
    try context.products.cancellation.check()
  }

  func initialize(_ weights: Buffer, random: inout RandomSource) {
    switch map {
    case .linear(let layer): layer.initialize(weights, random: &random)
    case .convolution(let layer): layer.initialize(weights, random: &random)
    }
    norm?.initialize(weights)
  }
}

/// What blocks work with in one pass.
struct BlockContext {
  let weights: Buffer
  let products: MatrixProduct
  let convolutions: ConvolutionProduct
  /// While learning: batch statistics count, and this key draws the dropout. `nil` while evaluating.
  let learningKey: UInt64?
  /// Whether gradients are added to what is there.
  var accumulates = false
}
