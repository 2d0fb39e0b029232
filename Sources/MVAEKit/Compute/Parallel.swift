import Foundation
import Synchronization

/// Work items over threads that are started for one call: Swift's shared pool stays free for everything else.
enum Parallel {
  /// Cores that this process may use.
  static var cores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// `body` of every index below `count`, in order of index, on up to `threads` threads.
  ///
  /// Results never depend on the number of threads as long as `body` depends on its index alone. Of several
  /// errors the one of the lowest index is thrown; no item is started after an error or a cancellation.
  static func map<Result: Sendable>(
    count: Int, threads: Int? = nil, cancellation: Cancellation,
    body: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    try map(count: count, threads: threads, cancellation: cancellation, workspace: {}) { _, index in
      try body(index)
    }
  }

  /// The same with scratch memory that `workspace` makes once on each thread.
  static func map<Result: Sendable, Workspace>(
    count: Int, threads: Int? = nil, cancellation: Cancellation,
    workspace: @Sendable () throws -> Workspace,
    body: @Sendable (Workspace, Int) throws -> Result
  ) throws -> [Result] {
    guard count > 0 else { return [] }
    let queue = WorkQueue<Result>(count: count)
    let helpers = max(1, min(threads ?? cores, count)) - 1
    try withoutActuallyEscaping(workspace) { workspace in
      try withoutActuallyEscaping(body) { body in
        let loop: @Sendable () -> Void = {
          queue.drain(cancellation: cancellation, workspace: workspace, body: body)
        }
        let started = (0..<helpers).compactMap { _ in WorkThread(running: loop) }
        loop()
        started.forEach { $0.join() }
        try cancellation.check()
      }
    }
    return try queue.results()
  }
}

/// The items of one call: which is next, what came of each, and the first error.
private final class WorkQueue<Result: Sendable>: Sendable {
  private struct State {
    var next = 0
    var results: [Result?]
    var failure: (index: Int, error: any Error)?
  }

  private let state: Mutex<State>

  init(count: Int) {
    state = Mutex(State(results: [Result?](repeating: nil, count: count)))
  }

  func drain<Workspace>(
    cancellation: Cancellation, workspace: () throws -> Workspace, body: (Workspace, Int) throws -> Result
  ) {
    var scratch: Workspace?
    while !cancellation.isCancelled, let index = take() {
      do {
        let own = try scratch ?? workspace()
        scratch = own
        let result = try body(own, index)
        state.withLock { $0.results[index] = result }
      } catch {
        fail(index, error)
      }
    }
  }

  func results() throws -> [Result] {
    try state.withLock { state in
      if let failure = state.failure { throw failure.error }
      return state.results.compactMap { $0 }
    }
  }

  private func take() -> Int? {
    state.withLock { state in
      guard state.failure == nil, state.next < state.results.count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  private func fail(_ index: Int, _ error: any Error) {
    state.withLock { state in
      if let failure = state.failure, failure.index < index { return }
      state.failure = (index, error)
    }
  }
}

/// One POSIX thread that runs a closure and is joined.
private struct WorkThread {
  private final class Job: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let handle: pthread_t

  /// `nil` when the system refuses another thread: the caller works alone then.
  init?(running body: @escaping @Sendable () -> Void) {
    let job = Unmanaged.passRetained(Job(body))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, job.toOpaque())
    guard status == 0 else {
      job.release()
      return nil
    }
    handle = thread
  }

  func join() { pthread_join(handle, nil) }
}
