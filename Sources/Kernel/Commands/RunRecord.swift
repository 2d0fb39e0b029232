import Synchronization

/// One cell: its text, how it goes, and the latest that it showed.
final class RunRecord: Sendable {
  enum Phase: String, Sendable {
    case running
    case finished
    case failed
    case interrupted
  }

  /// How it goes at one moment.
  struct Summary: Sendable {
    let state: Phase
    /// In seconds, so far or in all.
    let seconds: Double
    /// The latest words of progress, or the last line that it wrote.
    let progress: String
  }

  private struct State {
    var phase = Phase.running
    var end: ContinuousClock.Instant?
    var progress = ""
    var error = ""
    /// The end of what it wrote.
    var words = ""
    var shown: [MIMEBundle] = []
    var shownBytes = 0
    var wasForgotten = false
  }

  let number: Int
  let code: String
  private let start = ContinuousClock.now
  private let state = Mutex(State())
  private static let wordLimit = 16_384
  private static let longestCode = 65_536
  /// Of one cell, in bytes.
  private static let shownLimit = 8 << 20

  init(number: Int, code: String) {
    self.number = number
    self.code = code.utf8.count > Self.longestCode ? String(code.prefix(Self.longestCode / 4)) + "…" : code
  }

  // MARK: What happens to it

  func note(progress: String) { state.withLock { $0.progress = progress } }

  func note(words: String) {
    state.withLock { state in
      state.words += words.utf8.count > Self.wordLimit ? String(words.suffix(Self.wordLimit / 4)) : words
      if state.words.utf8.count > 2 * Self.wordLimit {
        state.words = String(state.words.suffix(Self.wordLimit / 4))
      }
    }
  }

  /// A figure, a table, a player, the result.
  func note(shown bundle: MIMEBundle) {
    let bytes = bundle.approximateBytes
    state.withLock { state in
      guard state.shownBytes + bytes <= Self.shownLimit else {
        state.wasForgotten = true
        return
      }
      state.shown.append(bundle)
      state.shownBytes += bytes
    }
  }

  func clear() {
    state.withLock { state in
      state.shown = []
      state.shownBytes = 0
      state.words = ""
    }
  }

  /// - Parameter error: the message of what ended it, when something did.
  func end(_ phase: Phase, error: String = "") {
    state.withLock { state in
      state.phase = phase
      state.error = error
      state.end = .now
    }
  }

  // MARK: What is known of it

  var summary: Summary {
    state.withLock { state in
      let parts = ((state.end ?? .now) - start).components
      let lastLine = state.words.split(separator: "\n").last.map(String.init) ?? ""
      let words = [state.error, state.progress, lastLine].first { !$0.isEmpty } ?? ""
      return Summary(
        state: state.phase, seconds: Double(parts.seconds) + Double(parts.attoseconds) * 1e-18,
        progress: words)
    }
  }

  var words: String { state.withLock(\.words) }
  var shown: [MIMEBundle] { state.withLock(\.shown) }
  var shownBytes: Int { state.withLock(\.shownBytes) }
  /// Whether it showed more than is kept.
  var isIncomplete: Bool { state.withLock(\.wasForgotten) }

  func forgetShown() {
    state.withLock { state in
      guard !state.shown.isEmpty else { return }
      state.shown = []
      state.shownBytes = 0
      state.wasForgotten = true
    }
  }
}
