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

  static func file(_ invocation: Invocation) throws -> CheckpointFile? {
    let path = invocation.optional(path)
    try invocation.only(seconds, with: "checkpoint:", path != nil)
    return try path.map {
      CheckpointFile(path: UserPath.expanded($0), seconds: try invocation.value(seconds))
    }
  }
}
