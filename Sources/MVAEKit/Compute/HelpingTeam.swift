import CHotLoops
import Synchronization

/// Threads that share the pieces of many short steps; on busy cores their share falls back to the caller.
///
/// Unlike ``Team``, whose barrier waits for every thread, a step ends with its last piece: a thread that is not
/// running costs nothing. Belongs to one computation and ends with it.
final class HelpingTeam {
  /// Threads that may work side by side, with the caller.
  let threads: Int
  private let helpers: [OpaquePointer]

  init(threads: Int?) {
    let wanted = max(1, threads ?? Parallel.cores)
    helpers = (1..<wanted).compactMap { _ in hot_helper_start() }
    self.threads = helpers.count + 1
  }

  deinit { helpers.forEach { hot_helper_stop($0) } }

  /// `body` of every index below `count` and the number of its thread, below `threads`; no two threads have the
  /// same number at once.
  func run(_ count: Int, _ body: (Int, Int) -> Void) {
    guard count > 1, !helpers.isEmpty else {
      for index in 0..<count { body(index, 0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      let queue = PieceQueue(count: count)
      var shares = helpers.indices.map { Share(queue: queue, thread: $0 + 1, body: body) }
      shares.withUnsafeMutableBufferPointer { shares in
        for (helper, index) in zip(helpers, shares.indices) {
          hot_helper_post(
            helper, { $0?.assumingMemoryBound(to: Share.self).pointee.drain() },
            shares.baseAddress.map { $0 + index })
        }
        Share(queue: queue, thread: 0, body: body).drain()
        helpers.forEach { hot_helper_finish($0) }
      }
    }
  }

  private struct Share {
    let queue: PieceQueue
    let thread: Int
    let body: (Int, Int) -> Void

    func drain() {
      while let index = queue.take() { body(index, thread) }
    }
  }

  private final class PieceQueue: Sendable {
    private let count: Int
    private let next = Atomic(0)

    init(count: Int) { self.count = count }

    func take() -> Int? {
      let index = next.add(1, ordering: .relaxed).oldValue
      return index < count ? index : nil
    }
  }
}
