/// How a ``ConvolutionalVAE`` is built and trained.
@dynamicMemberLookup
public struct ImageTrainingConfiguration: Sendable, Equatable, Codable {
  /// Sizes and choices; the image's sides, the text's columns and the classes follow from the data.
  public var architecture: ConvolutionalArchitecture
  public var schedule: TrainingSchedule

  public init(architecture: ConvolutionalArchitecture, schedule: TrainingSchedule) {
    self.architecture = architecture
    self.schedule = schedule
  }

  public subscript<Setting>(dynamicMember path: WritableKeyPath<TrainingSchedule, Setting>) -> Setting {
    get { schedule[keyPath: path] }
    set { schedule[keyPath: path] = newValue }
  }

  /// The study's multimodal model: 30 epochs of batches of 32.
  public static let multimodal = ImageTrainingConfiguration(
    architecture: MultimodalVAE.study, schedule: TrainingSchedule(epochs: 30, batch: 32))
  /// The study's conditional model: 35 epochs of batches of 64.
  public static let conditional = ImageTrainingConfiguration(
    architecture: ConditionalVAE.study, schedule: TrainingSchedule(epochs: 35, batch: 64))

  /// Throws ``TrainingError/parameter(name:value:allowed:)`` or ``LikelihoodError`` for the first value out of its
  /// range.
  public func validate() throws {
    let a = architecture
    try TrainingError.check("channels", a.channels, "1 to 8 layers of 1 to 1024 channels") {
      (1...8).contains($0.count) && $0.allSatisfy((1...1024).contains)
    }
    try TrainingError.check("latent", a.latent, "1 to 512", (1...512).contains)
    try TrainingError.check("text_hidden", a.textHidden, "up to 8 layers of 1 to 8192 units") {
      $0.count <= 8 && $0.allSatisfy((1...8192).contains)
    }
    try TrainingError.check("dropout", a.dropout, "0 to 0.9", (0...0.9).contains)
    try TrainingError.check("leak", a.leak, "0 to 0.99", (0...0.99).contains)
    try a.likelihood.validate()
    if a.likelihood == .categorical { throw LikelihoodError.images(.categorical) }
    try schedule.validate()
  }
}
