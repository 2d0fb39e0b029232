/// A ``BasicVAE`` at work on up to `capacity` rows: its activations and their gradients.
final class BasicVAEPass {
  let model: BasicVAE
  let capacity: Int
  private let product: MatrixProduct
  private let input: Buffer
  private let headValues: Buffer
  private let headSlopes: Buffer
  private let noiseValues: Buffer
  private let latents: Buffer
  private let latentSlopes: Buffer
  private let labelValues: Buffer
  /// Inputs and label side by side, what the encoder sees; `nil` when that is the inputs.
  private let labeledInput: Joint?
  /// z and label side by side, what the decoder sees; `nil` when that is z.
  private let labeledLatents: Joint?
  private let encoded: [Buffer]
  private let encodedSlopes: [Buffer]
  private let decoded: [Buffer]
  private let decodedSlopes: [Buffer]

  init(model: BasicVAE, capacity: Int, cancellation: Cancellation, learns: Bool = true) {
    self.model = model
    self.capacity = capacity
    product = MatrixProduct(cancellation: cancellation, path: .best)
    let buffer = { (columns: Int) in Buffer(count: capacity * columns) }
    // Passes that only evaluate share one buffer as the slope of everything they do not compute.
    let slope = { (columns: Int) in learns ? Buffer(count: capacity * columns) : Buffer(count: 0) }
    input = buffer(model.inputs)
    headValues = buffer(2 * model.latent)
    headSlopes = slope(2 * model.latent)
    noiseValues = buffer(model.latent)
    latents = buffer(model.latent)
    latentSlopes = slope(model.latent)
    labelValues = buffer(model.architecture.classes)
    let joint = { (columns: Int, place: ConditionPlace) -> Joint? in
      let label = model.architecture.labelColumns(in: place)
      return label == 0 ? nil : Joint(columns, 0, label, capacity: capacity, learns: learns)
    }
    labeledInput = joint(model.inputs, .encoder)
    labeledLatents = joint(model.latent, .decoder)
    encoded = model.encoder.layers.map { buffer($0.outputs) }
    encodedSlopes = model.encoder.layers.map { slope($0.outputs) }
    decoded = model.decoder.layers.map { buffer($0.outputs) }
    // The loss writes the slope of the result in every pass.
    decodedSlopes = model.decoder.layers.enumerated().map { index, layer in
      index == model.decoder.layers.count - 1 ? buffer(layer.outputs) : slope(layer.outputs)
    }
  }

  func input(rows: Int) -> MatrixView { input.matrix(rows: rows, columns: model.inputs) }
  func noise(rows: Int) -> MatrixView { noiseValues.matrix(rows: rows, columns: model.latent) }
  func latents(rows: Int) -> MatrixView { latents.matrix(rows: rows, columns: model.latent) }
  /// One-hot.
  func labels(rows: Int) -> MatrixView {
    labelValues.matrix(rows: rows, columns: model.architecture.classes)
  }
  /// What the likelihood reads: logits, where it has some.
  func output(rows: Int) -> MatrixView {
    decoded[decoded.count - 1].matrix(rows: rows, columns: model.inputs)
  }
  /// μ and log σ², shape [rows, 2 · latent].
  func heads(rows: Int) -> MatrixView { headValues.matrix(rows: rows, columns: 2 * model.latent) }

  /// Draws the noise of z; the same `key` gives the same draws. An autoencoder has none: z = μ.
  func drawNoise(rows: Int, key: UInt64) {
    if model.architecture.samples { GaussianLatent.draw(noise(rows: rows), key: key) }
  }

  /// Inputs (and labels) → heads.
  func encode(rows: Int, weights: Buffer) throws {
    labeledInput?.join(input(rows: rows), labels: labels(rows: rows), rows)
    let x = encoderInput(rows)
    let outputs = views(encoded, model.encoder.layers, rows)
    try model.encoder.forward(x, into: outputs, weights: weights, product)
    try model.heads.forward(outputs.last ?? x, into: heads(rows: rows), weights: weights, product)
  }

  /// Latents (and labels) → outputs.
  func decode(rows: Int, weights: Buffer) throws {
    labeledLatents?.join(latents(rows: rows), labels: labels(rows: rows), rows)
    try model.decoder.forward(
      decoderInput(rows), into: views(decoded, model.decoder.layers, rows), weights: weights, product)
  }

  /// log p(x|z) in nats of every row laid in at what was decoded last.
  func logLikelihoods(rows: Int, weights: Buffer) -> [Double] {
    model.observation.logLikelihoods(
      output(rows: rows), target: input(rows: rows), dy: lossSlope(rows), items: rows, weights: weights)
  }

  /// The objective per row of the inputs and noise laid in, with z = μ + ε·σ.
  ///
  /// - Parameters:
  ///   - batch: rows of the whole batch, when these are a part of it: slopes are of its mean.
  ///   - gradients: where the slope of a learned width of the likelihood goes.
  func evaluate(
    rows: Int, of batch: Int? = nil, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer? = nil
  ) throws -> ELBO {
    try encode(rows: rows, weights: weights)
    GaussianLatent.sample(heads(rows: rows), noise: noise(rows: rows), into: latents(rows: rows))
    try decode(rows: rows, weights: weights)
    let error = model.observation.objective(
      output(rows: rows), target: input(rows: rows), dy: lossSlope(rows), scale: 1 / Float(batch ?? rows),
      weights: weights, gradients: gradients)
    guard model.architecture.samples else {
      return ELBO(reconstruction: error / Double(rows), divergence: 0, beta: penalty.beta)
    }
    return GaussianLatent.objective(reconstruction: error, heads(rows: rows), penalty)
  }

  /// The objective per row, and its gradient (of the mean over the rows) in `gradients`.
  func learn(
    rows: Int, of batch: Int? = nil, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer
  ) throws -> ELBO {
    model.observation.clear(gradients)
    let elbo = try evaluate(rows: rows, of: batch, penalty: penalty, weights: weights, gradients: gradients)
    let dz = latentSlopes.matrix(rows: rows, columns: model.latent)
    try model.decoder.backward(
      decoderInput(rows), outputs: views(decoded, model.decoder.layers, rows),
      slopes: views(decodedSlopes, model.decoder.layers, rows), dx: labeledLatents?.slopes(rows) ?? dz,
      weights: weights, gradients: gradients, product)
    labeledLatents?.slopes(rows).copy(from: 0, to: dz)
    let dheads = headSlopes.matrix(rows: rows, columns: 2 * model.latent)
    GaussianLatent.backward(
      heads(rows: rows), noise: noise(rows: rows), dz: dz, penalty: penalty, batch: batch ?? rows,
      into: dheads)
    try encoderBackward(rows: rows, dheads: dheads, weights: weights, gradients: gradients)
    return elbo
  }

  /// What the last pass computed, layer by layer.
  func activations(rows: Int) -> [LayerValues] {
    let name = { (part: String) in
      { (index: Int, values: MatrixView) in LayerValues(name: "\(part).\(index)", values: values) }
    }
    let encoded = views(encoded, model.encoder.layers, rows).enumerated().map(name("encoder"))
    let decoded = views(decoded, model.decoder.layers, rows).enumerated().map(name("decoder"))
    return encoded + [LayerValues(name: "the latent heads", values: heads(rows: rows))] + decoded
  }

  private func encoderBackward(rows: Int, dheads: MatrixView, weights: Buffer, gradients: Buffer) throws {
    let x = encoderInput(rows)
    let outputs = views(encoded, model.encoder.layers, rows)
    let slopes = views(encodedSlopes, model.encoder.layers, rows)
    try model.heads.backward(
      x: outputs.last ?? x, dy: dheads, dx: slopes.last, weights: weights, gradients: gradients, product)
    try model.encoder.backward(
      x, outputs: outputs, slopes: slopes, dx: nil, weights: weights, gradients: gradients, product)
  }

  private func lossSlope(_ rows: Int) -> MatrixView {
    decodedSlopes[decodedSlopes.count - 1].matrix(rows: rows, columns: model.inputs)
  }

  private func encoderInput(_ rows: Int) -> MatrixView { labeledInput?.values(rows) ?? input(rows: rows) }
  private func decoderInput(_ rows: Int) -> MatrixView { labeledLatents?.values(rows) ?? latents(rows: rows) }

  private func views(
    _ buffers: some Sequence<Buffer>, _ layers: some Sequence<Linear>, _ rows: Int
  ) -> [MatrixView] {
    zip(buffers, layers).map { $0.matrix(rows: rows, columns: $1.outputs) }
  }
}
