extension ImageContent {
  /// q(z|x, text, label) of scaled inputs, by running statistics.
  func posterior(
    of inputs: ScaledImages, count: Int, weights: Buffer, cancellation: Cancellation,
    path: ComputePath = .best
  ) throws -> Posterior {
    let latent = network.latent
    let pass = self.pass(count, cancellation, path)
    let context = pass.context(weights)
    var mean = Tensor(shape: [count, latent])
    var logVariance = mean
    for rows in blocks(count, pass) {
      inputs.lay(rows, into: pass)
      try pass.embed(rows.count, context)
      try pass.encode(rows.count, context)
      let heads = pass.latent.heads(rows.count).values
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

  /// Images in [0, 1], the means of p(x|z), of `latents` [count, latent], with the texts and labels of `conditions`.
  func decode(
    _ latents: Tensor, conditions: ScaledImages, weights: Buffer, cancellation: Cancellation
  ) throws -> [Float] {
    let pass = self.pass(latents.rows, cancellation, .best)
    let context = pass.context(weights)
    var result: [Float] = []
    result.reserveCapacity(latents.rows * network.architecture.height * network.architecture.width)
    for rows in blocks(latents.rows, pass) {
      conditions.layConditions(rows, into: pass)
      pass.latent.values(rows.count).copy(rows: rows, of: latents.values)
      try pass.embed(rows.count, context)
      try pass.decode(rows.count, context)
      let output = pass.output(rows.count)
      network.observation.mean(output)
      result += output.values
    }
    return result
  }

  private func pass(_ count: Int, _ cancellation: Cancellation, _ path: ComputePath) -> ConvolutionalVAEPass {
    ConvolutionalVAEPass(
      model: network, capacity: min(network.part, max(1, count)), cancellation: cancellation, learns: false,
      path: path)
  }

  private func blocks(_ count: Int, _ pass: ConvolutionalVAEPass) -> [ArraySlice<Int>] {
    let order = Array(0..<count)
    return stride(from: 0, to: count, by: pass.capacity).map {
      order[$0..<min(count, $0 + pass.capacity)]
    }
  }
}
