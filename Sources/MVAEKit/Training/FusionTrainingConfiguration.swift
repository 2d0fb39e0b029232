/// How a ``FusionVAE`` is built and trained.
@dynamicMemberLookup
public struct FusionTrainingConfiguration: Sendable, Equatable, Codable {
  /// Sizes and choices; sides, columns and classes follow from the data.
  public var architecture: FusionArchitecture
  public var schedule: TrainingSchedule

  public init(
    architecture: FusionArchitecture, schedule: TrainingSchedule = TrainingSchedule(epochs: 30, batch: 32)
  ) {
    self.architecture = architecture
    self.schedule = schedule
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
