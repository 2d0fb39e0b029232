import Foundation

extension FusionContent {
  /// q(z|x) of what `visible` names of each track; the prior of a track that has none of it.
  ///
  /// A mixture of experts is given as the Gaussian of its mean and variance.
  func posterior(
    of inputs: ScaledModalities, visible: ModalitySet? = nil, weights: Buffer, cancellation: Cancellation,
    path: ComputePath = .best
  ) throws -> Posterior {
    let count = inputs.present.count
    var moments = PosteriorValues(rows: count, latent: network.latent)
    let pass = pass(count, cancellation, path)
    let context = pass.context(weights)
    for rows in blocks(count, pass) {
      inputs.lay(rows, into: pass)
      try pass.encode(rows.count, context)
      let seen = rows.map { inputs.present[$0].intersection(visible ?? network.all) }
      for term in Self.used(network.architecture.fusion, seen) {
        try pass.fuse(term, into: pass.latent(), rows.count, context)
        moments.add(pass.latent().heads(rows.count).values, rows: rows, weights: term.weights)
      }
    }
    return moments.posterior
  }

  /// The mean of p(x|z) of one modality, as the network sees it, row-major.
  ///
  /// - Parameter labels: columns of the classes; empty without labels.
  func decode(
    _ modality: Int, _ latents: Tensor, labels: [Int], weights: Buffer, cancellation: Cancellation
  ) throws -> [Float] {
    let pass = pass(latents.rows, cancellation, .best)
    let context = pass.context(weights)
    let conditions = ScaledModalities(parts: [], present: [], labels: labels)
    var result: [Float] = []
    result.reserveCapacity(latents.rows * network.architecture.modalities[modality].count)
    for rows in blocks(latents.rows, pass) {
      conditions.layLabels(rows, into: pass)
      pass.latent().values(rows.count).copy(rows: rows, of: latents.values)
      try pass.decode(modality, pass.latent(), rows.count, context)
      let output = pass.modalities[modality].output(rows.count)
      network.modalities[modality].observation.mean(output)
      result += output.values
    }
    return result
  }

  func pass(_ count: Int, _ cancellation: Cancellation, _ path: ComputePath = .best) -> FusionPass {
    FusionPass(
      model: network, capacity: min(network.part, max(1, count)), cancellation: cancellation, learns: false,
      path: path)
  }

  func blocks(_ count: Int, _ pass: FusionPass) -> [ArraySlice<Int>] {
    let order = Array(0..<count)
    return stride(from: 0, to: count, by: pass.capacity).map {
      order[$0..<min(count, $0 + pass.capacity)]
    }
  }

  /// What stands for the posterior of all that is seen: a product, or the parts of a mixture of experts.
  private static func used(_ fusion: Fusion, _ seen: [ModalitySet]) -> [FusionTerm] {
    guard fusion == .mope else { return [.using(seen)] }
    return FusionTerm.training(.mope, present: seen)
  }
}

/// Weighted Gaussians of some rows, and the one Gaussian of their mean and variance.
private struct PosteriorValues {
  private let latent: Int
  private var mean: [Double]
  /// Σ w (μ² + σ²).
  private var second: [Double]
  /// Of rows with one Gaussian, as it is: a variance by two moments would be rounded.
  private var single: [Float]
  private var parts: [Int]

  init(rows: Int, latent: Int) {
    self.latent = latent
    mean = [Double](repeating: 0, count: rows * latent)
    second = mean
    single = [Float](repeating: 0, count: rows * latent)
    parts = [Int](repeating: 0, count: rows)
  }

  mutating func add(_ heads: [Float], rows: ArraySlice<Int>, weights: [Float]) {
    for (index, row) in rows.enumerated() where weights[index] > 0 {
      parts[row] += 1
      for dimension in 0..<latent {
        let place = index * 2 * latent + dimension
        let (mu, logVariance) = (Double(heads[place]), heads[place + latent])
        let variance = exp(min(max(Double(logVariance), -30), 20))
        mean[row * latent + dimension] += Double(weights[index]) * mu
        second[row * latent + dimension] += Double(weights[index]) * (mu * mu + variance)
        single[row * latent + dimension] = logVariance
      }
    }
  }

  var posterior: Posterior {
    let shape = [parts.count, latent]
    let variances = mean.indices.map { index -> Float in
      guard parts[index / latent] > 1 else { return single[index] }
      return Float(log(max(1e-12, second[index] - mean[index] * mean[index])))
    }
    return Posterior(
      mean: Tensor(shape: shape, values: mean.map { Float($0) }) ?? Tensor(shape: shape),
      logVariance: Tensor(shape: shape, values: variances) ?? Tensor(shape: shape))
  }
}
