/// How a ``BasicVAE`` is built and trained.
@dynamicMemberLookup
public struct BasicTrainingConfiguration: Sendable, Equatable, Codable {
  /// Sizes and choices; the columns and the classes follow from the data.
  public var architecture: BasicArchitecture
  public var schedule: TrainingSchedule

  public init(
    hidden: [Int] = [32, 16], latent: Int = 8, schedule: TrainingSchedule = TrainingSchedule()
  ) {
    self.init(architecture: BasicArchitecture(hidden: hidden, latent: latent), schedule: schedule)
  }

  public init(architecture: BasicArchitecture, schedule: TrainingSchedule = TrainingSchedule()) {
    self.architecture = architecture
    self.schedule = schedule
  }

  public subscript<Setting>(dynamicMember path: WritableKeyPath<BasicArchitecture, Setting>) -> Setting {
    get { architecture[keyPath: path] }
    set { architecture[keyPath: path] = newValue }
  }

  public subscript<Setting>(dynamicMember path: WritableKeyPath<TrainingSchedule, Setting>) -> Setting {
    get { schedule[keyPath: path] }
    set { schedule[keyPath: path] = newValue }
  }

  /// Throws ``TrainingError/parameter(name:value:allowed:)`` or ``LikelihoodError`` for the first value out of its
  /// range.
  public func validate() throws {
    try architecture.validate()
    try schedule.validate()
  }
}
