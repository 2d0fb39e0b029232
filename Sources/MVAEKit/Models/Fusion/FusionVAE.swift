/// A variational autoencoder of several modalities of a track, all of which it decodes, any of which may be missing.
///
/// Each modality has an encoder and a decoder; the encoders' answers become one posterior by ``Fusion``. The loss of a
/// track is the mean over the fusion's subsets A of what is there of Σₘ wₘ · −log p(xₘ|z) + β · KL(q(z|x_A) ‖ N(0, 1)),
/// z ~ q(z|x_A), the sum over all modalities m that are there, whether in A or not. What is missing is neither encoded
/// nor counted. A one-hot label, if it has one, is joined before every head and to z (Sohn, Lee & Yan 2015).
public struct FusionVAE: Sendable, Equatable {
  public let architecture: FusionArchitecture

  let layout: WeightLayout
  let modalities: [ModalityNetwork]
  /// μ and log σ² of concatenated codes.
  let heads: Linear?

  init(_ architecture: FusionArchitecture) {
    self.architecture = architecture
    var layout = WeightLayout()
    modalities = architecture.modalities.enumerated().map { index, modality in
      ModalityNetwork(
        modality, name: "modality.\(index)", latent: architecture.latent, classes: architecture.classes,
        hasHeads: architecture.fusion.hasExperts, in: &layout)
    }
    heads =
      architecture.fusion.hasExperts
      ? nil
      : Linear(
        inputs: architecture.joinedCode, outputs: 2 * architecture.latent, names: ["mean", "logVariance"],
        in: &layout)
    self.layout = layout
  }

  public var weights: [Weight] { layout.weights }
  public var parameterCount: Int { layout.parameterCount }
  public var latent: Int { architecture.latent }
  /// All modalities.
  var all: ModalitySet { .all(modalities.count) }

  func initialWeights(random: RandomSource) -> Buffer {
    var random = random
    let weights = Buffer(count: layout.length)
    for modality in modalities { modality.initialize(weights, random: &random) }
    heads?.initialize(weights, random: &random)
    return weights
  }
}

extension FusionArchitecture {
  /// Columns that the heads of concatenated codes see: the codes, a bit a modality, the label.
  var joinedCode: Int { modalities.reduce(0) { $0 + $1.code } + modalities.count + classes }
}
