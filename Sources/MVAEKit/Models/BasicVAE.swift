/// A variational autoencoder of fully connected layers for one feature vector a track.
///
/// Kingma & Welling 2014. Inputs → hidden (ReLU each) → heads μ and log σ² → z → hidden mirrored (ReLU each) →
/// outputs (linear). A one-hot label, if it has one, is joined to the inputs and to z (Sohn, Lee & Yan 2015). Its
/// loss per track is −log p(x|z) + β · KL, by its ``Likelihood``: as it comes Σ (x̂ − x)² + β · KL.
public struct BasicVAE: Sendable, Equatable {
  /// The reference study's: 40-32-16-8-16-32-40.
  public static let study = BasicArchitecture()
  /// The larger one that speed is measured with: 40-256-128-16-128-256-40.
  public static let bench = BasicArchitecture(hidden: [256, 128], latent: 16)

  public let architecture: BasicArchitecture

  let layout: WeightLayout
  let encoder: Perceptron
  /// μ and log σ² in one product.
  let heads: Linear
  let decoder: Perceptron
  let observation: ObservationModel

  init(_ architecture: BasicArchitecture) {
    self.architecture = architecture
    let seen = architecture.inputs + architecture.labelColumns(in: .encoder)
    var layout = WeightLayout()
    encoder = Perceptron(
      inputs: seen, widths: architecture.hidden, activation: .relu, activatesLast: true, name: "encoder",
      in: &layout)
    heads = Linear(
      inputs: architecture.hidden.last ?? seen, outputs: 2 * architecture.latent,
      names: ["mean", "logVariance"], in: &layout)
    decoder = Perceptron(
      inputs: architecture.latent + architecture.labelColumns(in: .decoder),
      widths: (architecture.decoderHidden ?? architecture.hidden.reversed()) + [architecture.inputs],
      activation: .relu, activatesLast: false, name: "decoder", in: &layout)
    observation = ObservationModel(architecture.likelihood, in: &layout)
    self.layout = layout
  }

  init(inputs: Int, hidden: [Int], latent: Int) {
    self.init(BasicArchitecture(inputs: inputs, hidden: hidden, latent: latent))
  }

  public var inputs: Int { architecture.inputs }
  public var hidden: [Int] { architecture.hidden }
  public var latent: Int { architecture.latent }
  public var weights: [Weight] { layout.weights }
  public var parameterCount: Int { layout.parameterCount }

  /// Its layers, shapes and parameter counts.
  public var summary: ModelSummary {
    let encoding = encoder.layers.enumerated().map { index, layer in
      row("encoder.\(index)", "linear + ReLU", layer.inputs, layer.outputs)
    }
    let latents = ["mean", "logVariance"].map { row($0, "linear", heads.inputs, latent) }
    let decoding = decoder.layers.enumerated().map { index, layer in
      row(
        "decoder.\(index)", index < decoder.layers.count - 1 ? "linear + ReLU" : "linear", layer.inputs,
        layer.outputs)
    }
    return ModelSummary(layers: encoding + latents + decoding + observation.summary)
  }

  func initialWeights(random: RandomSource) -> Buffer {
    var random = random
    let weights = Buffer(count: layout.length)
    encoder.initialize(weights, random: &random)
    heads.initialize(weights, random: &random)
    decoder.initialize(weights, random: &random)
    return weights
  }

  private func row(_ name: String, _ kind: String, _ inputs: Int, _ outputs: Int) -> ModelSummary.Layer {
    ModelSummary.Layer(
      name: name, kind: kind, inputs: inputs, outputs: outputs, parameterCount: (inputs + 1) * outputs)
  }
}
