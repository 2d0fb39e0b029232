/// How a ``BasicVAE`` is built and trained.
@dynamicMemberLookup
public struct BasicTrainingConfiguration: Sendable, Equatable {
  /// Outputs of the encoder's hidden layers; the decoder mirrors them; empty = straight to the heads.
  public var hidden: [Int]
  /// Latent dimensions, 1...512.
  public var latent: Int
  public var schedule: TrainingSchedule

  public init(
    hidden: [Int] = [32, 16], latent: Int = 8, schedule: TrainingSchedule = TrainingSchedule()
  ) {
    self.hidden = hidden
    self.latent = latent
    self.schedule = schedule
  }

  public subscript<Setting>(dynamicMember path: WritableKeyPath<TrainingSchedule, Setting>) -> Setting {
    get { schedule[keyPath: path] }
    set { schedule[keyPath: path] = newValue }
  }

  /// Throws ``TrainingError/parameter(name:value:allowed:)`` for the first value out of its range.
  public func validate() throws {
    try TrainingError.check("hidden", hidden, "up to 16 layers of 1 to 8192 units") {
      $0.count <= 16 && $0.allSatisfy((1...8192).contains)
    }
    try TrainingError.check("latent", latent, "1 to 512", (1...512).contains)
    try schedule.validate()
  }
}
