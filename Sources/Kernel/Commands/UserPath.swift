import FoundationEssentials

/// Paths as users write them: `~` is the home folder.
enum UserPath {
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return home + path.dropFirst(1)
  }

  /// What stands behind the last point of the name, in small letters; empty without one.
  static func ending(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return name.split(separator: ".").dropFirst().last?.lowercased() ?? ""
  }

  /// The home folder as Jupyter sees it, without a slash at the end: `$HOME`, else the system's word.
  static var home: String {
    var path = ProcessInfo.processInfo.environment["HOME"] ?? ""
    if path.isEmpty { path = FileManager.default.homeDirectoryForCurrentUser.path(percentEncoded: false) }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
