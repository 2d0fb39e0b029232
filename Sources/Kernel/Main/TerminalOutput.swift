import FoundationEssentials
import MVAEKit
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Shows what a script gives: words on the standard streams, figures and sounds as files of a folder.
final class TerminalOutput: Output {
  private struct State {
    var statement = 0
    var progressWidth = 0
  }

  private let files: OutputFiles?
  private let state = Mutex(State())

  /// - Parameter folder: made when it is not there; `nil` writes no files.
  init(folder: String?) throws {
    files = try folder.map { try OutputFiles(folder: $0) }
  }

  /// The number of the running statement, from 1: figures are named by it.
  var statement: Int {
    get { state.withLock(\.statement) }
    set {
      state.withLock { $0.statement = newValue }
    }
  }

  func write(_ text: String, to stream: StandardStream) {
    endProgress()
    Self.write(text, to: stream == .stdout ? STDOUT_FILENO : STDERR_FILENO)
  }

  func show(_ bundle: MIMEBundle) {
    write(bundle.text + "\n", to: .stdout)
    files?.write(bundle, statement: statement)
  }

  func display(_ bundle: MIMEBundle, id: String?) {
    if id == nil { show(bundle) } else { showProgress(bundle) }
  }

  func update(_ bundle: MIMEBundle, id: String) { showProgress(bundle) }

  func clear(waits: Bool) {}

  func page(_ bundle: MIMEBundle) { write(bundle.text + "\n", to: .stdout) }

  // MARK: Questions

  /// Files are replaced without a question where nobody sits.
  var canAsk: Bool { isatty(STDIN_FILENO) == 1 }

  /// The next line of standard input, a terminal's or another program's; `nil` at its end.
  func ask(_ question: Question, cancellation: Cancellation) throws -> String? {
    endProgress()
    if question.isHidden, canAsk { return getpass(question.text).map { String(cString: $0) } }
    guard canAsk else { return readLine() }
    Self.writeError(question.text)
    try Self.awaitLine(cancellation)
    return readLine()
  }

  /// Until a line is typed, or Ctrl-C.
  private static func awaitLine(_ cancellation: Cancellation) throws {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&input, 1, 20) <= 0 { try cancellation.check() }
  }

  // MARK: Progress

  /// One line that is written over, for people only: a log gets no progress.
  private func showProgress(_ bundle: MIMEBundle) {
    guard Self.isErrorTerminal else { return }
    let text = bundle.text
    let padding = state.withLock { state in
      let padding = max(0, state.progressWidth - text.count)
      state.progressWidth = text.count
      return padding
    }
    Self.writeError("\r" + text + String(repeating: " ", count: padding))
  }

  private func endProgress() {
    let wasShown = state.withLock { state in
      let wasShown = state.progressWidth > 0
      state.progressWidth = 0
      return wasShown
    }
    if wasShown { Self.writeError("\n") }
  }

  // MARK: Streams

  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  static func writeError(_ text: String) { write(text, to: STDERR_FILENO) }

  static func flushStandardOutput() { fflush(nil) }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}
