import MVAEKit

/// Labels of where the model is written while a model trains.
enum CheckpointLabels {
  private static let path = Key<String>.path(
    "checkpoint", "file for the model as of the last whole epoch, written while it trains; `open` reads it",
    .output(["safetensors"]))
  private static let seconds = Key<Double>.number(
    "checkpoint_seconds", "least time between two checkpoints; 0 writes one each epoch", in: 0...86400,
    default: 10)

  static let parameters = [path.parameter, seconds.parameter]

  /// The user's file; in a kernel, without one, a safeguard against its death.
  static func file(_ invocation: Invocation) throws -> CheckpointFile? {
    let path = invocation.optional(path)
    try invocation.only(seconds, with: "checkpoint:", path != nil)
    guard let path else { return invocation.context.safeguard?.file(invocation.title) }
    return CheckpointFile(path: UserPath.expanded(path), seconds: try invocation.value(seconds))
  }
}
