import Synchronization

/// The cells of this and earlier sessions, for the history requests of consoles.
///
/// A cell is noted at once and written to the file by a thread of its own, so that no cell waits for a disk; the file
/// is not opened before there is something to write or to find.
final class History: Sendable {
  struct Cell: Sendable {
    let line: Int
    let input: String
    /// Of long outputs the beginning.
    let output: String?
  }

  private struct State {
    var store: HistoryStore?
    var isOpen = false
    var pending: [Cell] = []
  }

  private let path: String?
  private let state = Mutex(State())
  private let longestOutput = 10_000

  /// - Parameter path: the file; `nil` remembers this session only.
  init(path: String? = nil) { self.path = path }

  func add(line: Int, input: String, output: String?) {
    let output = output.map { $0.utf8.count > longestOutput ? String($0.prefix(longestOutput)) + "…" : $0 }
    state.withLock { $0.pending.append(Cell(line: line, input: input, output: output)) }
  }

  /// Writes what waits.
  func flush() { state.withLock { write(&$0) } }

  /// The answer to a `history_request`: (session, line, input) or (session, line, (input, output)).
  func answer(_ request: JSON) -> JSON {
    let found = state.withLock { state in
      write(&state)
      return state.store.map { Self.find(request, in: $0) } ?? []
    }
    let withOutput = request["output"]?.bool ?? false
    return .array(
      found.map { entry in
        let output = entry.output.map(JSON.string) ?? .null
        let content: JSON = withOutput ? [.string(entry.input), output] : .string(entry.input)
        return [.integer(entry.session), .integer(entry.line), content]
      })
  }

  private static func find(_ request: JSON, in store: HistoryStore) -> [HistoryStore.Entry] {
    let count = max(0, request["n"]?.integer ?? Int(Int32.max))
    switch request["hist_access_type"]?.string {
    case "range":
      // Sessions count from 1, or backwards from the current one, which is 0.
      let given = request["session"]?.integer ?? 0
      guard let session = given > 0 ? given : store.session.map({ $0 &+ given }) else { return [] }
      return store.range(
        session: session, from: request["start"]?.integer ?? 1, to: request["stop"]?.integer ?? Int.max)
    case "search":
      let pattern = Glob(request["pattern"]?.string ?? "*")
      return store.search(pattern, count: count, unique: request["unique"]?.bool ?? false)
    default: return store.tail(count)
    }
  }

  private func write(_ state: inout State) {
    if !state.isOpen {
      state.isOpen = true
      state.store = HistoryStore(path: path) ?? HistoryStore(path: nil)
    }
    guard !state.pending.isEmpty, let store = state.store else { return }
    // Another kernel may hold the file for a moment: what can't be written now is written with the next cell.
    if store.append(state.pending) || state.pending.count > 10_000 { state.pending = [] }
  }
}
