import FoundationEssentials

/// Where the kernel keeps what outlives it: `mvae` in `XDG_STATE_HOME`, or in `~/.local/state`.
struct UserState {
  let folder: String

  /// Makes the folder, for its user only; `nil` when it can't be had.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    var base = environment["XDG_STATE_HOME"] ?? ""
    if !base.hasPrefix("/") { base = UserPath.home + "/.local/state" }
    guard base.hasPrefix("/") else { return nil }
    folder = base + "/mvae"
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    let isThere =
      (try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: attributes)) != nil
    guard isThere, FileManager.default.isWritableFile(atPath: folder) else { return nil }
  }

  var history: String { folder + "/history.sqlite" }
  var models: String { folder + "/models" }
  var log: String { folder + "/kernel.log" }
}
