import FoundationEssentials
import Glibc
import Logging

/// The file where kernels write what became of them: one line an event, each with its process.
struct KernelLog: Sendable {
  let path: String
  let descriptor: Int32

  /// What is larger is put aside as `kernel.log.1`, in place of the one before.
  private static let limit = 1 << 20

  /// `nil` when the file can't be written.
  init?(path: String) {
    var status = stat()
    if stat(path, &status) == 0, status.st_size > Self.limit { rename(path, path + ".1") }
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    self.path = path
  }

  /// One line, whole, however many kernels write.
  func write(_ level: String, _ words: String) {
    let line = "\(WireDate.now()) \(getpid()) \(level): \(words)\n"
    var bytes = Array(line.utf8)
    _ = Glibc.write(descriptor, &bytes, bytes.count)
  }
}

/// Sends what is logged to the file, beside standard error.
struct KernelLogHandler: LogHandler {
  let log: KernelLog
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]

  init(_ log: KernelLog) { self.log = log }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    log.write(event.level.rawValue, event.message.description)
  }
}
