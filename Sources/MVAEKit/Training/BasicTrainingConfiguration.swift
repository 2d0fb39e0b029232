/// How a ``BasicVAE`` is built and trained.
public struct BasicTrainingConfiguration: Sendable, Equatable {
  /// Outputs of the encoder's hidden layers; the decoder mirrors them; empty = straight to the heads.
  public var hidden: [Int]
  /// Latent dimensions, 1...512.
  public var latent: Int
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
  /// Epochs without a better validation loss after which training stops and keeps the best weights; `nil` = off:
  /// all epochs, and the weights of the last.
  public var patience: Int?

  public init(
    hidden: [Int] = [32, 16], latent: Int = 8, epochs: Int = 50, batch: Int = 64, rate: Double = 1e-3,
    beta: Double = 1, seed: UInt64 = 1, validation: Double = 0.1, patience: Int? = 10
  ) {
    self.hidden = hidden
    self.latent = latent
    self.epochs = epochs
    self.batch = batch
    self.rate = rate
    self.beta = beta
    self.seed = seed
    self.validation = validation
    self.patience = patience
  }

  /// Throws ``TrainingError/parameter(name:value:allowed:)`` for the first value out of its range.
  public func validate() throws {
    try TrainingError.check("hidden", hidden, "up to 16 layers of 1 to 8192 units") {
      $0.count <= 16 && $0.allSatisfy((1...8192).contains)
    }
    try TrainingError.check("latent", latent, "1 to 512", (1...512).contains)
    try TrainingError.checkSchedule(
      epochs: epochs, batch: batch, rate: rate, beta: beta, validation: validation, patience: patience)
  }
}
