import CHotLoops

/// The absolute error Σ |y − x|: a Laplace decoder of scale 1.
enum AbsoluteError {
  /// The sum over all elements; dy = scale · sign(y − x).
  static func evaluate(_ y: MatrixView, target x: MatrixView, dy: MatrixView, scale: Float) -> Double {
    Team.sum(y.count) { first, count in
      hot_absolute_error(y.base + first, x.base + first, dy.base + first, count, scale)
    }
  }
}
