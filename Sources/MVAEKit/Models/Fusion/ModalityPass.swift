/// A ``ModalityNetwork`` at work on up to `capacity` tracks.
///
/// An image is a row a pixel while it is convolved, channels last; the code that linear layers see is channels first.
final class ModalityPass {
  let network: ModalityNetwork
  private let latent: Int
  private let learns: Bool
  private let inputs: Buffer
  private let encoder: BlockStack
  /// Code and label side by side: what the heads see.
  private let joined: Joint
  private let headValues: Buffer
  private let headGradients: Buffer
  /// z and label side by side: what the decoder sees.
  private let conditioned: Joint
  private let decoderInput: BlockStack
  private let decoder: BlockStack
  private let map: Buffer
  private let mapGradients: Buffer
  private let lossGradients: Buffer

  /// - Parameters:
  ///   - salt: tells its blocks from those of the other modalities.
  ///   - slopes: memory that modalities share; `nil` when it does not learn.
  init(
    _ network: ModalityNetwork, latent: Int, classes: Int, capacity: Int, salt: Int, slopes: SlopeMemory?
  ) {
    let a = network.architecture
    let learns = slopes != nil
    self.network = network
    self.latent = latent
    self.learns = learns
    inputs = Buffer(count: capacity * a.count)
    encoder = BlockStack(network.encoder, capacity: capacity, salt: salt, slopes: slopes)
    joined = Joint(a.code, 0, network.heads == nil ? 0 : classes, capacity: capacity, learns: learns)
    let heads = network.heads == nil ? 0 : capacity * 2 * latent
    headValues = Buffer(count: heads)
    headGradients = Buffer(count: learns ? heads : 0)
    conditioned = Joint(latent, 0, classes, capacity: capacity, learns: learns)
    let own = network.decoderInput.map { [$0] } ?? []
    decoderInput = BlockStack(
      own, capacity: capacity, salt: salt + 20,
      slopes: learns ? SlopeMemory([own], capacity: capacity) : nil)
    decoder = BlockStack(network.decoder, capacity: capacity, salt: salt + 40, slopes: slopes)
    map = Buffer(count: a.isImage ? capacity * a.code : 0)
    mapGradients = Buffer(count: a.isImage && learns ? capacity * a.code : 0)
    lossGradients = Buffer(count: learns ? 0 : capacity * a.count)
  }

  /// One track a row.
  func input(_ count: Int) -> MatrixView {
    inputs.matrix(rows: count, columns: network.architecture.count)
  }
  /// The code, and the label where this modality has heads: [count, code (+ classes)].
  func code(_ count: Int) -> MatrixView { joined.values(count) }
  func codeSlopes(_ count: Int) -> MatrixView { joined.slopes(count) }
  /// μ and log σ² of this modality alone, [count, 2 · latent].
  func heads(_ count: Int) -> MatrixView { headValues.matrix(rows: count, columns: 2 * latent) }
  func headSlopes(_ count: Int) -> MatrixView { headGradients.matrix(rows: count, columns: 2 * latent) }
  /// What the likelihood reads, a row a track or a row a pixel: logits where it has some.
  func output(_ count: Int) -> MatrixView { decoder.output(count, of: decoderSource(count)) }

  /// Inputs → code (and heads).
  func encode(_ count: Int, labels: MatrixView, _ context: BlockContext) throws {
    let source = self.source(count)
    try encoder.forward(source, items: count, context)
    let target = joined.values(count)
    let code = encoder.output(count, of: source)
    if isImage { layout.flatten(code, into: target, count) } else { target.copy(columns: code, at: 0) }
    guard let heads = network.heads else { return }
    joined.join(text: code, labels: labels, into: target)
    try heads.forward(target, into: self.heads(count), weights: context.weights, context.products)
  }

  /// z (and the label) → outputs.
  func decode(_ z: MatrixView, _ count: Int, labels: MatrixView, _ context: BlockContext) throws {
    conditioned.join(z, labels: labels, count)
    if isImage {
      let source = conditioned.values(count)
      try decoderInput.forward(source, items: count, context)
      layout.unflatten(decoderInput.output(count, of: source), into: mapView(count), count)
    }
    try decoder.forward(decoderSource(count), items: count, context)
  }

  /// The weighted cost of the outputs, and its slope times `scale`; a row of weight 0 has none of either.
  ///
  /// - Parameter rowWeights: one a track.
  func objective(
    _ count: Int, rowWeights: [Double], scale: Float, weights: Buffer, gradients: Buffer?
  ) -> Double {
    let (y, x, dy) = (output(count), source(count), lossSlope(count))
    let rows = y.rows / max(1, count)
    var total = 0.0
    var first = 0
    while first < count {
      let weight = rowWeights[first]
      let end = rowWeights[first...].firstIndex { $0 != weight } ?? count
      let slope = dy.part(first * rows, (end - first) * rows)
      if weight == 0 {
        slope.base.update(repeating: 0, count: slope.count)
      } else {
        total +=
          weight
          * network.observation.objective(
            y.part(first * rows, slope.rows), target: x.part(first * rows, slope.rows), dy: slope,
            scale: scale * Float(weight), weights: weights, gradients: gradients)
      }
      first = end
    }
    return total
  }

  /// log p(x|z) in nats of every track at what was decoded last.
  func logLikelihoods(_ count: Int, weights: Buffer) -> [Double] {
    network.observation.logLikelihoods(
      output(count), target: source(count), dy: lossSlope(count), items: count, weights: weights)
  }

  /// From the slope of the outputs to the weights' gradients; that of z is added to `dz`.
  func decoderBackward(_ count: Int, dz: MatrixView, _ gradients: Buffer, _ context: BlockContext) throws {
    let (values, slopes) = (conditioned.values(count), conditioned.slopes(count))
    if isImage {
      let dmap = mapGradients.matrix(rows: count * layout.positions, columns: layout.channels)
      try decoder.backward(mapView(count), dx: dmap, items: count, gradients: gradients, context)
      if let slope = decoderInput.slope(count) { layout.flatten(dmap, into: slope, count) }
      try decoderInput.backward(values, dx: slopes, items: count, gradients: gradients, context)
    } else {
      try decoder.backward(values, dx: slopes, items: count, gradients: gradients, context)
    }
    slopes.add(from: 0, to: dz)
  }

  /// From the slope of the heads, or without heads from that of the code, to the weights' gradients.
  func encoderBackward(_ count: Int, _ gradients: Buffer, _ context: BlockContext) throws {
    if let heads = network.heads {
      try heads.backward(
        x: joined.values(count), dy: headSlopes(count), dx: joined.slopes(count), weights: context.weights,
        gradients: gradients, accumulates: context.accumulates, context.products)
    }
    guard let slope = encoder.slope(count) else { return }
    if isImage {
      layout.unflatten(joined.slopes(count), into: slope, count)
    } else {
      joined.slopes(count).copy(from: 0, to: slope)
    }
    try encoder.backward(source(count), dx: nil, items: count, gradients: gradients, context)
  }

  /// What the last pass computed, layer by layer.
  func activations(_ count: Int) -> [LayerValues] {
    encoder.activations(count) + decoderInput.activations(count) + decoder.activations(count)
  }

  private func lossSlope(_ count: Int) -> MatrixView {
    let output = output(count)
    return decoder.slope(count).flatMap { learns ? $0 : nil }
      ?? lossGradients.matrix(rows: output.rows, columns: output.columns)
  }
}

// MARK: Maps

extension ModalityPass {
  private var isImage: Bool { network.architecture.isImage }
  private var layout: MapLayout {
    MapLayout(positions: network.innerPositions, channels: network.architecture.hidden.last ?? 1)
  }

  /// What the encoder reads: a track a row, or an image as a map of one channel.
  private func source(_ count: Int) -> MatrixView {
    let size = network.architecture.count
    return isImage
      ? inputs.matrix(rows: count * size, columns: 1) : inputs.matrix(rows: count, columns: size)
  }

  private func decoderSource(_ count: Int) -> MatrixView {
    isImage ? mapView(count) : conditioned.values(count)
  }

  private func mapView(_ count: Int) -> MatrixView {
    map.matrix(rows: count * layout.positions, columns: layout.channels)
  }
}
