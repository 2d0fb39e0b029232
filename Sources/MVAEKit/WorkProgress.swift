/// How far a long operation is: `completed` of `total` units, with a few words on the latest one.
public struct WorkProgress: Sendable, Equatable {
  public let completed: Int
  public let total: Int
  /// What the units are, plural: "tracks", "epochs".
  public let unit: String
  /// The latest state in words, such as "loss 31.2"; empty when there is nothing to add.
  public let detail: String

  public init(completed: Int, total: Int, unit: String, detail: String = "") {
    self.completed = completed
    self.total = total
    self.unit = unit
    self.detail = detail
  }
}

/// Receives progress; called from whichever thread does the work, possibly often.
public typealias ProgressHandler = @Sendable (WorkProgress) -> Void
