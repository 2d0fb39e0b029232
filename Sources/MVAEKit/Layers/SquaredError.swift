import CHotLoops

/// The squared error Σ (y − x)², not halved: with β = 1 a Gaussian decoder of variance ½.
enum SquaredError {
  /// The sum over all elements; dy = 2 · scale · (y − x).
  static func evaluate(_ y: MatrixView, target x: MatrixView, dy: MatrixView, scale: Float) -> Double {
    Team.sum(y.count) { first, count in
      hot_squared_error(y.base + first, x.base + first, dy.base + first, count, 2 * scale)
    }
  }
}
