import Glibc
import MVAEKit
import Synchronization

/// Ctrl-C in a terminal: it stops the running cell, or drops the one that is being typed; the session goes on.
final class TerminalInterrupts: Sendable {
  private struct State {
    var running: Cancellation?
    var isDropped = false
  }

  private let signals = SignalDescriptor()
  private let state = Mutex(State())
  private let prompt: String

  /// Call before any other thread runs.
  ///
  /// - Parameter prompt: shown anew when a line is dropped.
  init(prompt: String) {
    self.prompt = prompt
    DedicatedThread.start { [self] in
      while true {
        var wanted = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
        poll(&wanted, 1, -1)
        switch signals.take() {
        case .interrupt: interrupt()
        case .end: _exit(128 + SIGTERM)
        case nil: break
        }
      }
    }
  }

  /// Runs a cell that Ctrl-C stops.
  func whileRunning(_ body: (Cancellation) -> Void) {
    let cancellation = Cancellation()
    state.withLock { $0.running = cancellation }
    body(cancellation)
    state.withLock { $0.running = nil }
  }

  /// Whether Ctrl-C came since the last call, while nothing ran.
  func takeDropped() -> Bool {
    state.withLock { state in
      let isDropped = state.isDropped
      state.isDropped = false
      return isDropped
    }
  }

  private func interrupt() {
    let running = state.withLock { state in
      state.isDropped = state.running == nil
      return state.running
    }
    if let running { running.cancel() } else { TerminalOutput.writeError("\n" + prompt) }
  }
}
