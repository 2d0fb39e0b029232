/// A ``FusionVAE`` with its modalities and classes.
final class FusionTrainingSubject: TrainingSubject {
  private let pass: FusionPass
  private let data: ScaledModalities
  private var parts: BatchParts

  /// - Parameter penalty: of any epoch.
  init(
    model: FusionVAE, batch: Int, penalty: DivergencePenalty, data: ScaledModalities,
    cancellation: Cancellation
  ) {
    self.data = data
    // Free bits and capacity are of the batch as a whole.
    let part = penalty.isPlain ? min(batch, model.part) : batch
    parts = BatchParts(ofAtMost: part)
    pass = FusionPass(model: model, capacity: part, cancellation: cancellation)
  }

  func learn(
    rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer
  ) throws -> ELBO {
    try parts.learn(rows, key: key, penalty) { part in
      try pass.learn(
        step(part.rows, of: part.batch, penalty, hidingBy: part.key), key: part.key, weights: weights,
        gradients: gradients, accumulates: !part.isFirst)
    }
  }

  func evaluate(rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer) throws
    -> ELBO
  {
    try parts.evaluate(rows, key: key, penalty) { part in
      try pass.evaluate(
        step(part.rows, of: part.count, penalty, hidingBy: nil), key: part.key, weights: weights)
    }
  }

  var weights: [Weight] { pass.model.weights }

  var rectifiedBiases: [String] {
    pass.model.modalities.flatMap(\.blocks).filter { $0.activation == .relu }.map { "\($0.name).bias" }
  }

  func divergences(rows: Int) -> [Double] { parts.divergences(rows: rows) }

  func activations(rows: Int) -> [LayerValues] { pass.activations(parts.lastCount) }

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
  /// Tracks worked on at a time where nothing asks for more.
  var part: Int { modalities.flatMap(\.blocks).rowsOfPart }
}
