/// A ``FusionVAE`` with its modalities and classes.
///
/// A batch of large images is learned in parts whose gradients add up, so that the memory for activations does not grow
/// with the batch. Where it is cut depends on sizes alone.
final class FusionTrainingSubject: TrainingSubject {
  private let pass: FusionPass
  private let data: ScaledModalities
  /// Tracks of one part.
  private let part: Int
  /// Σ over the tracks learned last of the KL of every latent dimension.
  private var divergenceSums: [Double] = []
  /// Tracks of the part that was learned last.
  private var lastCount = 0

  /// - Parameter penalty: of any epoch.
  init(
    model: FusionVAE, batch: Int, penalty: DivergencePenalty, data: ScaledModalities,
    cancellation: Cancellation
  ) {
    self.data = data
    // Free bits and capacity are of the batch as a whole.
    part = penalty.isPlain ? min(batch, model.part) : batch
    pass = FusionPass(model: model, capacity: part, cancellation: cancellation)
  }

  func learn(
    rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer
  ) throws -> ELBO {
    var mean = RunningELBO(penalty)
    divergenceSums = [Double](repeating: 0, count: pass.model.latent)
    for (index, slice) in rows.parts(ofAtMost: part).enumerated() {
      let key = key &+ UInt64(index)
      lastCount = slice.count
      let result = try pass.learn(
        step(slice, of: rows.count, penalty, hidingBy: key), key: key, weights: weights,
        gradients: gradients, accumulates: index > 0)
      mean.add(result.elbo, rows: slice.count)
      // Its activations say where; the next part would overwrite them.
      guard result.elbo.loss.isFinite else { break }
      for (dimension, value) in result.divergences.enumerated() {
        divergenceSums[dimension] += value * Double(slice.count)
      }
    }
    return mean.value
  }

  func evaluate(rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer) throws
    -> ELBO
  {
    var mean = RunningELBO(penalty)
    for (index, slice) in rows.parts(ofAtMost: part).enumerated() {
      let step = step(slice, of: slice.count, penalty, hidingBy: nil)
      mean.add(
        try pass.evaluate(step, key: key &+ UInt64(index), weights: weights), rows: slice.count)
    }
    return mean.value
  }

  var weights: [Weight] { pass.model.weights }

  var rectifiedBiases: [String] {
    pass.model.modalities.flatMap(\.blocks).filter { $0.activation == .relu }.map { "\($0.name).bias" }
  }

  func divergences(rows: Int) -> [Double] { divergenceSums.map { $0 / Double(rows) } }

  func activations(rows: Int) -> [LayerValues] { pass.activations(lastCount) }

  /// Lays the rows in.
  ///
  /// - Parameter key: of the modalities that are hidden while it learns.
  private func step(
    _ rows: ArraySlice<Int>, of batch: Int, _ penalty: DivergencePenalty, hidingBy key: UInt64?
  ) -> FusionStep {
    data.lay(rows, into: pass)
    let a = pass.model.architecture
    let present = rows.map { data.present[$0] }
    let seen = key.map { present.hiding(rate: a.modalityDropout, key: $0) } ?? present
    return FusionStep(
      present: present, terms: FusionTerm.training(a.fusion, present: seen), batch: batch, penalty: penalty)
  }
}

extension FusionVAE {
  /// Tracks worked on at a time where nothing asks for more: as many as have 48 MiB of activations and, about, slopes.
  var part: Int {
    let sizes = modalities.flatMap(\.blocks).map { $0.outputPositions * $0.outputs }
    let values = sizes.reduce(0, +) + 2 * (sizes.max() ?? 0)
    return max(1, (12 << 20) / max(1, values))
  }
}
