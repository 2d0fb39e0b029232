/// How any model is trained, whatever its network.
public struct TrainingSchedule: Sendable, Equatable {
  /// Passes over the training rows, at most.
  public var epochs: Int
  /// Rows of one step; the last step of an epoch has what is left.
  public var batch: Int
  /// The optimiser's step size.
  public var rate: Double
  /// Weight of the divergence.
  public var beta: Double
  /// Weights, split, order and noise follow from it.
  public var seed: UInt64
  /// Fraction of the rows held out for validation, 0 = none.
  public var validation: Double
  /// Epochs without a better validation loss after which training stops and keeps the best weights; `nil` = off:
  /// all epochs, and the weights of the last.
  public var patience: Int?

  public init(
    epochs: Int = 50, batch: Int = 64, rate: Double = 1e-3, beta: Double = 1, seed: UInt64 = 1,
    validation: Double = 0.1, patience: Int? = 10
  ) {
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
    try TrainingError.check("epochs", epochs, "1 to 100000", (1...100_000).contains)
    try TrainingError.check("batch", batch, "1 to 65536", (1...65536).contains)
    try TrainingError.check("rate", rate, "above 0, at most 1") { $0 > 0 && $0 <= 1 }
    try TrainingError.check("beta", beta, "0 to 1000", (0...1000).contains)
    try TrainingError.check("validation", validation, "0 (none) to 0.9", (0...0.9).contains)
    if let patience { try TrainingError.check("patience", patience, "1 or more, or off") { $0 >= 1 } }
  }
}
