@testable import MVAEKit

/// Small networks of two modalities with inputs laid in, for tests of their arithmetic.
struct FusionNetworks {
  let model: FusionVAE
  let pass: FusionPass
  let weights: Buffer

  static let rows = 6

  /// An image of 8×8 and a vector of 5.
  init(_ fusion: Fusion, classes: Int = 0, seed: UInt64 = 3) {
    model = FusionVAE(
      FusionArchitecture(
        modalities: [
          ModalityArchitecture(shape: .image(height: 8, width: 8), hidden: [4, 6]),
          ModalityArchitecture(shape: .vector(columns: 5), hidden: [7], weight: 3),
        ], latent: 3, fusion: fusion, classes: classes))
    pass = FusionPass(model: model, capacity: Self.rows, cancellation: Cancellation())
    weights = model.initialWeights(random: RandomSource(seed: seed))
    fill(seed: 11)
  }

  /// Random inputs of all rows.
  func fill(seed: UInt64) {
    for index in pass.modalities.indices { fill(index, seed: seed) }
    let labels = pass.labels(Self.rows)
    if labels.columns > 0 { labels.lay(oneHot: (0..<Self.rows).map { $0 % labels.columns }) }
  }

  func fill(_ modality: Int, seed: UInt64) {
    var random = RandomSource(seed: seed, stream: UInt64(modality))
    let input = pass.modalities[modality].input(Self.rows)
    for index in 0..<input.count { input.base[index] = Float(random.uniform()) }
  }

  func step(_ present: [ModalitySet], batch: Int? = nil, seen: [ModalitySet]? = nil) -> FusionStep {
    FusionStep(
      present: present, terms: FusionTerm.training(model.architecture.fusion, present: seen ?? present),
      batch: batch ?? present.count, penalty: DivergencePenalty(beta: 0.7))
  }

  func gradients(_ step: FusionStep, key: UInt64 = 5) throws -> [Float] {
    let gradients = Buffer(count: model.layout.length)
    _ = try pass.learn(step, key: key, weights: weights, gradients: gradients)
    return gradients.values
  }

  func loss(_ step: FusionStep, key: UInt64 = 5) throws -> Double {
    try pass.evaluate(step, key: key, weights: weights).loss
  }
}

extension ModalitySet {
  static let sound: ModalitySet = .all(1)
  static let text = ModalitySet([1])
  static let both: ModalitySet = .all(2)
}
