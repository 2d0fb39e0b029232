/// A variational autoencoder of one image a track, with text and label as conditions if it has them.
///
/// Image → convolutions (kernel 4, stride 2, padding 1) → flat, joined by text and label → heads μ and log σ² → z,
/// joined by text and label → linear → transposed convolutions → image. Only the image is decoded; the loss per
/// track is −log p(x|z) + β · KL, by its ``Likelihood``: as it comes Σ (x̂ − x)² + β · KL. ``MultimodalVAE`` and
/// ``ConditionalVAE`` are its two presets.
public struct ConvolutionalVAE: Sendable, Equatable {
  public let architecture: ConvolutionalArchitecture

  let layout: WeightLayout
  let encoder: [Block]
  let text: [Block]
  /// μ and log σ² in one product.
  let heads: Linear
  let decoderInput: Block
  let decoder: [Block]
  let observation: ObservationModel

  init(_ architecture: ConvolutionalArchitecture) {
    self.architecture = architecture
    var layout = WeightLayout()
    encoder = Self.encoder(architecture, in: &layout)
    text = Self.text(architecture, in: &layout)
    heads = Linear(
      inputs: architecture.flat + architecture.textColumns(in: .encoder)
        + architecture.labelColumns(in: .encoder),
      outputs: 2 * architecture.latent, names: ["mean", "logVariance"], in: &layout)
    let spread = Linear(
      inputs: architecture.latent + architecture.textColumns(in: .decoder)
        + architecture.labelColumns(in: .decoder),
      outputs: architecture.flat, names: ["decoderInput"], in: &layout)
    decoderInput = Block(
      name: "decoderInput", map: .linear(spread),
      activation: architecture.activatesDecoderInput ? architecture.activation : nil)
    decoder = Self.decoder(architecture, in: &layout)
    observation = ObservationModel(architecture.likelihood, in: &layout)
    self.layout = layout
  }

  public var weights: [Weight] { layout.weights }
  public var parameterCount: Int { layout.parameterCount }
  public var latent: Int { architecture.latent }

  func initialWeights(random: RandomSource) -> Buffer {
    var random = random
    let weights = Buffer(count: layout.length)
    for block in encoder + text { block.initialize(weights, random: &random) }
    heads.initialize(weights, random: &random)
    for block in [decoderInput] + decoder { block.initialize(weights, random: &random) }
    return weights
  }

  private static func encoder(_ a: ConvolutionalArchitecture, in layout: inout WeightLayout) -> [Block] {
    a.channels.indices.map { index in
      let name = "encoder.\(index)"
      let shape = ConvolutionShape(
        inputs: index == 0 ? 1 : a.channels[index - 1], outputs: a.channels[index], height: a.height >> index,
        width: a.width >> index)
      let layer = Convolution(
        shape, hasBias: !a.normalises || a.biasesNormalised, name: name, in: &layout)
      return Block(
        name: name, map: .convolution(layer),
        norm: a.normalises ? BatchNorm(channels: shape.outputs, name: "\(name).norm", in: &layout) : nil,
        activation: a.activation)
    }
  }

  /// The mirror of the encoder; its last layer has neither norm nor the inner activation.
  private static func decoder(_ a: ConvolutionalArchitecture, in layout: inout WeightLayout) -> [Block] {
    a.channels.indices.map { index in
      let name = "decoder.\(index)"
      let level = a.channels.count - 1 - index
      let shape = ConvolutionShape(
        inputs: level == 0 ? 1 : a.channels[level - 1], outputs: a.channels[level], height: a.height >> level,
        width: a.width >> level)
      let isNormalised = a.normalises && level > 0
      let layer = Convolution(
        shape, isTransposed: true, hasBias: !isNormalised || a.biasesNormalised, name: name, in: &layout)
      let last: Activation? = a.squashesOutput && a.likelihood != .bernoulli ? .sigmoid : nil
      return Block(
        name: name, map: .convolution(layer),
        norm: isNormalised ? BatchNorm(channels: shape.inputs, name: "\(name).norm", in: &layout) : nil,
        activation: level > 0 ? a.activation : last)
    }
  }

  /// Linear layers; batch norm and dropout after all but the last.
  private static func text(_ a: ConvolutionalArchitecture, in layout: inout WeightLayout) -> [Block] {
    guard a.textInputs > 0 else { return [] }
    return a.textHidden.indices.map { index in
      let name = "text.\(index)"
      let isInner = index < a.textHidden.count - 1
      let layer = Linear(
        inputs: index == 0 ? a.textInputs : a.textHidden[index - 1], outputs: a.textHidden[index],
        names: [name], in: &layout)
      return Block(
        name: name, map: .linear(layer),
        norm: a.normalises && isInner
          ? BatchNorm(channels: layer.outputs, name: "\(name).norm", in: &layout) : nil,
        activation: a.activation, dropout: a.dropout > 0 && isInner ? Dropout(rate: a.dropout) : nil)
    }
  }
}
