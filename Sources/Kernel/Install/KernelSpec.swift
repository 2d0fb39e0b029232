import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// The folder by which Jupyter knows the kernel: `kernel.json` and logos.
enum KernelSpec {
  static let name = "mvae"

  struct Installed {
    let program: String
    let folder: String
  }

  /// Copies the running program beneath `place` and writes the kernelspec that starts it.
  static func install(at place: InstallPlace) throws -> Installed {
    let program = place.programs + "/mvae"
    let folder = place.kernels + "/" + name
    try FileManager.default.createDirectory(atPath: place.programs, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try copyProgram(to: program)
    try write(Array(json(program: program).utf8), to: folder + "/kernel.json")
    try write(Array(Logo.svg.utf8), to: folder + "/logo-svg.svg")
    for size in [32, 64] { try write(Logo.png(size: size), to: "\(folder)/logo-\(size)x\(size).png") }
    return Installed(program: program, folder: folder)
  }

  /// Written by hand so that people who open it find the fields in reading order.
  static func json(program: String) -> String {
    let path = String(decoding: JSON.string(program).bytes, as: UTF8.self)
    return """
      {
        "argv": [\(path), "kernel", "--connection-file", "{connection_file}"],
        "display_name": "MVAE",
        "language": "mvae",
        "interrupt_mode": "message",
        "kernel_protocol_version": "5.6",
        "metadata": {"supported_encryption": ["curve"]}
      }

      """
  }

  /// Beside and renamed, so that a kernel that runs from the old file is not disturbed.
  private static func copyProgram(to path: String) throws {
    let running = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    guard running != path else { return }
    let beside = path + ".new-\(getpid())"
    if FileManager.default.fileExists(atPath: beside) { try FileManager.default.removeItem(atPath: beside) }
    try FileManager.default.copyItem(atPath: running, toPath: beside)
    guard rename(beside, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path), options: .atomic)
  }
}
