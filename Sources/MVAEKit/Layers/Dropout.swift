import CHotLoops

/// Dropout (Srivastava et al. 2014): while learning, values become 0 with probability `rate` and the others are
/// divided by 1 − rate, so that nothing changes when it is left out.
struct Dropout: Sendable, Equatable {
  /// In [0, 1).
  let rate: Double

  /// Multiplies x by a mask that `key` decides, and keeps the mask.
  func forward(_ x: MatrixView, mask: MatrixView, key: UInt64) {
    hot_dropout(key, Float(rate), x.base, mask.base, x.count)
  }

  /// dx = dy · mask, in place.
  func backward(_ dy: MatrixView, mask: MatrixView) {
    hot_multiply(dy.base, mask.base, dy.count)
  }
}
