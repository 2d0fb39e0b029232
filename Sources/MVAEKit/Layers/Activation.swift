import CHotLoops

/// An elementwise function between layers.
enum Activation: Sendable, Equatable {
  /// y = max(0, x).
  case relu

  /// Replaces x by y in place.
  func forward(_ x: MatrixView) {
    switch self {
    case .relu: hot_relu(x.base, x.count)
    }
  }

  /// Replaces dy by dx in place, from the layer's own output y: dx = dy where y > 0, else 0.
  func backward(y: MatrixView, dy: MatrixView) {
    switch self {
    case .relu: hot_relu_backward(y.base, dy.base, dy.count)
    }
  }
}
