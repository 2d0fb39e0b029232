/// A ``ConvolutionalVAE`` with its images, texts and classes.
///
/// A batch of large images is learned in parts whose gradients add up, so that the memory for activations does not grow
/// with the batch. Where it is cut depends on sizes alone.
final class ImageTrainingSubject: TrainingSubject {
  private let pass: ConvolutionalVAEPass
  private let data: ScaledImages
  /// Images of one part.
  private let part: Int
  /// Σ over the images learned last of the KL of every latent dimension.
  private var divergenceSums: [Double] = []
  /// Images of the part that was learned last.
  private var lastCount = 0

  /// - Parameter penalty: of any epoch.
  init(
    model: ConvolutionalVAE, batch: Int, penalty: DivergencePenalty, data: ScaledImages,
    cancellation: Cancellation
  ) {
    self.data = data
    // Batch norm, free bits and capacity are of the batch as a whole.
    part = model.normalises || !penalty.isPlain ? batch : min(batch, model.part)
    pass = ConvolutionalVAEPass(model: model, capacity: part, cancellation: cancellation)
  }

  func learn(
    rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer
  ) throws -> ELBO {
    var mean = RunningELBO(penalty)
    divergenceSums = [Double](repeating: 0, count: pass.model.latent)
    for (index, slice) in rows.parts(ofAtMost: part).enumerated() {
      let key = key &+ UInt64(index)
      lay(slice, key: key)
      lastCount = slice.count
      let elbo = try pass.learn(
        slice.count, of: rows.count, penalty: penalty, key: key, weights: weights, gradients: gradients,
        accumulates: index > 0)
      mean.add(elbo, rows: slice.count)
      // Its activations say where; the next part would overwrite them.
      guard elbo.loss.isFinite else { break }
      addDivergences(slice.count)
    }
    return mean.value
  }

  func evaluate(rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer) throws
    -> ELBO
  {
    var mean = RunningELBO(penalty)
    for (index, slice) in rows.parts(ofAtMost: part).enumerated() {
      lay(slice, key: key &+ UInt64(index))
      mean.add(try pass.evaluate(slice.count, penalty: penalty, weights: weights), rows: slice.count)
    }
    return mean.value
  }

  func commit(to weights: Buffer) { pass.commit(to: weights) }

  var weights: [Weight] { pass.model.weights }
  var rectifiedBiases: [String] { pass.model.rectifiedBiases }

  func divergences(rows: Int) -> [Double] {
    pass.model.architecture.samples ? divergenceSums.map { $0 / Double(rows) } : []
  }

  func activations(rows: Int) -> [LayerValues] { pass.activations(lastCount) }

  private func addDivergences(_ count: Int) {
    let means = GaussianLatent.dimensionDivergences(pass.latent.heads(count))
    for (index, mean) in means.enumerated() { divergenceSums[index] += mean * Double(count) }
  }

  private func lay(_ rows: ArraySlice<Int>, key: UInt64) {
    data.lay(rows, into: pass)
    pass.drawNoise(rows.count, key: key)
  }
}

extension ConvolutionalVAE {
  private var blocks: [Block] { encoder + text + [decoderInput] + decoder }

  /// Images worked on at a time where nothing asks for more: as many as have 48 MiB of activations and, about, slopes.
  var part: Int {
    let sizes = blocks.map { $0.outputPositions * $0.outputs }
    let values = sizes.reduce(0, +) + 2 * (sizes.max() ?? 0)
    return max(1, (12 << 20) / max(1, values))
  }

  fileprivate var normalises: Bool { blocks.contains { $0.norm != nil } }

  /// Those of the batch norm where there is one.
  fileprivate var rectifiedBiases: [String] {
    blocks.filter { $0.activation == .relu }.map {
      $0.norm == nil ? "\($0.name).bias" : "\($0.name).norm.bias"
    }
  }
}
