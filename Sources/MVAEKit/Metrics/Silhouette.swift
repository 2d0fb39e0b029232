import CHotLoops

/// The silhouette (Rousseeuw 1987): s = (b − a) / max(a, b), with a a point's mean distance to its own cluster's
/// other points and b that to the nearest other cluster; 0 in a cluster of one.
///
/// Worked in blocks of rows: O(n²) time, O(n) memory, the same bytes at any number of threads.
public enum Silhouette {
  /// The mean over all points, −1 … 1.
  ///
  /// - Throws: ``ScoreError`` unless there are 2 to n − 1 clusters; `CancellationError`.
  public static func score(
    _ values: Tensor, labels: [Int], cancellation: Cancellation = Cancellation(), threads: Int? = nil
  ) throws -> Double {
    let each = try scores(values, labels: labels, cancellation: cancellation, threads: threads)
    return each.reduce(0, +) / Double(each.count)
  }

  /// Of every point.
  public static func scores(
    _ values: Tensor, labels: [Int], cancellation: Cancellation = Cancellation(), threads: Int? = nil
  ) throws -> [Double] {
    let points = try LabeledPoints(values, labels: labels)
    // Sorted by cluster, so that most tiles of points hold one cluster only.
    let order = labels.indices.sorted { (points.labels[$0], $0) < (points.labels[$1], $1) }
    let tiles = PointTiles(values, order: order)
    let lanes = PointTiles.lanes
    let padding = tiles.tileCount * lanes - order.count
    let sorted = order.map { Int32(points.labels[$0]) } + [Int32](repeating: -1, count: padding)
    let blocks = (order.count + lanes - 1) / lanes
    let parts = try Parallel.map(count: blocks, threads: threads, cancellation: cancellation) { block in
      let rows = block * lanes..<min(order.count, (block + 1) * lanes)
      let sums = try distanceSums(of: rows, points, tiles, labels: sorted, cancellation: cancellation)
      return rows.enumerated().map { offset, row in
        value(of: row, points, sums[offset * points.clusterCount..<(offset + 1) * points.clusterCount])
      }
    }
    return parts.flatMap { $0 }
  }

  /// Sums of distances from each of a few rows to all points of each cluster: [row][cluster].
  ///
  /// Single differences and roots, which are off by their last digits only, are added in double tile by tile.
  private static func distanceSums(
    of rows: Range<Int>, _ points: LabeledPoints, _ tiles: PointTiles, labels: [Int32],
    cancellation: Cancellation
  ) throws -> [Double] {
    let last = tiles.count - (tiles.tileCount - 1) * PointTiles.lanes
    var sums = [Double](repeating: 0, count: rows.count * points.clusterCount)
    try points.values.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for piece in tiles.pieces(work: rows.count) {
        try cancellation.check()
        hot_pairs_sums(
          Int32(HOT_PATH_BEST), tiles.values, labels, piece.lowerBound, piece.upperBound, tiles.tileCount,
          last, tiles.dimensions, base + rows.lowerBound * tiles.dimensions, rows.count, &sums,
          points.clusterCount)
      }
    }
    return sums
  }

  private static func value(of row: Int, _ points: LabeledPoints, _ sums: ArraySlice<Double>) -> Double {
    let own = points.labels[row]
    guard points.sizes[own] > 1 else { return 0 }
    let inner = sums[sums.startIndex + own] / Double(points.sizes[own] - 1)
    var outer = Double.infinity
    for cluster in points.sizes.indices where cluster != own {
      outer = min(outer, sums[sums.startIndex + cluster] / Double(points.sizes[cluster]))
    }
    let larger = max(inner, outer)
    return larger > 0 ? (outer - inner) / larger : 0
  }
}
