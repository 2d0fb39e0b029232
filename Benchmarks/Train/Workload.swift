import MVAEKit

/// A model at the sizes that speed is measured at, with a few batches of made-up, seeded data.
enum Workload {
  case vectors(FeatureMatrix, BasicTrainingConfiguration)
  case images(ImageInputs, ImageTrainingConfiguration)

  static let names = [
    "basic", "multimodal", "conditional", "study-basic", "study-multimodal", "study-cvae",
  ]

  /// Steps of an epoch. The peer holds one batch.
  private var batches: Int {
    switch self {
    case .vectors: 4
    case .images: 2
    }
  }

  init?(named name: String) throws {
    switch name {
    case "basic": self = Self.vectors(hidden: [256, 128], latent: 16)
    case "study-basic": self = Self.vectors(hidden: [32, 16], latent: 8)
    case "multimodal": self = try Self.images(MultimodalVAE.bench)
    case "conditional": self = try Self.images(ConditionalVAE.bench)
    case "study-multimodal": self = try Self.images(MultimodalVAE.study)
    case "study-cvae":
      var architecture = ConditionalVAE.study
      architecture.dropout = 0  // as the peer
      self = try Self.images(architecture)
    default: return nil
    }
  }

  /// Trains `steps` steps, rounded up to whole epochs, and gives the seconds of one, from the training's history.
  ///
  /// - Parameter isWarm: counts the first epoch too; else one more is trained and left out.
  func seconds(steps: Int, isWarm: Bool = false) throws -> Double {
    let batches = min(self.batches, steps)
    let skipped = isWarm ? 0 : 1
    let epochs = try train(batches: batches, epochs: (steps + batches - 1) / batches + skipped)
      .epochs.dropFirst(skipped)
    return epochs.reduce(0) { $0 + $1.seconds } / Double(epochs.count * batches)
  }

  private func train(batches: Int, epochs: Int) throws -> TrainingHistory {
    switch self {
    case .vectors(let features, var configuration):
      configuration.epochs = epochs
      return try BasicVAE.train(
        features: features.selecting(Array(0..<batches * configuration.batch)), configuration: configuration
      ).history
    case .images(let all, var configuration):
      configuration.epochs = epochs
      let inputs = batches == self.batches ? all : all.selecting(Array(0..<batches * configuration.batch))
      guard let labels = inputs.labels else {
        return try MultimodalVAE.train(
          images: inputs.images, text: inputs.text, configuration: configuration
        ).history
      }
      return try ConditionalVAE.train(
        images: inputs.images, text: inputs.text, labels: labels, configuration: configuration
      ).history
    }
  }

  // MARK: Data

  private static func vectors(hidden: [Int], latent: Int) -> Workload {
    let configuration = BasicTrainingConfiguration(
      hidden: hidden, latent: latent,
      schedule: TrainingSchedule(epochs: 1, batch: 128, validation: 0, patience: nil))
    let rows = table(4 * configuration.batch)
    return .vectors(matrix("vectors", rows, columns: 40, seed: 1), configuration)
  }

  private static func images(_ architecture: ConvolutionalArchitecture) throws -> Workload {
    let configuration = ImageTrainingConfiguration(
      architecture: architecture,
      schedule: TrainingSchedule(epochs: 1, batch: 32, validation: 0, patience: nil))
    let rows = table(2 * configuration.batch)
    var random = RandomSource(seed: 2)
    var values = Tensor(shape: [rows.count, architecture.height, architecture.width])
    for index in values.values.indices { values.values[index] = Float(random.uniform()) }
    let classes = architecture.classes
    let inputs = try ImageInputs(
      images: FeatureTensor(name: "images", rows: rows, values: values),
      text: matrix("texts", rows, columns: architecture.textInputs, seed: 3),
      labels: classes > 0 ? (0..<rows.count).map { "class\($0 % classes)" } : nil)
    return .images(inputs, configuration)
  }

  private static func matrix(_ name: String, _ rows: TrackTable, columns: Int, seed: UInt64) -> FeatureMatrix
  {
    var random = RandomSource(seed: seed)
    var values = Tensor(shape: [rows.count, columns])
    for index in values.values.indices { values.values[index] = Float(random.normal()) }
    return FeatureMatrix(
      name: name, rows: rows, values: values, columnNames: (0..<columns).map { "c\($0)" }, scaling: .none)
  }

  private static func table(_ count: Int) -> TrackTable {
    let ids = (0..<count).map { "\($0)" }
    return TrackTable(ids: ids, groups: ids, columns: [])
  }
}
