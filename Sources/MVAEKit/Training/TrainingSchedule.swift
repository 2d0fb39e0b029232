/// How any model is trained, whatever its network.
public struct TrainingSchedule: Sendable, Equatable, Codable {
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
  /// all epochs, and the weights of the last. Epochs in which the divergence has not its final weight do not count.
  public var patience: Int?
  /// Fraction of the rows held out for one measurement at the end, 0 = none.
  public var test = 0.0
  public var optimizer = Optimizer.adam
  /// Largest norm of all gradients together; `nil` = no limit.
  public var clip: Double?
  public var rateSchedule = RateSchedule.constant
  /// Epochs over which the rate grows linearly, step by step.
  public var rateWarmup = 0
  public var warmup = DivergenceWarmup.none
  /// Nats of every latent dimension that the divergence does not press on; 0 = none.
  public var freeBits = 0.0
  /// `nil` = the divergence itself is minimised.
  public var capacity: LatentCapacity?

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
    try TrainingError.check("test", test, "0 (none) to 0.9", (0...0.9).contains)
    try TrainingError.check(
      "test", validation + test, "at most 0.95 together with validation", (0...0.95).contains)
    if let patience { try TrainingError.check("patience", patience, "1 or more, or off") { $0 >= 1 } }
    if let clip { try TrainingError.check("clip", clip, "above 0, or off") { $0 > 0 && $0.isFinite } }
    try validateOptimizer()
    try validateRate()
    try validateDivergence()
  }

  /// As an autoencoder is trained.
  mutating func leaveOutDivergence() {
    beta = 0
    warmup = .none
    freeBits = 0
    capacity = nil
  }

  private func validateOptimizer() throws {
    switch optimizer {
    case .adam: break
    case .adamW(let decay): try TrainingError.check("decay", decay, "0 to 1", (0...1).contains)
    case .sgd(let momentum):
      try TrainingError.check("momentum", momentum, "0 to 0.999", (0...0.999).contains)
    }
  }

  private func validateRate() throws {
    try TrainingError.check("rate_warmup", rateWarmup, "0 to 100000", (0...100_000).contains)
    switch rateSchedule {
    case .constant: break
    case .cosine(let floor):
      try TrainingError.check("rate_floor", floor, "0 to the rate", (0...rate).contains)
    case .plateau(let factor, let patience):
      try TrainingError.check("rate_factor", factor, "above 0, below 1") { $0 > 0 && $0 < 1 }
      try TrainingError.check("rate_patience", patience, "0 or more") { $0 >= 0 }
      try TrainingError.check("schedule", validation, "plateau only with validation above 0") { $0 > 0 }
    }
  }

  private func validateDivergence() throws {
    switch warmup {
    case .none: break
    case .linear(let epochs): try TrainingError.check("warmup", epochs, "1 or more", { $0 >= 1 })
    case .cyclical(let period, let ratio):
      try TrainingError.check("cycles", period, "at most one a two epochs") { $0 >= 2 }
      try TrainingError.check("cycle_ratio", ratio, "above 0, at most 1") { $0 > 0 && $0 <= 1 }
    }
    try TrainingError.check("free_bits", freeBits, "0 to 100", (0...100).contains)
    guard let capacity else { return }
    try TrainingError.check("capacity", capacity.nats, "0 to 10000", (0...10_000).contains)
    try TrainingError.check("capacity_warmup", capacity.epochs, "0 or more") { $0 >= 0 }
  }
}
