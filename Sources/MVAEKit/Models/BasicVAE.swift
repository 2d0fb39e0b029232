/// A variational autoencoder of fully connected layers for one feature vector a track.
///
/// Kingma & Welling 2014. Inputs → hidden (ReLU each) → heads μ and log σ² → z → hidden mirrored (ReLU each) →
/// outputs (linear). With hidden [32, 16] and latent 8 on 40 inputs it is the reference study's Basic VAE:
/// 40-32-16-8-16-32-40. Its loss per track is Σ (x̂ − x)² + β · KL.
public struct BasicVAE: Sendable, Equatable {
  public let inputs: Int
  public let hidden: [Int]
  public let latent: Int

  let layout: WeightLayout
  let encoder: Perceptron
  /// μ and log σ² in one product.
  let heads: Linear
  let decoder: Perceptron

  init(inputs: Int, hidden: [Int], latent: Int) {
    self.inputs = inputs
    self.hidden = hidden
    self.latent = latent
    var layout = WeightLayout()
    encoder = Perceptron(
      inputs: inputs, widths: hidden, activation: .relu, activatesLast: true, name: "encoder", in: &layout)
    heads = Linear(
      inputs: hidden.last ?? inputs, outputs: 2 * latent, names: ["mean", "logVariance"], in: &layout)
    decoder = Perceptron(
      inputs: latent, widths: hidden.reversed() + [inputs], activation: .relu, activatesLast: false,
      name: "decoder", in: &layout)
    self.layout = layout
  }

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
        "decoder.\(index)", index < hidden.count ? "linear + ReLU" : "linear", layer.inputs, layer.outputs)
    }
    return ModelSummary(layers: encoding + latents + decoding)
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
