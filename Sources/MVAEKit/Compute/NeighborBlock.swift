import CHotLoops

/// Scratch of one thread: the products of a block of queries with a block of rows, and the queries' candidates.
final class NeighborBlock {
  /// Queries of one block.
  static let rows = 64
  /// Rows of one block at most: the products take 256 KiB.
  private static let columns = 1024
  /// Multiply-adds of one block, a few milliseconds on the slowest path.
  private static let workLimit = 64 << 20

  private let keep: Int
  private let products = AlignedMemory<Float>(count: rows * columns)
  private var kept: [hot_candidate]
  private var counts: [Int]
  private var limits: [Float]

  init(keep: Int) {
    self.keep = keep
    kept = [hot_candidate](repeating: hot_candidate(value: 0, index: 0), count: Self.rows * 2 * keep)
    counts = [Int](repeating: 0, count: Self.rows)
    limits = [Float](repeating: .infinity, count: Self.rows)
  }

  /// Finds the candidates of `count` queries, given as −2 times the scaled rows.
  func collect(
    _ queries: [Float], count: Int, _ points: [Float], _ norms: [Float], _ cancellation: Cancellation
  ) throws {
    for row in 0..<Self.rows {
      counts[row] = 0
      limits[row] = .infinity
    }
    let width = queries.count / max(1, count)
    try queries.withUnsafeBufferPointer { queries in
      try points.withUnsafeBufferPointer { points in
        try norms.withUnsafeBufferPointer { norms in
          guard let a = queries.baseAddress, let b = points.baseAddress, let bias = norms.baseAddress else {
            return
          }
          let step = min(Self.columns, max(32, Self.workLimit / (Self.rows * max(1, width))))
          for first in stride(from: 0, to: norms.count, by: step) {
            try cancellation.check()
            let columns = min(step, norms.count - first)
            hot_gemm(
              Int32(HOT_PATH_BEST), 0, 1, count, columns, width, a, width, b + first * width, width,
              bias + first, 0, products.start, Self.columns)
            hot_keep_smallest(
              products.start, count, columns, Self.columns, Int32(first), keep, &kept, &counts, &limits)
          }
        }
      }
    }
  }

  /// Indices of query `row`'s candidates, in no order.
  func candidates(of row: Int) -> [Int32] {
    (0..<counts[row]).map { kept[row * 2 * keep + $0].index }
  }

  /// What every row that is no candidate reaches.
  func limit(of row: Int) -> Float { limits[row] }
}
