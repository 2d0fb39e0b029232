import Synchronization

/// A flag that asks running work to stop, shared by every thread of that work.
///
/// Long operations call ``check()`` at least every 20 ms: between layers, blocks of a file, tiles, tracks.
public final class Cancellation: Sendable {
  private let flag = Atomic(false)

  public init() {}

  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Throws `CancellationError` once ``cancel()`` was called.
  public func check() throws {
    if isCancelled { throw CancellationError() }
  }
}
