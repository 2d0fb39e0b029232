import CHotLoops

/// A minimum spanning tree of all rows by Prim's algorithm (1957), with O(rows · columns) memory: every pair is worked out
/// once, when one of the two joins, and forgotten.
struct SpanningTree {
  /// In the order in which rows joined; heights are distances.
  private(set) var edges: [Linkage.Joined] = []

  /// - Parameter cores: core distances; with them, a pair is as far as the greatest of its distance and its two core
  ///   distances (mutual reachability).
  init(
    _ values: Tensor, cores: [Double]?, cancellation: Cancellation, progress: ProgressHandler
  ) throws {
    var outside = Outside(values, cores: cores)
    edges.reserveCapacity(values.rows)
    var joined = 0
    var last = outside.remove(0)
    while outside.count > 0 {
      if joined % outside.stepsPerCheck == 0 { try cancellation.check() }
      joined += 1
      if joined % 512 == 0 {
        progress(WorkProgress(completed: joined, total: values.rows - 1, unit: "rows"))
      }
      let next = outside.nearest(after: last, values, cores)
      edges.append(
        Linkage.Joined(
          first: Int(outside.from[next]), second: outside.rows[next],
          height: outside.squares[next].squareRoot()))
      last = outside.remove(next)
    }
  }

  /// Rows that are not in the tree, without gaps.
  private struct Outside {
    var count: Int
    var rows: [Int]
    /// Squared distance to the tree.
    var squares: [Double]
    /// The row of the tree that is nearest.
    var from: [Int32]
    private var cores: [Double]?
    private var tiles: [Float]
    private let width: Int

    /// Steps that take a few milliseconds at most.
    var stepsPerCheck: Int { max(1, (4 << 20) / max(1, count * width)) }

    init(_ values: Tensor, cores: [Double]?) {
      count = values.rows
      width = values.columns
      rows = Array(0..<values.rows)
      let tiled = PointTiles(values)
      tiles = tiled.values
      squares = [Double](repeating: .infinity, count: tiled.tileCount * PointTiles.lanes)
      from = [Int32](repeating: 0, count: squares.count)
      let padding = [Double](repeating: 0, count: squares.count - count)
      self.cores = cores.map { $0.map { $0 * $0 } + padding }
    }

    /// The place of the row that is nearest to the tree, now that row `last` is in it.
    mutating func nearest(after last: Int, _ values: Tensor, _ reach: [Double]?) -> Int {
      var found = 0
      let core = reach.map { $0[last] * $0[last] } ?? 0
      values.values.withUnsafeBufferPointer { values in
        guard let row = values.baseAddress.map({ $0 + last * width }) else { return }
        if let cores {
          hot_prim_step(
            Int32(HOT_PATH_BEST), tiles, count, width, row, core, cores, Int32(last), &squares, &from, &found)
        } else {
          hot_prim_step(
            Int32(HOT_PATH_BEST), tiles, count, width, row, core, nil, Int32(last), &squares, &from, &found)
        }
      }
      return found
    }

    /// Takes the row at `place` out; the last one fills the gap.
    mutating func remove(_ place: Int) -> Int {
      let row = rows[place]
      count -= 1
      rows[place] = rows[count]
      squares[place] = squares[count]
      from[place] = from[count]
      if let core = cores?[count] { cores?[place] = core }
      hot_tile_move(&tiles, width, count, place)
      return row
    }
  }
}
