import Synchronization

/// The names of a session and what they stand for; safe to read while a command runs.
final class Workspace: Sendable {
  struct Entry: Sendable {
    let name: String
    let value: Value
  }

  private struct State {
    var values: [String: Value] = [:]
    var order: [String] = []
    var lastResult: Value?
  }

  private let state = Mutex(State())

  /// What `_` stands for: the result of the last cell that had one.
  static let lastResultName = "_"

  func value(of name: String) -> Value? {
    state.withLock { name == Self.lastResultName ? $0.lastResult : $0.values[name] }
  }

  /// Binds `name`; the later binding wins.
  func bind(_ name: String, to value: Value) {
    state.withLock { state in
      if state.values.updateValue(value, forKey: name) == nil { state.order.append(name) }
    }
  }

  func keepResult(_ value: Value) {
    state.withLock { $0.lastResult = value }
  }

  /// Frees `name`; false when nothing was bound to it.
  func forget(_ name: String) -> Bool {
    state.withLock { state in
      if name == Self.lastResultName {
        let hadResult = state.lastResult != nil
        state.lastResult = nil
        return hadResult
      }
      state.order.removeAll { $0 == name }
      return state.values.removeValue(forKey: name) != nil
    }
  }

  /// Names and values in the order in which they were first bound.
  var entries: [Entry] {
    state.withLock { state in
      state.order.compactMap { name in state.values[name].map { Entry(name: name, value: $0) } }
    }
  }

  var names: [String] { state.withLock(\.order) }
}
