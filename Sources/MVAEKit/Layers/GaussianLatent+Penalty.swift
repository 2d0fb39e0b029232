import CHotLoops

extension GaussianLatent {
  /// The objective of one batch: `reconstruction` summed over its rows, and what the divergence of `heads` adds.
  static func objective(reconstruction: Double, _ heads: MatrixView, _ penalty: DivergencePenalty) -> ELBO {
    let rows = Double(heads.rows)
    guard !penalty.isPlain else {
      return ELBO(
        reconstruction: reconstruction / rows, divergence: divergence(heads) / rows, beta: penalty.beta)
    }
    let divergences = dimensionDivergences(heads)
    return ELBO(
      reconstruction: reconstruction / rows, divergence: divergences.reduce(0, +), beta: penalty.beta,
      penalty: penalty.value(divergences))
  }

  /// dheads from dz and from the penalty of a batch of `batch` rows; all of them must be in `heads` unless the
  /// penalty is plain.
  static func backward(
    _ heads: MatrixView, noise: MatrixView, dz: MatrixView, penalty: DivergencePenalty, batch: Int,
    into dheads: MatrixView
  ) {
    guard !penalty.isPlain else {
      return backward(
        heads, noise: noise, dz: dz, scale: Float(penalty.beta) / Float(batch), into: dheads)
    }
    let scales = penalty.slopes(dimensionDivergences(heads)).map { Float($0 / Double(batch)) }
    backward(heads, noise: noise, dz: dz, scale: 0, into: dheads)
    hot_divergence_backward(heads.base, dheads.base, heads.rows, scales.count, scales)
  }

  /// KL(q ‖ N(0, 1)) of every dimension, mean over the rows.
  static func dimensionDivergences(_ heads: MatrixView) -> [Double] {
    var sums = [Double](repeating: 0, count: heads.columns / 2)
    hot_dimension_divergences(heads.base, heads.rows, sums.count, &sums)
    return sums.map { max(0, $0 / Double(max(1, heads.rows))) }
  }
}
