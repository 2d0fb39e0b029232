import CHotLoops

/// An elementwise function between layers whose slope follows from its own output.
enum Activation: Sendable, Equatable {
  /// y = max(0, x).
  case relu
  /// y = x where x > 0, else slope · x.
  case leakyReLU(slope: Float)
  /// y = 1 / (1 + e⁻ˣ).
  case sigmoid
  /// y = tanh x.
  case tanh
  /// y = ln(1 + eˣ).
  case softplus

  /// Replaces x by y in place.
  func forward(_ x: MatrixView) {
    Team.elements(x.count) { first, count in apply(x.base + first, count) }
  }

  /// Replaces dy by dx in place, from the layer's own output y.
  ///
  /// ReLU: dy where y > 0, else 0; leaky: slope · dy there; sigmoid: dy · y(1 − y); tanh: dy · (1 − y²);
  /// softplus: dy · (1 − e⁻ʸ).
  func backward(y: MatrixView, dy: MatrixView) {
    Team.elements(dy.count) { first, count in applySlope(y.base + first, dy.base + first, count) }
  }

  private func apply(_ x: UnsafeMutablePointer<Float>, _ count: Int) {
    switch self {
    case .relu: hot_relu(x, count)
    case .leakyReLU(let slope): hot_leaky_relu(x, count, slope)
    case .sigmoid: hot_sigmoid(x, count)
    case .tanh: hot_tanh(x, count)
    case .softplus: hot_softplus(x, count)
    }
  }

  private func applySlope(_ y: UnsafeMutablePointer<Float>, _ dy: UnsafeMutablePointer<Float>, _ count: Int) {
    switch self {
    case .relu: hot_relu_backward(y, dy, count)
    case .leakyReLU(let slope): hot_leaky_relu_backward(y, dy, count, slope)
    case .sigmoid: hot_sigmoid_backward(y, dy, count)
    case .tanh: hot_tanh_backward(y, dy, count)
    case .softplus: hot_softplus_backward(y, dy, count)
    }
  }

  /// "ReLU", "leaky ReLU 0.2".
  var name: String {
    switch self {
    case .relu: "ReLU"
    case .leakyReLU(let slope): "leaky ReLU \(slope)"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .softplus: "softplus"
    }
  }
}
