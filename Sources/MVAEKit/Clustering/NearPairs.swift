import CHotLoops

/// Rows in tiles, asked which pairs of them are within a radius.
///
/// Decided in single precision, and in double where that is in doubt; the radius itself counts.
struct NearPairs: Sendable {
  let count: Int
  private let width: Int
  private let tiles: PointTiles
  /// Row-major, in the order of the tiles.
  private let rows: [Float]
  private let near: hot_near

  /// The rows at `order` of `values`, in that order.
  init(_ values: Tensor, order: [Int]? = nil, radius: Double) {
    let chosen = order.map { values.selecting($0) } ?? values
    count = chosen.rows
    width = chosen.columns
    rows = chosen.values
    // What fills up the last tile is near to nothing.
    tiles = PointTiles(chosen, padding: .infinity)
    let square = radius * radius
    // Differences, squares and sums round (columns + 2) times by 2⁻²⁴ at most.
    let doubt = Double(chosen.columns + 8) * 0x1p-23
    near = hot_near(
      surely: Float(square * (1 - doubt)), perhaps: Float(square * (1 + doubt)), limit: square)
  }

  private var path: Int32 { Int32(HOT_PATH_BEST) }
  private var lanes: Int { PointTiles.lanes }

  /// How many rows are within the radius of each, itself among them.
  func counts(threads: Int?, cancellation: Cancellation) throws -> [Int32] {
    let parts = try stripes(threads: threads, cancellation: cancellation) { stripe in
      var counts = [Int32](repeating: 0, count: tiles.tileCount * lanes)
      try rows.withUnsafeBufferPointer { rows in
        try counts.withUnsafeMutableBufferPointer { counts in
          guard let rows = rows.baseAddress, let counts = counts.baseAddress else { return }
          for tile in stripe {
            let (first, size) = (tile * lanes, min(lanes, count - tile * lanes))
            let queries = rows + first * width
            hot_pairs_count(
              path, tiles.values, tile, tile + 1, width, queries, size, near, counts + first, nil)
            try pieces(from: tile + 1, cancellation) { from, to in
              hot_pairs_count(
                path, tiles.values, from, to, width, queries, size, near, counts + first, counts)
            }
          }
        }
      }
      return counts
    }
    // Whole numbers: their order does not matter.
    return (0..<count).map { row in parts.reduce(0) { $0 + $1[row] } }
  }

  /// Rows that are joined by steps within the radius: the lowest row of each one's set.
  func components(threads: Int?, cancellation: Cancellation) throws -> [Int] {
    let parts = try stripes(threads: threads, cancellation: cancellation) { stripe in
      var parents = (0..<Int32(tiles.tileCount * lanes)).map { $0 }
      try rows.withUnsafeBufferPointer { rows in
        guard let rows = rows.baseAddress else { return }
        for tile in stripe {
          let (first, size) = (tile * lanes, min(lanes, count - tile * lanes))
          try pieces(from: tile, cancellation) { from, to in
            hot_pairs_join(
              path, tiles.values, from, to, width, rows + first * width, size, first, near, &parents)
          }
        }
      }
      return DisjointSets(parents: parents)
    }
    var all = DisjointSets(count: count)
    for var part in parts {
      for row in 0..<count { all.join(all.root(of: row), all.root(of: part.root(of: row))) }
    }
    return (0..<count).map { all.root(of: $0) }
  }

  /// The least of `labels` (one a row of these) within the radius of each of `queries`, `none` where there is no row.
  func lowestLabels(
    _ labels: [Int32], near queries: Tensor, none: Int32, threads: Int?, cancellation: Cancellation
  ) throws -> [Int32] {
    let labels = labels + [Int32](repeating: none, count: tiles.tileCount * lanes - count)
    let blocks = (queries.rows + lanes - 1) / lanes
    return try Parallel.map(count: blocks, threads: threads, cancellation: cancellation) { block in
      let (first, size) = (block * lanes, min(lanes, queries.rows - block * lanes))
      var lowest = [Int32](repeating: none, count: size)
      try queries.values.withUnsafeBufferPointer { queries in
        guard let base = queries.baseAddress else { return }
        try pieces(from: 0, cancellation) { from, to in
          hot_pairs_lowest(
            path, tiles.values, from, to, width, base + first * width, size, near, labels, &lowest)
        }
      }
      return lowest
    }.flatMap { $0 }
  }

  /// Pieces of a few milliseconds of the tiles from one on.
  private func pieces(from first: Int, _ cancellation: Cancellation, body: (Int, Int) -> Void) throws {
    let step = max(1, (32 << 20) / max(1, lanes * lanes * width))
    for from in stride(from: first, to: tiles.tileCount, by: step) {
      try cancellation.check()
      body(from, min(tiles.tileCount, from + step))
    }
  }

  /// `body` of every n-th tile, so that all stripes have about as many pairs.
  private func stripes<Part: Sendable>(
    threads: Int?, cancellation: Cancellation,
    body: @Sendable (StrideTo<Int>) throws -> Part
  ) throws -> [Part] {
    let number = max(1, min(tiles.tileCount, threads ?? Parallel.cores))
    return try Parallel.map(count: number, threads: threads, cancellation: cancellation) { index in
      try body(stride(from: index, to: tiles.tileCount, by: number))
    }
  }
}
