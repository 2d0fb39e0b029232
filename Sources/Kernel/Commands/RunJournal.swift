import Synchronization

/// The cells that run and have run, kept so that who comes back to a kernel sees what it did meanwhile.
///
/// Memory is bounded: the last cells only, and of what they showed the latest few megabytes.
final class RunJournal: Sendable {
  private struct State {
    var runs: [RunRecord] = []
    var count = 0
  }

  /// How many cells are remembered.
  static let limit = 100
  /// How much of what they showed is kept, in bytes of text and pictures.
  static let shownLimit = 32 << 20

  private let state = Mutex(State())

  /// A cell begins.
  func begin(_ code: String) -> RunRecord {
    state.withLock { state in
      state.count += 1
      let run = RunRecord(number: state.count, code: code)
      state.runs.append(run)
      Self.trim(&state.runs)
      return run
    }
  }

  /// From the oldest to the latest.
  var runs: [RunRecord] { state.withLock(\.runs) }

  func run(_ number: Int) -> RunRecord? { runs.last { $0.number == number } }

  /// Whether any cell runs now.
  var isBusy: Bool { runs.contains { $0.summary.state == .running } }

  private static func trim(_ runs: inout [RunRecord]) {
    if runs.count > limit, let finished = runs.firstIndex(where: { $0.summary.state != .running }) {
      runs.remove(at: finished)
    }
    var room = shownLimit
    for run in runs.reversed() {
      room -= run.shownBytes
      if room < 0 { run.forgetShown() }
    }
  }
}
