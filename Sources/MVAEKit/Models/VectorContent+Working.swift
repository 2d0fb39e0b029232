extension VectorContent {
  /// q(z|x, label) of standardised rows.
  func posterior(
    of inputs: ScaledVectors, count: Int, weights: Buffer, cancellation: Cancellation
  ) throws -> Posterior {
    let latent = network.latent
    let pass = self.pass(count, cancellation)
    var mean = Tensor(shape: [count, latent])
    var logVariance = mean
    for rows in blocks(count, pass) {
      inputs.lay(rows, into: pass)
      try pass.encode(rows: rows.count, weights: weights)
      let heads = pass.heads(rows: rows.count).values
      for (index, row) in rows.enumerated() {
        let start = index * 2 * latent
        mean.values.replaceSubrange(row * latent..<(row + 1) * latent, with: heads[start..<start + latent])
        logVariance.values.replaceSubrange(
          row * latent..<(row + 1) * latent, with: heads[start + latent..<start + 2 * latent])
      }
    }
    return Posterior(
      mean: mean, logVariance: network.architecture.samples ? logVariance : .points(count, latent))
  }

  /// The mean of p(x|z, label) of latents [count, latent], standardised, row-major.
  ///
  /// - Parameter labels: columns of the classes; empty where the decoder reads none.
  func decode(_ latents: Tensor, labels: [Int], weights: Buffer, cancellation: Cancellation) throws -> [Float]
  {
    let pass = self.pass(latents.rows, cancellation)
    let conditions = ScaledVectors(values: [], labels: labels)
    var result: [Float] = []
    result.reserveCapacity(latents.rows * network.inputs)
    for rows in blocks(latents.rows, pass) {
      conditions.layLabels(rows, into: pass)
      pass.latents(rows: rows.count).copy(rows: rows, of: latents.values)
      try pass.decode(rows: rows.count, weights: weights)
      let output = pass.output(rows: rows.count)
      network.observation.mean(output)
      result += output.values
    }
    return result
  }

  private func pass(_ count: Int, _ cancellation: Cancellation) -> BasicVAEPass {
    BasicVAEPass(
      model: network, capacity: min(256, max(1, count)), cancellation: cancellation, learns: false)
  }

  private func blocks(_ count: Int, _ pass: BasicVAEPass) -> [ArraySlice<Int>] {
    let order = Array(0..<count)
    return stride(from: 0, to: count, by: pass.capacity).map { order[$0..<min(count, $0 + pass.capacity)] }
  }
}

extension Tensor {
  /// Log-variances of a q(z|x) that is a point: the lowest that counts.
  static func points(_ rows: Int, _ latent: Int) -> Tensor { Tensor(shape: [rows, latent], repeating: -30) }
}
