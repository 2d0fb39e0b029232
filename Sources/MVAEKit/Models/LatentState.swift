/// Heads, noise and z of up to `capacity` items, and their gradients.
final class LatentState {
  let latent: Int
  private let headValues: Buffer
  private let headGradients: Buffer
  private let noiseValues: Buffer
  private let latentValues: Buffer
  private let latentGradients: Buffer

  init(latent: Int, capacity: Int, learns: Bool) {
    self.latent = latent
    headValues = Buffer(count: 2 * latent * capacity)
    headGradients = Buffer(count: learns ? 2 * latent * capacity : 0)
    noiseValues = Buffer(count: latent * capacity)
    latentValues = Buffer(count: latent * capacity)
    latentGradients = Buffer(count: learns ? latent * capacity : 0)
  }

  /// μ and log σ², shape [count, 2 · latent].
  func heads(_ count: Int) -> MatrixView { headValues.matrix(rows: count, columns: 2 * latent) }
  func headSlopes(_ count: Int) -> MatrixView { headGradients.matrix(rows: count, columns: 2 * latent) }
  /// ε.
  func noise(_ count: Int) -> MatrixView { noiseValues.matrix(rows: count, columns: latent) }
  /// z.
  func values(_ count: Int) -> MatrixView { latentValues.matrix(rows: count, columns: latent) }
  func slopes(_ count: Int) -> MatrixView { latentGradients.matrix(rows: count, columns: latent) }

  /// z = μ + ε·σ.
  func sample(_ count: Int) {
    GaussianLatent.sample(heads(count), noise: noise(count), into: values(count))
  }

  /// The slope of the heads from that of z and from the penalty on the divergence.
  func backward(_ count: Int, of batch: Int, penalty: DivergencePenalty) {
    GaussianLatent.backward(
      heads(count), noise: noise(count), dz: slopes(count), penalty: penalty, batch: batch,
      into: headSlopes(count))
  }
}

/// Three matrices side by side, and their gradients: a main one, the code of a text, a one-hot label.
final class Joint {
  private let main: Int
  private let text: Int
  private let label: Int
  private let joined: Buffer
  private let gradients: Buffer

  init(_ main: Int, _ text: Int, _ label: Int, capacity: Int, learns: Bool) {
    self.main = main
    self.text = text
    self.label = label
    joined = Buffer(count: capacity * (main + text + label))
    gradients = Buffer(count: learns ? capacity * (main + text + label) : 0)
  }

  func values(_ count: Int) -> MatrixView { joined.matrix(rows: count, columns: main + text + label) }
  func slopes(_ count: Int) -> MatrixView { gradients.matrix(rows: count, columns: main + text + label) }

  /// Copies the text and the label, as far as they enter here.
  func join(text code: MatrixView, labels: MatrixView, into target: MatrixView) {
    if text > 0 { target.copy(columns: code, at: main) }
    if label > 0 { target.copy(columns: labels, at: main + text) }
  }

  /// Copies the main matrix and the label of one without text.
  func join(_ main: MatrixView, labels: MatrixView, _ count: Int) {
    let target = values(count)
    target.copy(columns: main, at: 0)
    if label > 0 { target.copy(columns: labels, at: self.main + text) }
  }

  func addTextSlopes(_ count: Int, to slope: MatrixView) {
    if text > 0 { slopes(count).add(from: main, to: slope) }
  }
}
