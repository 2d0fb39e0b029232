import CHotLoops

/// One more thread for steps of a fraction of a millisecond; on busy cores its share falls back to the caller.
///
/// Belongs to one computation; started when it is first needed and ended with its owner.
final class HelpingThread {
  private lazy var helper: OpaquePointer? = hot_helper_start()
  private var isStarted = false

  /// Runs `first` on the helper, or after `second`, and `second` on this thread; returns when both are done.
  func run(_ first: () -> Void, beside second: () -> Void) {
    isStarted = true
    guard let helper else {
      second()
      return first()
    }
    withoutActuallyEscaping(first) { first in
      var box = Box(body: first)
      withUnsafeMutablePointer(to: &box) { box in
        hot_helper_post(helper, { $0?.assumingMemoryBound(to: Box.self).pointee.body() }, box)
        second()
        hot_helper_finish(helper)
      }
    }
  }

  deinit { if isStarted, let helper { hot_helper_stop(helper) } }

  private struct Box {
    let body: () -> Void
  }
}
