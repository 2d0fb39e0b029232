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
    let sorted = order.map { Int64(points.labels[$0]) } + [Int64](repeating: -1, count: padding)
    let block = 64
    let blocks = (order.count + block - 1) / block
    let parts = try Parallel.map(count: blocks, threads: threads, cancellation: cancellation) { index in
      let rows = Array(index * block..<min(order.count, (index + 1) * block))
      let queries = rows.flatMap { values.row($0).map(Double.init) }
      let sums = try tiles.distanceSums(
        from: queries, labels: sorted, clusters: points.clusterCount, cancellation: cancellation)
      return rows.enumerated().map { offset, row in
        value(of: row, points, sums[offset * points.clusterCount..<(offset + 1) * points.clusterCount])
      }
    }
    return parts.flatMap { $0 }
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
