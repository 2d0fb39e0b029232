/// Encoder and decoder of one modality of a ``FusionVAE``.
struct ModalityNetwork: Sendable, Equatable {
  let architecture: ModalityArchitecture
  let encoder: [Block]
  /// μ and log σ² of this modality alone; `nil` where heads are common.
  let heads: Linear?
  let decoder: [Block]
  /// z (and the label) → the map that the decoder's convolutions begin with; `nil` of a vector.
  let decoderInput: Block?
  let observation: ObservationModel

  /// - Parameter name: what its weights' names begin with.
  init(
    _ a: ModalityArchitecture, name: String, latent: Int, classes: Int, hasHeads: Bool,
    in layout: inout WeightLayout
  ) {
    architecture = a
    encoder = Self.encoder(a, name: "\(name).encoder", in: &layout)
    heads =
      hasHeads
      ? Linear(
        inputs: a.code + classes, outputs: 2 * latent, names: ["\(name).mean", "\(name).logVariance"],
        in: &layout) : nil
    switch a.shape {
    case .vector(let columns):
      decoderInput = nil
      decoder = Self.linear(
        latent + classes, a.hidden.reversed() + [columns], name: "\(name).decoder", activatesLast: false,
        in: &layout)
    case .image(let height, let width):
      let map = Linear(
        inputs: latent + classes, outputs: a.code, names: ["\(name).decoderInput"], in: &layout)
      decoderInput = Block(name: "\(name).decoderInput", map: .linear(map), activation: .relu)
      decoder = Self.transposed(a, height, width, name: "\(name).decoder", in: &layout)
    }
    observation = ObservationModel(a.likelihood, name: "\(name).decoder.logScale", in: &layout)
  }

  /// Pixels of the map between the convolutions and the code, and 1 of a vector.
  var innerPositions: Int {
    guard case .image(let height, let width) = architecture.shape else { return 1 }
    return (height >> encoder.count) * (width >> encoder.count)
  }

  var blocks: [Block] { encoder + [decoderInput].compactMap { $0 } + decoder }

  func initialize(_ weights: Buffer, random: inout RandomSource) {
    for block in encoder { block.initialize(weights, random: &random) }
    heads?.initialize(weights, random: &random)
    decoderInput?.initialize(weights, random: &random)
    for block in decoder { block.initialize(weights, random: &random) }
  }

  private static func encoder(_ a: ModalityArchitecture, name: String, in layout: inout WeightLayout)
    -> [Block]
  {
    guard case .image(let height, let width) = a.shape else {
      return linear(a.count, a.hidden, name: name, activatesLast: true, in: &layout)
    }
    return a.hidden.indices.map { index in
      let shape = ConvolutionShape(
        inputs: index == 0 ? 1 : a.hidden[index - 1], outputs: a.hidden[index], height: height >> index,
        width: width >> index)
      let layer = Convolution(shape, hasBias: true, name: "\(name).\(index)", in: &layout)
      return Block(name: "\(name).\(index)", map: .convolution(layer), activation: .relu)
    }
  }

  /// The mirror of the encoder; its last layer ends in a sigmoid, where outputs are no logits.
  private static func transposed(
    _ a: ModalityArchitecture, _ height: Int, _ width: Int, name: String, in layout: inout WeightLayout
  ) -> [Block] {
    a.hidden.indices.map { index in
      let level = a.hidden.count - 1 - index
      let shape = ConvolutionShape(
        inputs: level == 0 ? 1 : a.hidden[level - 1], outputs: a.hidden[level], height: height >> level,
        width: width >> level)
      let layer = Convolution(
        shape, isTransposed: true, hasBias: true, name: "\(name).\(index)", in: &layout)
      return Block(
        name: "\(name).\(index)", map: .convolution(layer),
        activation: level > 0 ? .relu : a.likelihood == .bernoulli ? nil : .sigmoid)
    }
  }

  private static func linear(
    _ inputs: Int, _ widths: [Int], name: String, activatesLast: Bool, in layout: inout WeightLayout
  ) -> [Block] {
    var blocks: [Block] = []
    for (index, outputs) in widths.enumerated() {
      let layer = Linear(
        inputs: index == 0 ? inputs : widths[index - 1], outputs: outputs, names: ["\(name).\(index)"],
        in: &layout)
      let isActivated = activatesLast || index < widths.count - 1
      blocks.append(
        Block(name: "\(name).\(index)", map: .linear(layer), activation: isActivated ? .relu : nil))
    }
    return blocks
  }
}
