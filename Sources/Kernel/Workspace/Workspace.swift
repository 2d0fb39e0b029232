import MVAEKit
import Synchronization

/// The names of a session and what they stand for; safe to read while a command runs.
final class Workspace: Sendable {
  struct Entry: Sendable {
    let name: String
    let value: Value
  }

  /// A value with how it came to be, where that is known.
  private struct Bound {
    let value: Value
    let lineage: Lineage?
  }

  private struct State {
    var values: [String: Bound] = [:]
    var order: [String] = []
    var lastResult: Bound?
    var looks: [LabelLook] = []
    /// When each name was bound, in bindings since the beginning.
    var moments: [String: Int] = [:]
    var bindings = 0
    var writtenPaths: Set<String> = []
  }

  private let state = Mutex(State())

  /// What `_` stands for: the result of the last cell that had one.
  static let lastResultName = "_"

  func value(of name: String) -> Value? {
    state.withLock { (name == Self.lastResultName ? $0.lastResult : $0.values[name])?.value }
  }

  /// How the value of `name` came to be; `nil` where that is not known.
  func lineage(of name: String) -> Lineage? {
    state.withLock { (name == Self.lastResultName ? $0.lastResult : $0.values[name])?.lineage }
  }

  /// A moment to compare bindings with.
  var now: Int { state.withLock(\.bindings) }

  /// Binds `name`; the later binding wins.
  ///
  /// - Parameter start: when the command began that gives the value.
  /// - Returns: whether another shell has bound the name since then.
  @discardableResult
  func bind(_ name: String, to value: Value, lineage: Lineage? = nil, since start: Int = .max) -> Bool {
    state.withLock { state in
      let bound = Bound(value: value, lineage: lineage)
      if state.values.updateValue(bound, forKey: name) == nil { state.order.append(name) }
      let isLater = (state.moments[name] ?? 0) > start
      state.bindings += 1
      state.moments[name] = state.bindings
      return isLater
    }
  }

  func keepResult(_ value: Value, lineage: Lineage? = nil) {
    state.withLock { $0.lastResult = Bound(value: value, lineage: lineage) }
  }

  // MARK: Files

  /// Remembers that this session wrote a file.
  func noteWritten(_ path: String) {
    state.withLock { _ = $0.writtenPaths.insert(path) }
  }

  func hasWritten(_ path: String) -> Bool { state.withLock { $0.writtenPaths.contains(path) } }

  // MARK: Looks

  /// Scores against labels that were shown in this session, the oldest first.
  var looks: [LabelLook] { state.withLock(\.looks) }

  /// Remembers scores that were shown: an audit asks whether a setting was chosen by them.
  func remember(_ looks: [LabelLook]) {
    state.withLock { state in
      state.looks += looks
      state.looks.removeFirst(max(0, state.looks.count - Self.mostLooks))
    }
  }

  private static let mostLooks = 10_000

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
      state.order.compactMap { name in state.values[name].map { Entry(name: name, value: $0.value) } }
    }
  }

  var names: [String] { state.withLock(\.order) }
}
