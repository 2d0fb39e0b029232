import CZeroMQ
import Synchronization

/// Where every thread puts what the I/O thread is to send; an `eventfd` wakes that thread.
///
/// Text on a stream is held back for a moment and joined with what follows, so that ten thousand printed lines are
/// a handful of messages; anything else flushes it first, so that the order is the order of posting.
final class Mailbox: Outbox {
  private struct State {
    var items: [OutboxItem] = []
    /// When the text that now waits at the end was first posted.
    var streamStart: ContinuousClock.Instant?
  }

  /// How long text may wait for more.
  private let streamDelay: Duration
  private static let streamLimit = 1 << 18

  let wakeDescriptor: Int32
  private let state = Mutex(State())

  init(streamDelay: Duration = .milliseconds(20)) {
    self.streamDelay = streamDelay
    wakeDescriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
  }

  deinit { close(wakeDescriptor) }

  func post(_ item: OutboxItem) {
    state.withLock { state in
      state.streamStart = nil
      state.items.append(item)
    }
    wake()
  }

  func post(stream name: String, _ text: String, parent: [UInt8]) {
    let mustWake = state.withLock { state in
      if case .stream(var last)? = state.items.last, last.name == name, last.parent == parent {
        // Taken out first, so that the text grows in place instead of being copied for every line.
        state.items.removeLast()
        last.text += text
        let isFull = last.text.utf8.count > Self.streamLimit
        state.items.append(.stream(last))
        return isFull
      }
      state.items.append(.stream(StreamText(name: name, parent: parent, text: text)))
      state.streamStart = .now
      return true
    }
    if mustWake { wake() }
  }

  /// All that may be sent now, in order; text that is still young stays.
  func take() -> [OutboxItem] {
    drainWakeups()
    // No `defer` here: in Swift 6.3 a deferred change of the locked value frees what the closure returns too early.
    return state.withLock { state in
      var ready = state.items
      state.items = []
      if let young = youngText(state, ready) {
        ready.removeLast()
        state.items = [young]
      } else {
        state.streamStart = nil
      }
      return ready
    }
  }

  /// The text at the end, while it may still grow.
  private func youngText(_ state: State, _ items: [OutboxItem]) -> OutboxItem? {
    guard let start = state.streamStart, let last = items.last, case .stream(let text) = last,
      text.text.utf8.count <= Self.streamLimit, ContinuousClock.now - start < streamDelay
    else { return nil }
    return last
  }

  /// How many milliseconds the I/O thread may sleep: -1 without an end.
  var sleepLimit: Int {
    state.withLock { state in
      guard let start = state.streamStart else { return state.items.isEmpty ? -1 : 0 }
      let left = streamDelay - (ContinuousClock.now - start)
      return max(0, Int(left.components.attoseconds / 1_000_000_000_000_000) + 1)
    }
  }

  private func wake() {
    var one: UInt64 = 1
    _ = write(wakeDescriptor, &one, 8)
  }

  private func drainWakeups() {
    var count: UInt64 = 0
    _ = read(wakeDescriptor, &count, 8)
  }
}
