import Synchronization

/// Counts finished pieces of work across threads.
final class Counter: Sendable {
  private let value = Atomic(0)

  /// The count after adding one.
  func increment() -> Int { value.add(1, ordering: .relaxed).newValue }
}
