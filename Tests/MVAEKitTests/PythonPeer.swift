import Foundation

/// A Python process with packages to compare with: `MVAE_PYTHON`, else `python3`.
enum PythonPeer {
  /// Whether `module` can be imported; prints that `test` was skipped when not.
  static func has(_ module: String, for test: String = #function) -> Bool {
    if (try? run("import \(module)")) != nil { return true }
    print("skipped \(test): no Python with \(module) (set MVAE_PYTHON)")
    return false
  }

  static func run(_ program: String, _ arguments: [String] = []) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let python = ProcessInfo.processInfo.environment["MVAE_PYTHON"] ?? "python3"
    process.arguments = [python, "-c", program] + arguments
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(complaint: complaint) }
    return text
  }

  struct Failure: Error {
    let complaint: String
  }
}
