/// Linear layers in a row with an activation after each, or after each but the last.
struct Perceptron: Sendable, Equatable {
  let layers: [Linear]
  let activation: Activation
  let activatesLast: Bool

  /// `widths` are the outputs of its layers, each named `name`.0, `name`.1, …
  init(
    inputs: Int, widths: [Int], activation: Activation, activatesLast: Bool, name: String,
    in layout: inout WeightLayout
  ) {
    var layers: [Linear] = []
    var width = inputs
    for (index, outputs) in widths.enumerated() {
      layers.append(Linear(inputs: width, outputs: outputs, names: ["\(name).\(index)"], in: &layout))
      width = outputs
    }
    self.layers = layers
    self.activation = activation
    self.activatesLast = activatesLast
  }

  /// Outputs of every layer, one matrix a layer; its last is the result (x itself when there is no layer).
  func forward(_ x: MatrixView, into outputs: [MatrixView], weights: Buffer, _ product: MatrixProduct) throws
  {
    var input = x
    for (index, layer) in layers.enumerated() {
      try layer.forward(input, into: outputs[index], weights: weights, product)
      if isActivated(index) { activation.forward(outputs[index]) }
      input = outputs[index]
    }
  }

  /// From the gradient of the result, which `slopes.last` holds, to those of all layers and of x.
  ///
  /// `slopes` has the shapes of `outputs` and is overwritten.
  func backward(
    _ x: MatrixView, outputs: [MatrixView], slopes: [MatrixView], dx: MatrixView?, weights: Buffer,
    gradients: Buffer, _ product: MatrixProduct
  ) throws {
    for (index, layer) in layers.enumerated().reversed() {
      if isActivated(index) { activation.backward(y: outputs[index], dy: slopes[index]) }
      try layer.backward(
        x: index == 0 ? x : outputs[index - 1], dy: slopes[index], dx: index == 0 ? dx : slopes[index - 1],
        weights: weights, gradients: gradients, product)
    }
  }

  func initialize(_ weights: Buffer, random: inout RandomSource) {
    for layer in layers { layer.initialize(weights, random: &random) }
  }

  private func isActivated(_ index: Int) -> Bool { activatesLast || index < layers.count - 1 }
}
