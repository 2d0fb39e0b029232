/// How a ``ConvolutionalVAE`` is built and trained.
public struct ImageTrainingConfiguration: Sendable, Equatable {
  /// Sizes and choices; the image's sides, the text's columns and the classes follow from the data.
  public var architecture: ConvolutionalArchitecture
  /// Passes over the training rows, at most.
  public var epochs: Int
  /// Rows of one step; the last step of an epoch has what is left.
  public var batch: Int
  /// Adam's step size.
  public var rate: Double
  /// Weight of the divergence.
  public var beta: Double
  public var seed: UInt64
  /// Fraction of the rows held out for validation, 0 = none.
  public var validation: Double
  /// Epochs without a better validation loss after which training stops and keeps the best weights; `nil` = off.
  public var patience: Int?

  public init(
    architecture: ConvolutionalArchitecture, epochs: Int, batch: Int, rate: Double = 1e-3, beta: Double = 1,
    seed: UInt64 = 1, validation: Double = 0.1, patience: Int? = 10
  ) {
    self.architecture = architecture
    self.epochs = epochs
    self.batch = batch
    self.rate = rate
    self.beta = beta
    self.seed = seed
    self.validation = validation
    self.patience = patience
  }

  /// The study's multimodal model: 30 epochs of batches of 32.
  public static let multimodal = ImageTrainingConfiguration(
    architecture: MultimodalVAE.study, epochs: 30, batch: 32)
  /// The study's conditional model: 35 epochs of batches of 64.
  public static let conditional = ImageTrainingConfiguration(
    architecture: ConditionalVAE.study, epochs: 35, batch: 64)

  /// Throws ``TrainingError/parameter(name:value:allowed:)`` for the first value out of its range.
  public func validate() throws {
    let a = architecture
    try TrainingError.check("channels", a.channels, "1 to 8 layers of 1 to 1024 channels") {
      (1...8).contains($0.count) && $0.allSatisfy((1...1024).contains)
    }
    try TrainingError.check("latent", a.latent, "1 to 512", (1...512).contains)
    try TrainingError.check("hidden", a.textHidden, "up to 8 layers of 1 to 8192 units") {
      $0.count <= 8 && $0.allSatisfy((1...8192).contains)
    }
    try TrainingError.check("dropout", a.dropout, "0 to 0.9", (0...0.9).contains)
    try TrainingError.check("leak", a.leak, "0 to 0.99", (0...0.99).contains)
    try TrainingError.checkSchedule(
      epochs: epochs, batch: batch, rate: rate, beta: beta, validation: validation, patience: patience)
  }
}
