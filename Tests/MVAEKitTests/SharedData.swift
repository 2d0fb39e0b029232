import Foundation

/// The folder of reference data beside the repository, which is not part of it.
enum SharedData {
  /// `MVAE_SHARED`, else a folder `shared` beside any folder above this file; `nil` when there is none.
  static var root: URL? {
    let manager = FileManager.default
    if let path = ProcessInfo.processInfo.environment["MVAE_SHARED"] {
      return URL(fileURLWithPath: path)
    }
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let shared = folder.appendingPathComponent("shared")
      if manager.fileExists(atPath: shared.appendingPathComponent("data").path) { return shared }
    }
    return nil
  }

  /// A folder of the data; prints that `test` was skipped when it is absent.
  static func folder(_ name: String, for test: String = #function) -> URL? {
    if let url = root?.appendingPathComponent("data/\(name)"),
      FileManager.default.fileExists(atPath: url.path)
    {
      return url
    }
    print("skipped \(test): no reference data \(name)")
    return nil
  }
}
