@testable import MVAEKit

/// Pairs of an image and a vector that share two hidden causes.
struct FusionData {
  let images: FeatureTensor
  let vectors: FeatureMatrix

  init(rows: Int, seed: UInt64 = 1, vectorSeed: UInt64 = 2) {
    var causes = RandomSource(seed: seed)
    var noise = RandomSource(seed: vectorSeed, stream: 7)
    var pixels: [Float] = []
    var values: [Float] = []
    for _ in 0..<rows {
      let (first, second) = (causes.normal(), causes.normal())
      for line in 0..<8 {
        for column in 0..<8 {
          let value = first * Double(line) + second * Double(column) + 0.3 * causes.normal()
          pixels.append(Float(value))
        }
      }
      for index in 0..<5 {
        values.append(Float((index % 2 == 0 ? first : second) * Double(index + 1) + 0.3 * noise.normal()))
      }
    }
    let ids = (0..<rows).map { "t\($0)" }
    let genres = (0..<rows).map { $0.isMultiple(of: 2) ? "even" : "odd" }
    let table = TrackTable(
      ids: ids, groups: ids, columns: [Column(name: "genre", content: .text(genres.map { $0 }))])
    images = FeatureTensor(
      name: "mel", rows: table,
      values: Tensor(shape: [rows, 8, 8], values: pixels) ?? Tensor(shape: [0, 8, 8]))
    vectors = FeatureMatrix(
      name: "words", rows: table, values: Tensor(shape: [rows, 5], values: values) ?? Tensor(shape: [0, 5]),
      columnNames: (0..<5).map { "w\($0)" })
  }

  /// The same images with other vectors.
  var other: FusionData {
    FusionData(rows: images.rows.count, vectorSeed: 77)
  }

  func inputs() throws -> FusionInputs { try FusionInputs([.images(images), .vectors(vectors)]) }

  /// Every third track without words, every fourth without sound.
  func holed() throws -> FusionInputs {
    let all = Array(images.rows.ids.indices)
    return try FusionInputs([
      .images(images.selecting(all.filter { $0 % 4 != 3 })),
      .vectors(vectors.selecting(all.filter { $0 % 3 != 2 })),
    ])
  }

  func configuration(_ fusion: Fusion, epochs: Int, seed: UInt64 = 1) -> FusionTrainingConfiguration {
    FusionTrainingConfiguration(
      architecture: FusionArchitecture(
        modalities: [
          ModalityArchitecture(shape: .image(height: 8, width: 8), hidden: [4, 8]),
          ModalityArchitecture(shape: .vector(columns: 5), hidden: [16]),
        ], latent: 4, fusion: fusion),
      schedule: TrainingSchedule(epochs: epochs, batch: 16, seed: seed, validation: 0.1, patience: nil))
  }

  func model(_ fusion: Fusion, epochs: Int, holes: Bool = false) throws -> TrainedModel {
    try FusionVAE.train(
      holes ? holed() : inputs(), configuration: configuration(fusion, epochs: epochs))
  }
}
