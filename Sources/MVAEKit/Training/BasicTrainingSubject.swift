import CHotLoops

/// A ``BasicVAE`` with its standardised rows.
///
/// A batch with enough work is cut in two halves that are learned side by side, each with its own activations and
/// gradients. Whether it is cut depends on sizes alone, so the number of threads changes no byte.
final class BasicTrainingSubject: TrainingSubject {
  private let passes: [BasicVAEPass]
  /// Of the second half; the first writes to the batch's own.
  private let gradients: Buffer
  private let data: ScaledVectors
  private let helper = HelpingThread()
  /// Whether the last batch was learned in halves.
  private var wasCut = false

  /// Multiply-adds of a batch from which two threads beat one: about 0.2 ms of work.
  private static let splitLimit = 4 << 20

  init(model: BasicVAE, batch: Int, data: ScaledVectors, cancellation: Cancellation) {
    self.data = data
    // Large layers are oneDNN's, which uses all cores by itself.
    let isCut =
      batch >= 2 && batch * model.parameterCount >= Self.splitLimit
      && !model.weights.contains { ComputePath.best.isLarge(weights: $0.count) }
    let pass = { BasicVAEPass(model: model, capacity: $0, cancellation: cancellation) }
    // The first pass evaluates whole batches, too.
    passes = isCut ? [pass(batch), pass(batch / 2)] : [pass(batch)]
    gradients = Buffer(count: isCut ? model.layout.length : 0)
  }

  func learn(
    rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer
  ) throws -> ELBO {
    // Free bits and capacity are of means over the whole batch.
    guard passes.count == 2, rows.count >= 2, penalty.isPlain else {
      wasCut = false
      lay(rows, key: key, into: passes[0])
      return try passes[0].learn(rows: rows.count, penalty: penalty, weights: weights, gradients: gradients)
    }
    wasCut = true
    let middle = rows.startIndex + (rows.count + 1) / 2
    let halves = [rows[..<middle], rows[middle...]]
    let targets = [gradients, self.gradients]
    let learn = { (half: Int) in
      Result {
        self.lay(halves[half], key: key &+ UInt64(half), into: self.passes[half])
        return try self.passes[half].learn(
          rows: halves[half].count, of: rows.count, penalty: penalty, weights: weights,
          gradients: targets[half])
      }
    }
    var (first, second): (Result<ELBO, any Error>?, Result<ELBO, any Error>?)
    helper.run({ second = learn(1) }, beside: { first = learn(0) })
    var mean = RunningELBO(penalty)
    for (half, result) in zip(halves, [first, second]) {
      if let elbo = try result?.get() { mean.add(elbo, rows: half.count) }
    }
    spread(gradients.count) { first, count in
      hot_add(gradients.base + first, self.gradients.base + first, count)
    }
    return mean.value
  }

  /// Each half stays where it lies: in the caches of the same core through all that is done with it.
  func spread(_ count: Int, _ body: (Int, Int) -> Void) {
    guard passes.count == 2 else { return Team.elements(count, body) }
    let middle = count / 2 / 16 * 16
    helper.run({ body(middle, count - middle) }, beside: { body(0, middle) })
  }

  func evaluate(rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer) throws
    -> ELBO
  {
    lay(rows, key: key, into: passes[0])
    return try passes[0].evaluate(rows: rows.count, penalty: penalty, weights: weights)
  }

  var weights: [Weight] { passes[0].model.weights }

  var rectifiedBiases: [String] {
    let (encoder, decoder) = (passes[0].model.encoder.layers, passes[0].model.decoder.layers)
    return encoder.indices.map { "encoder.\($0).bias" }
      + decoder.indices.dropLast().map { "decoder.\($0).bias" }
  }

  func divergences(rows: Int) -> [Double] {
    guard passes[0].model.architecture.samples else { return [] }
    let heads = parts(rows).map { $0.heads(rows: $1) }
    var means = [Double](repeating: 0, count: passes[0].model.latent)
    for part in heads {
      for (index, mean) in GaussianLatent.dimensionDivergences(part).enumerated() {
        means[index] += mean * Double(part.rows) / Double(rows)
      }
    }
    return means
  }

  func activations(rows: Int) -> [LayerValues] { parts(rows).flatMap { $0.activations(rows: $1) } }

  /// The passes that learned the last batch of `rows`, each with its part of them.
  private func parts(_ rows: Int) -> [(BasicVAEPass, Int)] {
    wasCut ? [(passes[0], (rows + 1) / 2), (passes[1], rows / 2)] : [(passes[0], rows)]
  }

  private func lay(_ rows: ArraySlice<Int>, key: UInt64, into pass: BasicVAEPass) {
    data.lay(rows, into: pass)
    pass.drawNoise(rows: rows.count, key: key)
  }
}
