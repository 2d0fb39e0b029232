import Synchronization
import Testing

@testable import MVAEKit

@Suite struct ParallelTests {
  struct Failure: Error, Equatable {
    let index: Int
  }

  @Test(arguments: [1, 2, 7]) func resultsAreInOrder(threads: Int) throws {
    let squares = try Parallel.map(count: 100, threads: threads, cancellation: Cancellation()) { $0 * $0 }
    #expect(squares == (0..<100).map { $0 * $0 })
  }

  @Test func theErrorOfTheLowestIndexIsThrown() {
    #expect(throws: Failure(index: 10)) {
      try Parallel.map(count: 100, threads: 4, cancellation: Cancellation()) { index in
        if index >= 10 { throw Failure(index: index) }
        return index
      }
    }
  }

  @Test func cancellationStopsTheRest() {
    let cancellation = Cancellation()
    let started = Mutex(0)
    #expect(throws: CancellationError.self) {
      try Parallel.map(count: 10_000, threads: 2, cancellation: cancellation) { index in
        started.withLock { $0 += 1 }
        if index == 5 { cancellation.cancel() }
      }
    }
    #expect(started.withLock { $0 } < 100)
  }

  @Test func workspacesAreMadeOncePerThread() throws {
    let made = Mutex(0)
    _ = try Parallel.map(
      count: 50, threads: 3, cancellation: Cancellation(),
      workspace: { made.withLock { $0 += 1 } }, body: { _, index in index })
    #expect((1...3).contains(made.withLock { $0 }))
    #expect(try Parallel.map(count: 0, cancellation: Cancellation()) { $0 }.isEmpty)
  }
}
