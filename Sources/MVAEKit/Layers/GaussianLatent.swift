import CHotLoops

/// The diagonal Gaussian q(z|x) of an encoder's two heads: z = μ + ε·exp(log σ² / 2).
///
/// Kingma & Welling 2014, section 2.4 and appendix B. `heads` has shape [rows, 2 · latent]: μ, then log σ².
/// Log σ² is read as clamped to [−30, 20], so that an exploding encoder gives large finite losses instead of NaN;
/// beyond the bounds only gradients that lead back inside pass.
enum GaussianLatent {
  /// z [rows, latent] from noise [rows, latent].
  static func sample(_ heads: MatrixView, noise: MatrixView, into z: MatrixView) {
    hot_reparameterise(heads.base, noise.base, z.base, z.rows, z.columns)
  }

  /// KL(q ‖ N(0, 1)) = −½ Σ (1 + log σ² − μ² − σ²), summed over rows and dimensions.
  static func divergence(_ heads: MatrixView) -> Double {
    max(0, hot_divergence(heads.base, heads.rows, heads.columns / 2))
  }

  /// dheads from dz and from `scale` times the divergence:
  /// dμ = dz + scale·μ, dlog σ² = ½ (dz·ε·σ + scale·(σ² − 1)).
  static func backward(
    _ heads: MatrixView, noise: MatrixView, dz: MatrixView, scale: Float, into dheads: MatrixView
  ) {
    hot_reparameterise_backward(
      heads.base, noise.base, dz.base, dheads.base, heads.rows, heads.columns / 2, scale)
  }

  /// Draws `noise` from N(0, 1); the same `key` gives the same draws.
  static func draw(_ noise: MatrixView, key: UInt64) {
    hot_normal(key, noise.base, (noise.count + 1) / 2 * 2)
  }
}
