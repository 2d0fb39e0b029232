/// A ``ConvolutionalVAE`` at work on up to `capacity` images: its activations and their gradients.
///
/// Maps lie channels last, so that a map is a matrix of pixels and channels; the flat map that the linear layers
/// see is channels first, as PyTorch flattens it.
final class ConvolutionalVAEPass {
  let model: ConvolutionalVAE
  let capacity: Int
  private let learns: Bool
  let latent: LatentState
  private let products: MatrixProduct
  private let convolutions: ConvolutionProduct
  private let images: Buffer
  private let texts: Buffer
  private let labels: Buffer
  private let encoder: BlockStack
  private let text: BlockStack
  private let decoderInput: BlockStack
  private let decoder: BlockStack
  /// Flat map, text and label side by side: what the heads see.
  private let joined: Joint
  /// z, text and label side by side: what the decoder sees.
  private let conditioned: Joint
  /// The decoder's linear output as a map.
  private let map: Buffer
  private let mapSlopes: Buffer
  private let lossSlopes: Buffer

  init(
    model: ConvolutionalVAE, capacity: Int, cancellation: Cancellation, learns: Bool = true,
    path: ComputePath = .best
  ) {
    let a = model.architecture
    self.model = model
    self.capacity = capacity
    self.learns = learns
    products = MatrixProduct(cancellation: cancellation, path: path)
    convolutions = ConvolutionProduct(cancellation: cancellation, path: path)
    latent = LatentState(latent: a.latent, capacity: capacity, learns: learns)
    images = Buffer(count: capacity * a.height * a.width)
    texts = Buffer(count: capacity * a.textInputs)
    labels = Buffer(count: capacity * a.classes)
    let slopes = { (stacks: [[Block]]) in learns ? SlopeMemory(stacks, capacity: capacity) : nil }
    // The decoder's are used up when the encoder's begin.
    let imageSlopes = slopes([model.encoder, model.decoder])
    encoder = BlockStack(model.encoder, capacity: capacity, salt: 100, slopes: imageSlopes)
    text = BlockStack(model.text, capacity: capacity, salt: 200, slopes: slopes([model.text]))
    decoderInput = BlockStack(
      [model.decoderInput], capacity: capacity, salt: 300, slopes: slopes([[model.decoderInput]]))
    decoder = BlockStack(model.decoder, capacity: capacity, salt: 400, slopes: imageSlopes)
    joined = Joint(
      a.flat, a.textColumns(in: .encoder), a.labelColumns(in: .encoder), capacity: capacity, learns: learns)
    conditioned = Joint(
      a.latent, a.textColumns(in: .decoder), a.labelColumns(in: .decoder), capacity: capacity, learns: learns)
    map = Buffer(count: capacity * a.flat)
    mapSlopes = Buffer(count: learns ? capacity * a.flat : 0)
    lossSlopes = Buffer(count: learns ? 0 : capacity * a.height * a.width)
  }

  /// Images, [count, height · width].
  func input(_ count: Int) -> MatrixView {
    images.matrix(rows: count, columns: model.architecture.height * model.architecture.width)
  }
  func texts(_ count: Int) -> MatrixView {
    texts.matrix(rows: count, columns: model.architecture.textInputs)
  }
  /// One-hot.
  func labels(_ count: Int) -> MatrixView {
    labels.matrix(rows: count, columns: model.architecture.classes)
  }
  /// Decoded images, [count · height · width, 1]: what the likelihood reads, logits where it has some.
  func output(_ count: Int) -> MatrixView { decoder.output(count, of: mapView(count)) }

  /// Draws the noise of z; the same `key` gives the same draws. An autoencoder has none: z = μ.
  func drawNoise(_ count: Int, key: UInt64) {
    if model.architecture.samples { GaussianLatent.draw(latent.noise(count), key: key) }
  }

  /// Texts → their code, which encoding and decoding use.
  func embed(_ count: Int, _ context: BlockContext) throws {
    try text.forward(texts(count), items: count, context)
  }

  /// Images (and the code of texts, and labels) → heads.
  func encode(_ count: Int, _ context: BlockContext) throws {
    let pixels = self.pixels(count)
    try encoder.forward(pixels, items: count, context)
    let target = joined.values(count)
    layout.flatten(encoder.output(count, of: pixels), into: target, count)
    joined.join(
      text: text.output(count, of: texts(count)), labels: labels(count), into: target)
    try model.heads.forward(target, into: latent.heads(count), weights: context.weights, products)
  }

  /// z (and the code of texts, and labels) → images.
  func decode(_ count: Int, _ context: BlockContext) throws {
    let source = conditioned.values(count)
    source.copy(columns: latent.values(count), at: 0)
    conditioned.join(text: text.output(count, of: texts(count)), labels: labels(count), into: source)
    try decoderInput.forward(source, items: count, context)
    layout.unflatten(decoderInput.output(count, of: source), into: mapView(count), count)
    try decoder.forward(mapView(count), items: count, context)
  }

  /// log p(x|z) in nats of every image laid in at what was decoded last.
  func logLikelihoods(_ count: Int, weights: Buffer) -> [Double] {
    model.observation.logLikelihoods(
      output(count), target: pixels(count), dy: lossSlope(count), items: count, weights: weights)
  }

  /// The objective per image of what is laid in, with z = μ + ε·σ.
  ///
  /// - Parameters:
  ///   - batch: images of the whole batch, when these are a part of it: slopes are of its mean.
  ///   - gradients: where the slope of a learned width of the likelihood is added.
  func evaluate(
    _ count: Int, of batch: Int? = nil, penalty: DivergencePenalty, weights: Buffer,
    gradients: Buffer? = nil, learningKey: UInt64? = nil
  ) throws -> ELBO {
    let context = self.context(weights, learningKey)
    try embed(count, context)
    try encode(count, context)
    latent.sample(count)
    try decode(count, context)
    let error = model.observation.objective(
      output(count), target: pixels(count), dy: lossSlope(count),
      scale: 1 / Float(batch ?? count), weights: weights, gradients: gradients)
    guard model.architecture.samples else {
      return ELBO(reconstruction: error / Double(count), divergence: 0, beta: penalty.beta)
    }
    return GaussianLatent.objective(reconstruction: error, latent.heads(count), penalty)
  }

  /// The objective per image, and its gradient (of the mean over the images) in `gradients`.
  ///
  /// - Parameters:
  ///   - batch: images of the whole batch, when these are a part of it.
  ///   - accumulates: adds the gradient to what is there.
  func learn(
    _ count: Int, of batch: Int? = nil, penalty: DivergencePenalty, key: UInt64, weights: Buffer,
    gradients: Buffer, accumulates: Bool = false
  ) throws -> ELBO {
    if !accumulates { model.observation.clear(gradients) }
    let elbo = try evaluate(
      count, of: batch, penalty: penalty, weights: weights, gradients: gradients, learningKey: key)
    let context = self.context(weights, key, accumulates: accumulates)
    try decoderBackward(count, gradients, context)
    latent.backward(count, of: batch ?? count, penalty: penalty)
    try encoderBackward(count, gradients, context)
    try textBackward(count, gradients, context)
    return elbo
  }

  /// Moves running statistics towards those of the last batch that was learned.
  func commit(to weights: Buffer) {
    for stack in [encoder, text, decoderInput, decoder] { stack.commit(to: weights) }
  }

  /// What the last pass computed, layer by layer.
  func activations(_ count: Int) -> [LayerValues] {
    text.activations(count) + encoder.activations(count)
      + [LayerValues(name: "the latent heads", values: latent.heads(count))]
      + decoderInput.activations(count) + decoder.activations(count)
  }

  /// Of the decoded images, which a pass that learns goes on from.
  private func lossSlope(_ count: Int) -> MatrixView {
    let own = learns ? decoder.slope(count) : nil
    return own ?? lossSlopes.matrix(rows: pixels(count).rows, columns: 1)
  }

  func context(
    _ weights: Buffer, _ learningKey: UInt64? = nil, accumulates: Bool = false
  ) -> BlockContext {
    BlockContext(
      weights: weights, products: products, convolutions: convolutions, learningKey: learningKey,
      accumulates: accumulates)
  }
}

// MARK: Backward

extension ConvolutionalVAEPass {
  private func decoderBackward(_ count: Int, _ gradients: Buffer, _ context: BlockContext) throws {
    let dmap = mapSlopes.matrix(rows: count * layout.positions, columns: layout.channels)
    try decoder.backward(mapView(count), dx: dmap, items: count, gradients: gradients, context)
    if let slope = decoderInput.slope(count) { layout.flatten(dmap, into: slope, count) }
    try decoderInput.backward(
      conditioned.values(count), dx: conditioned.slopes(count), items: count, gradients: gradients, context)
    conditioned.slopes(count).copy(from: 0, to: latent.slopes(count))
  }

  private func encoderBackward(_ count: Int, _ gradients: Buffer, _ context: BlockContext) throws {
    try model.heads.backward(
      x: joined.values(count), dy: latent.headSlopes(count), dx: joined.slopes(count),
      weights: context.weights, gradients: gradients, accumulates: context.accumulates, products)
    if let slope = encoder.slope(count) { layout.unflatten(joined.slopes(count), into: slope, count) }
    try encoder.backward(pixels(count), dx: nil, items: count, gradients: gradients, context)
  }

  private func textBackward(_ count: Int, _ gradients: Buffer, _ context: BlockContext) throws {
    guard let slope = text.slope(count) else { return }
    slope.base.update(repeating: 0, count: slope.count)
    joined.addTextSlopes(count, to: slope)
    conditioned.addTextSlopes(count, to: slope)
    try text.backward(texts(count), dx: nil, items: count, gradients: gradients, context)
  }
}

// MARK: Maps

extension ConvolutionalVAEPass {
  private var layout: MapLayout {
    MapLayout(positions: model.architecture.innerPositions, channels: model.architecture.channels.last ?? 1)
  }

  /// Images as a map of one channel.
  private func pixels(_ count: Int) -> MatrixView {
    images.matrix(rows: count * model.architecture.height * model.architecture.width, columns: 1)
  }

  private func mapView(_ count: Int) -> MatrixView {
    map.matrix(rows: count * layout.positions, columns: layout.channels)
  }
}
