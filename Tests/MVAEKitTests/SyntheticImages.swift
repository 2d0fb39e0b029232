@testable import MVAEKit

/// Small made-up images of sound, with texts and labels, for tests.
enum SyntheticImages {
  /// Images in dB (−80 … 0): a bright band whose height depends on the class, at a random frame; texts are noisy
  /// one-hot classes.
  static func make(rows: Int, side: Int = 16, classes: Int = 2, seed: UInt64 = 3) -> ImageInputs {
    var random = RandomSource(seed: seed)
    var images = Tensor(shape: [rows, side, side])
    var texts = Tensor(shape: [rows, 6])
    for row in 0..<rows {
      let band = (row % classes * 2 + 1) * side / (2 * classes)
      let frame = random.integer(below: side)
      for y in 0..<side {
        for x in 0..<side {
          let distance = Double((y - band) * (y - band)) + 0.05 * Double((x - frame) * (x - frame))
          images.values[(row * side + y) * side + x] = Float(
            max(-80, -6 * distance + random.normal()) - Double(row % 5))
        }
      }
      for column in 0..<6 {
        texts.values[row * 6 + column] = Float(0.1 * random.normal() + (column == row % classes ? 1 : 0))
      }
    }
    let labels = (0..<rows).map { "class\($0 % classes)" }
    let table = TrackTable(
      ids: (0..<rows).map { "t\($0)" }, groups: (0..<rows).map { "g\($0)" },
      columns: [Column(name: "genre", content: .text(labels))])
    let text = FeatureMatrix(
      name: "words", rows: table, values: texts, columnNames: (0..<6).map { "w\($0)" }, scaling: .none)
    // Rows match by construction.
    guard
      let inputs = try? ImageInputs(
        images: FeatureTensor(name: "mel", rows: table, values: images), text: text, labels: labels)
    else { preconditionFailure("synthetic rows match") }
    return inputs
  }

  /// A small configuration of either model.
  static func configuration(
    _ preset: ImageTrainingConfiguration, epochs: Int = 3, batch: Int = 8
  ) -> ImageTrainingConfiguration {
    var result = preset
    result.architecture.channels = [4, 8]
    result.architecture.latent = 4
    result.architecture.textHidden = preset.architecture.textHidden.map { _ in 8 }
    result.epochs = epochs
    result.batch = batch
    return result
  }
}
