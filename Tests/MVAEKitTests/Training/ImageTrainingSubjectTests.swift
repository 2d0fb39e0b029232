import Testing

@testable import MVAEKit

/// A batch of large images learned in parts against the same batch learned whole.
@Suite struct ImageTrainingSubjectTests {
  /// Small maps of many channels: cheap to compute, and a part is 20 images. All kinds of layers are in it: those of
  /// oneDNN, our own convolutions and products, and a learned width.
  private static func model(samples: Bool) -> ConvolutionalVAE {
    ConvolutionalVAE(
      ConvolutionalArchitecture(
        height: 128, width: 128, channels: [32, 32, 32], latent: 4, textInputs: 6, textHidden: [8],
        textEnters: [.encoder, .decoder], squashesOutput: false, activatesDecoderInput: true,
        likelihood: .gaussian(variance: .learned), samples: samples))
  }

  private let rows = 23
  private let penalty = DivergencePenalty(beta: 0.5)

  /// Without noise, which every part draws by itself.
  @Test func partsGiveTheGradientOfTheWhole() throws {
    let model = Self.model(samples: false)
    #expect(model.part < rows)
    let (data, weights) = (images(), initialWeights(model))
    let subject = ImageTrainingSubject(
      model: model, batch: rows, penalty: penalty, data: data,
      cancellation: Cancellation())
    let cut = Buffer(count: weights.count)
    // What is there before does not count.
    cut.base.update(repeating: 1e6, count: cut.count)
    let order = Array(0..<rows)[...]
    let cutLoss = try subject.learn(
      rows: order, key: 3, penalty: penalty, weights: weights, gradients: cut)

    let pass = ConvolutionalVAEPass(model: model, capacity: rows, cancellation: Cancellation())
    data.lay(order, into: pass)
    pass.drawNoise(rows, key: 3)
    let whole = Buffer(count: weights.count)
    let loss = try pass.learn(
      rows, penalty: penalty, key: 3, weights: weights, gradients: whole)
    #expect(abs(cutLoss.loss - loss.loss) < 1e-5 * abs(loss.loss))
    for weight in model.weights where weight.isLearned {
      let range = weight.offset..<weight.offset + weight.count
      let (a, b) = (cut.values[range], whole.values[range])
      let largest = b.map { abs($0) }.max() ?? 0
      let error = zip(a, b).map { abs($0 - $1) }.max() ?? 0
      // The order of float32 sums over 16384 pixels an image.
      #expect(error <= 5e-5 * largest, Comment(rawValue: "\(weight.name) \(error) \(largest)"))
    }
  }

  @Test func divergencesAreOfAllParts() throws {
    let model = Self.model(samples: true)
    let (data, weights) = (images(), initialWeights(model))
    let subject = ImageTrainingSubject(
      model: model, batch: rows, penalty: penalty, data: data, cancellation: Cancellation())
    _ = try subject.learn(
      rows: Array(0..<rows)[...], key: 3, penalty: penalty, weights: weights,
      gradients: Buffer(count: weights.count))
    let pass = ConvolutionalVAEPass(model: model, capacity: rows, cancellation: Cancellation())
    data.lay(Array(0..<rows)[...], into: pass)
    _ = try pass.evaluate(rows, penalty: penalty, weights: weights)
    let divergences = GaussianLatent.dimensionDivergences(pass.latent.heads(rows))
    #expect(zip(subject.divergences(rows: rows), divergences).allSatisfy { abs($0 - $1) < 1e-5 * abs($1) })
  }

  @Test func whatIsOfTheWholeBatchIsNotCut() throws {
    let model = Self.model(samples: true)
    let penalty = DivergencePenalty(beta: 1, freeBits: 0.5)
    let (data, weights) = (images(), initialWeights(model))
    let subject = ImageTrainingSubject(
      model: model, batch: rows, penalty: penalty, data: data, cancellation: Cancellation())
    let loss = try subject.evaluate(rows: Array(0..<rows)[...], key: 3, penalty: penalty, weights: weights)
    let pass = ConvolutionalVAEPass(model: model, capacity: rows, cancellation: Cancellation())
    data.lay(Array(0..<rows)[...], into: pass)
    pass.drawNoise(rows, key: 3)
    #expect(try pass.evaluate(rows, penalty: penalty, weights: weights).loss == loss.loss)
  }

  private func images() -> ScaledImages {
    var random = RandomSource(seed: 5)
    return ScaledImages(
      images: (0..<rows * 128 * 128).map { _ in Float(random.uniform(in: -80..<0)) },
      ranges: (0..<rows).map { _ in ImageScaling.Range(lowest: -80, highest: 0) },
      text: (0..<rows * 6).map { _ in Float(random.normal()) }, labels: [])
  }

  private func initialWeights(_ model: ConvolutionalVAE) -> Buffer {
    model.initialWeights(random: RandomSource(seed: 1))
  }
}
