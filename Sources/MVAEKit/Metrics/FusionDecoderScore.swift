/// A ``DecoderScore`` of a ``FusionVAE``: a part a modality.
struct FusionDecoderScore: DecoderScore {
  let content: FusionContent
  let inputs: ScaledModalities
  let weights: Buffer
  let pass: FusionPass

  var capacity: Int { pass.capacity }

  var parts: [EvaluatedPart] {
    zip(content.modalityNames, content.network.architecture.modalities).map { name, modality in
      EvaluatedPart(name: name, likelihood: modality.likelihood, columns: modality.count)
    }
  }

  func logLikelihoods(of rows: ArraySlice<Int>, at latents: [Float]) throws -> [[Double]] {
    try decode(rows, latents)
    return pass.modalities.map { $0.logLikelihoods(rows.count, weights: weights) }
  }

  func errors(of rows: ArraySlice<Int>, at latents: [Float]) throws -> [[ReconstructionError]] {
    try decode(rows, latents)
    return pass.modalities.indices.map { index in
      let modality = pass.modalities[index]
      let output = modality.output(rows.count)
      modality.network.observation.mean(output)
      let (decoded, target) = (output.values, modality.input(rows.count).values)
      let size = modality.network.architecture.count
      let ranges = inputs.parts[index].ranges
      return rows.enumerated().map { item, row in
        let range = item * size..<(item + 1) * size
        let width = inputs.parts[index].places[row].flatMap { ranges.isEmpty ? nil : ranges[$0].width }
        return ReconstructionError(decoded[range], target[range]) {
          width ?? content.scalings[index].unit($0)
        }
      }
    }
  }

  private func decode(_ rows: ArraySlice<Int>, _ latents: [Float]) throws {
    let context = pass.context(weights)
    inputs.lay(rows, into: pass)
    pass.latent().values(rows.count).copy(rows: Array(0..<rows.count)[...], of: latents)
    for modality in pass.modalities.indices {
      try pass.decode(modality, pass.latent(), rows.count, context)
    }
  }
}
