import CHotLoops

/// A ``FusionVAE`` at work on up to `capacity` tracks: activations and gradients of all modalities and terms.
final class FusionPass {
  let model: FusionVAE
  let capacity: Int
  let modalities: [ModalityPass]
  private let products: MatrixProduct
  private let convolutions: ConvolutionProduct
  private let labelValues: Buffer
  /// Codes, bits and label side by side, where codes are concatenated.
  private let joined: Buffer
  private let joinedGradients: Buffer
  /// Of each term.
  private var terms: [LatentState] = []
  private let learns: Bool

  init(
    model: FusionVAE, capacity: Int, cancellation: Cancellation, learns: Bool = true,
    path: ComputePath = .best
  ) {
    let a = model.architecture
    self.model = model
    self.capacity = capacity
    self.learns = learns
    products = MatrixProduct(cancellation: cancellation, path: path)
    convolutions = ConvolutionProduct(cancellation: cancellation, path: path)
    // One modality after the other, each decoder done before an encoder begins.
    let slopes =
      learns
      ? SlopeMemory(model.modalities.flatMap { [$0.encoder, $0.decoder] }, capacity: capacity) : nil
    modalities = model.modalities.enumerated().map { index, network in
      ModalityPass(
        network, latent: a.latent, classes: a.classes, capacity: capacity, salt: 100 * (index + 1),
        slopes: slopes)
    }
    labelValues = Buffer(count: capacity * a.classes)
    let columns = model.heads == nil ? 0 : a.joinedCode
    joined = Buffer(count: capacity * columns)
    joinedGradients = Buffer(count: learns ? capacity * columns : 0)
  }

  /// One-hot.
  func labels(_ count: Int) -> MatrixView {
    labelValues.matrix(rows: count, columns: model.architecture.classes)
  }
  /// Heads, noise and z of a term.
  func latent(_ term: Int = 0) -> LatentState {
    while terms.count <= term {
      terms.append(LatentState(latent: model.latent, capacity: capacity, learns: learns))
    }
    return terms[term]
  }

  func context(_ weights: Buffer, _ learningKey: UInt64? = nil, accumulates: Bool = false) -> BlockContext {
    BlockContext(
      weights: weights, products: products, convolutions: convolutions, learningKey: learningKey,
      accumulates: accumulates)
  }

  /// All modalities' inputs → their codes and posteriors.
  func encode(_ count: Int, _ context: BlockContext) throws {
    for modality in modalities { try modality.encode(count, labels: labels(count), context) }
  }

  /// The posterior of what a term sees → its heads.
  func fuse(_ term: FusionTerm, into latent: LatentState, _ count: Int, _ context: BlockContext) throws {
    let target = latent.heads(count)
    guard let heads = model.heads else { return multiply(term, into: target, count) }
    try heads.forward(join(term, count), into: target, weights: context.weights, products)
    // A row without the term costs nothing.
    for row in 0..<count where term.weights[row] == 0 {
      (target.base + row * target.columns).update(repeating: 0, count: target.columns)
    }
  }

  /// z of `latent` → outputs of a modality.
  func decode(_ modality: Int, _ latent: LatentState, _ count: Int, _ context: BlockContext) throws {
    try modalities[modality].decode(latent.values(count), count, labels: labels(count), context)
  }

  /// What the last pass computed, layer by layer.
  func activations(_ count: Int) -> [LayerValues] {
    modalities.flatMap { $0.activations(count) }
      + terms.map { LayerValues(name: "the latent heads", values: $0.heads(count)) }
  }
}

// MARK: Fusing

extension FusionPass {
  private func multiply(_ term: FusionTerm, into target: MatrixView, _ count: Int) {
    target.base.update(repeating: 0, count: target.count)
    for (index, modality) in modalities.enumerated() {
      let heads = modality.heads(count)
      hot_expert_add(heads.base, term.shown(index), target.base, count, model.latent)
    }
    let fusion = model.architecture.fusion
    let prior = term.visible.map { fusion.hasPrior(experts: $0.size) ? Float(1) : 0 }
    hot_expert_product(prior, target.base, count, model.latent)
  }

  private func join(_ term: FusionTerm, _ count: Int) -> MatrixView {
    let target = joined.matrix(rows: count, columns: model.architecture.joinedCode)
    target.base.update(repeating: 0, count: target.count)
    var column = 0
    for (index, modality) in modalities.enumerated() {
      let code = modality.code(count)
      for row in 0..<count where term.visible[row].has(index) {
        (target.base + row * target.columns + column).update(
          from: code.base + row * code.columns, count: code.columns)
        target.base[row * target.columns + bits + index] = 1
      }
      column += code.columns
    }
    if model.architecture.classes > 0 {
      target.copy(columns: labels(count), at: bits + modalities.count)
    }
    return target
  }

  /// Where the bits stand among the joined columns.
  private var bits: Int { model.architecture.modalities.reduce(0) { $0 + $1.code } }

  /// From the slopes of a term's heads to those of every modality, which are added to.
  private func fuseBackward(
    _ term: FusionTerm, _ latent: LatentState, _ count: Int, _ gradients: Buffer, _ context: BlockContext
  ) throws {
    let slopes = latent.headSlopes(count)
    if let heads = model.heads {
      let columns = model.architecture.joinedCode
      let dx = joinedGradients.matrix(rows: count, columns: columns)
      try heads.backward(
        x: joined.matrix(rows: count, columns: columns), dy: slopes, dx: dx, weights: context.weights,
        gradients: gradients, accumulates: context.accumulates, products)
      return split(dx, term, count)
    }
    let product = latent.heads(count)
    for (index, modality) in modalities.enumerated() {
      let (heads, target) = (modality.heads(count), modality.headSlopes(count))
      hot_expert_backward(
        heads.base, term.shown(index), product.base, slopes.base, target.base, count, model.latent)
    }
  }

  private func split(_ slopes: MatrixView, _ term: FusionTerm, _ count: Int) {
    var column = 0
    for (index, modality) in modalities.enumerated() {
      let target = modality.codeSlopes(count)
      slopes.copy(from: column, to: target)
      for row in 0..<count where !term.visible[row].has(index) {
        (target.base + row * target.columns).update(repeating: 0, count: target.columns)
      }
      column += target.columns
    }
  }
}

// MARK: Learning

/// What a batch is learned with.
struct FusionStep {
  /// What there is of each row.
  let present: [ModalitySet]
  let terms: [FusionTerm]
  /// Rows of the whole batch, of which these are a part.
  let batch: Int
  let penalty: DivergencePenalty
}

extension FusionPass {
  /// The objective per row.
  ///
  /// - Parameter key: of the noise.
  func evaluate(_ step: FusionStep, key: UInt64, weights: Buffer) throws -> ELBO {
    try run(step, key: key, gradients: nil, context(weights)).elbo
  }

  /// The objective per row, and its gradient (of the mean over the batch) in `gradients`.
  ///
  /// - Parameter accumulates: adds the gradient to what is there.
  func learn(
    _ step: FusionStep, key: UInt64, weights: Buffer, gradients: Buffer, accumulates: Bool = false
  ) throws -> BatchPartResult {
    if !accumulates { for modality in model.modalities { modality.observation.clear(gradients) } }
    let context = self.context(weights, key, accumulates: accumulates)
    let result = try run(step, key: key, gradients: gradients, context)
    let count = step.present.count
    for modality in modalities { try modality.encoderBackward(count, gradients, context) }
    return result
  }

  private func run(_ step: FusionStep, key: UInt64, gradients: Buffer?, _ context: BlockContext) throws
    -> BatchPartResult
  {
    let count = step.present.count
    try encode(count, context)
    var divergences = [Double](repeating: 0, count: model.latent)
    for (index, term) in step.terms.enumerated() {
      let latent = latent(index)
      try fuse(term, into: latent, count, context)
      if model.architecture.samples {
        GaussianLatent.draw(latent.noise(count), key: key &+ UInt64(index) &* 0xD1B5_4A32_D192_ED03)
        hot_weighted_divergences(latent.heads(count).base, term.weights, count, model.latent, &divergences)
      }
      latent.sample(count)
    }
    divergences = divergences.map { max(0, $0 / Double(count)) }
    if gradients != nil, model.heads == nil { clearHeadSlopes(count) }
    let slopes = step.penalty.slopes(divergences).map { Float($0 / Double(step.batch)) }
    var reconstruction = 0.0
    for (index, term) in step.terms.enumerated() {
      var context = context
      context.accumulates = context.accumulates || index > 0
      reconstruction += try decode(term, latent(index), step, gradients, context)
      guard let gradients else { continue }
      learn(latent(index), term, count, divergenceSlopes: slopes)
      try fuseBackward(term, latent(index), count, gradients, context)
    }
    let divergence = divergences.reduce(0, +)
    return BatchPartResult(
      elbo: ELBO(
        reconstruction: reconstruction / Double(count), divergence: divergence, beta: step.penalty.beta,
        penalty: step.penalty.isPlain ? nil : step.penalty.value(divergences)),
      divergences: divergences)
  }

  private func clearHeadSlopes(_ count: Int) {
    for modality in modalities {
      let slopes = modality.headSlopes(count)
      slopes.base.update(repeating: 0, count: slopes.count)
    }
  }

  /// The cost of every modality that is there at a term's z; with `gradients` also the slope of z.
  private func decode(
    _ term: FusionTerm, _ latent: LatentState, _ step: FusionStep, _ gradients: Buffer?,
    _ context: BlockContext
  ) throws -> Double {
    let count = step.present.count
    let dz = latent.slopes(count)
    if gradients != nil { dz.base.update(repeating: 0, count: dz.count) }
    var total = 0.0
    for (index, pass) in modalities.enumerated() {
      try decode(index, latent, count, context)
      let weight = model.architecture.weights[index]
      let rowWeights = (0..<count).map { row in
        step.present[row].has(index) ? weight * Double(term.weights[row]) : 0
      }
      total += pass.objective(
        count, rowWeights: rowWeights, scale: 1 / Float(step.batch), weights: context.weights,
        gradients: gradients)
      if let gradients { try pass.decoderBackward(count, dz: dz, gradients, context) }
    }
    return total
  }

  /// The slopes of a term's heads from those of z and of the divergence.
  private func learn(
    _ latent: LatentState, _ term: FusionTerm, _ count: Int, divergenceSlopes: [Float]
  ) {
    let (heads, slopes) = (latent.heads(count), latent.headSlopes(count))
    GaussianLatent.backward(
      heads, noise: latent.noise(count), dz: latent.slopes(count), scale: 0, into: slopes)
    hot_weighted_divergence_backward(
      heads.base, term.weights, slopes.base, count, model.latent, divergenceSlopes)
  }
}
