/// The threads of an embedding's steps and the flag that stops them.
///
/// Pieces are the same at any number of threads, and sums over them have a fixed order.
struct EmbeddingWork {
  let team: HelpingTeam
  let cancellation: Cancellation

  init(threads: Int?, cancellation: Cancellation) {
    team = HelpingTeam(threads: threads)
    self.cancellation = cancellation
  }

  /// `body` of every index below `count` and the number of its thread; none after a cancellation.
  func pieces(_ count: Int, _ body: (Int, Int) -> Void) throws {
    team.run(count) { index, thread in
      if !cancellation.isCancelled { body(index, thread) }
    }
    try cancellation.check()
  }

  /// `body` of every block of `step` rows.
  func blocks(of rows: Int, step: Int, _ body: (Range<Int>) -> Void) throws {
    try pieces((rows + step - 1) / step) { index, _ in body(index * step..<min(rows, (index + 1) * step)) }
  }

  /// The sum of `body` over the blocks, in their order.
  func sum(over rows: Int, step: Int, _ body: (Range<Int>) -> Double) throws -> Double {
    var sums = [Double](repeating: 0, count: (rows + step - 1) / step)
    try sums.withUnsafeMutableBufferPointer { sums in
      try blocks(of: rows, step: step) { range in sums[range.lowerBound / step] = body(range) }
    }
    return sums.reduce(0, +)
  }
}
