import CHotLoops

/// The Euclidean norm of all gradients together.
enum GradientNorm {
  static func measure(_ gradients: Buffer) -> Double {
    Team.sum(gradients.count) { first, count in hot_sum_of_squares(gradients.base + first, count) }
      .squareRoot()
  }

  /// Scales `gradients` of norm `norm` down to `limit` (Pascanu et al. 2013): by limit / (norm + 1e-6) when that is
  /// below 1, as PyTorch's `clip_grad_norm_`.
  static func clip(_ gradients: Buffer, norm: Double, to limit: Double) {
    let factor = limit / (norm + 1e-6)
    guard factor < 1 else { return }
    Team.elements(gradients.count) { first, count in
      hot_scale(gradients.base + first, count, Float(factor))
    }
  }
}
