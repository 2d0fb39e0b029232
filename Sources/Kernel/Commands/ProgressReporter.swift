import MVAEKit
import Synchronization

/// Shows the progress of one command in one display that is replaced in place, at most ten times a second.
final class ProgressReporter: Sendable {
  private struct State {
    var latest: WorkProgress?
    var shownAt: ContinuousClock.Instant?
    var isShown = false
  }

  /// Work that ends within this time shows nothing.
  private static let patience = Duration.milliseconds(300)
  private static let interval = Duration.milliseconds(100)

  private let title: String
  private let id: String
  private let output: any Output
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(_ title: String, output: any Output) {
    self.title = title
    self.output = output
    id = "progress-\(UInt64.random(in: 0...UInt64.max))"
  }

  func report(_ progress: WorkProgress) {
    let now = ContinuousClock.now
    state.withLock { state in
      state.latest = progress
      guard now - start > Self.patience else { return }
      if let last = state.shownAt, now - last < Self.interval { return }
      state.shownAt = now
      publish(ProgressBundle.running(title, progress, elapsed: elapsed(now)), &state)
    }
  }

  /// Replaces a shown bar by one line of what was done.
  func finish() {
    state.withLock { state in
      guard state.isShown, let latest = state.latest else { return }
      publish(ProgressBundle.finished(title, latest, elapsed: elapsed(.now)), &state)
    }
  }

  private func publish(_ bundle: MIMEBundle, _ state: inout State) {
    if state.isShown {
      output.update(bundle, id: id)
    } else {
      state.isShown = true
      output.display(bundle, id: id)
    }
  }

  private func elapsed(_ now: ContinuousClock.Instant) -> Double {
    let parts = (now - start).components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }
}

extension Invocation {
  /// Runs `work` with a progress display that ends with it, however it ends.
  func withProgress<Result>(_ work: (@escaping ProgressHandler) throws -> Result)
    rethrows
    -> Result
  {
    let reporter = ProgressReporter(title, output: context.output)
    defer { reporter.finish() }
    return try work { reporter.report($0) }
  }
}
