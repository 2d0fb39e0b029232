import CHotLoops

/// The Gaussian error linear unit y = x · Φ(x) (Hendrycks & Gimpel 2016), by the error function, not its
/// tanh approximation.
///
/// It is no ``Activation``: it rises and falls, so its slope needs x and does not follow from y.
enum GELU {
  static func forward(_ x: MatrixView, into y: MatrixView) {
    hot_gelu(x.base, y.base, x.count)
  }

  /// Replaces dy by dx = dy · (Φ(x) + x · φ(x)) in place.
  static func backward(x: MatrixView, dy: MatrixView) {
    hot_gelu_backward(x.base, dy.base, dy.count)
  }
}
