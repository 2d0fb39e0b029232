/// A ``ConvolutionalVAE`` with its images, texts and classes.
final class ImageTrainingSubject: TrainingSubject {
  private let pass: ConvolutionalVAEPass
  private let data: ScaledImages
  private var parts: BatchParts

  /// - Parameter penalty: of any epoch.
  init(
    model: ConvolutionalVAE, batch: Int, penalty: DivergencePenalty, data: ScaledImages,
    cancellation: Cancellation
  ) {
    self.data = data
    // Batch norm, free bits and capacity are of the batch as a whole.
    let part = model.normalises || !penalty.isPlain ? batch : min(batch, model.part)
    parts = BatchParts(ofAtMost: part)
    pass = ConvolutionalVAEPass(model: model, capacity: part, cancellation: cancellation)
  }

  func learn(
    rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer
  ) throws -> ELBO {
    try parts.learn(rows, key: key, penalty) { part in
      lay(part)
      let elbo = try pass.learn(
        part.count, of: part.batch, penalty: penalty, key: part.key, weights: weights, gradients: gradients,
        accumulates: !part.isFirst)
      return BatchPartResult(
        elbo: elbo, divergences: GaussianLatent.dimensionDivergences(pass.latent.heads(part.count)))
    }
  }

  func evaluate(rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer) throws
    -> ELBO
  {
    try parts.evaluate(rows, key: key, penalty) { part in
      lay(part)
      return try pass.evaluate(part.count, penalty: penalty, weights: weights)
    }
  }

  func commit(to weights: Buffer) { pass.commit(to: weights) }

  var weights: [Weight] { pass.model.weights }
  var rectifiedBiases: [String] { pass.model.rectifiedBiases }

  func divergences(rows: Int) -> [Double] {
    pass.model.architecture.samples ? parts.divergences(rows: rows) : []
  }

  func activations(rows: Int) -> [LayerValues] { pass.activations(parts.lastCount) }

  private func lay(_ part: BatchPart) {
    data.lay(part.rows, into: pass)
    pass.drawNoise(part.count, key: part.key)
  }
}

extension ConvolutionalVAE {
  private var blocks: [Block] { encoder + text + [decoderInput] + decoder }

  /// Images worked on at a time where nothing asks for more.
  var part: Int { blocks.rowsOfPart }

  fileprivate var normalises: Bool { blocks.contains { $0.norm != nil } }

  /// Those of the batch norm where there is one.
  fileprivate var rectifiedBiases: [String] {
    blocks.filter { $0.activation == .relu }.map {
      $0.norm == nil ? "\($0.name).bias" : "\($0.name).norm.bias"
    }
  }
}
