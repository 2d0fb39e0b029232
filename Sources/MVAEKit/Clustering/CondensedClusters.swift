import CHotLoops

/// Clusters that merge by average or complete linkage, with the distances of all pairs.
struct CondensedClusters: MergingClusters {
  let count: Int
  private let isComplete: Bool
  /// The upper triangle, row after row.
  private var matrix: [Double]
  private var active: [Int32]
  private var sizes: [Double]

  init(_ values: Tensor, isComplete: Bool, threads: Int?, cancellation: Cancellation) throws {
    count = values.rows
    self.isComplete = isComplete
    let pairs = count * (count - 1) / 2
    let bytes = pairs * MemoryLayout<Double>.size
    guard bytes <= AgglomerativeClustering.memoryLimit else {
      throw ClusteringError.memory(
        rows: count, bytes: bytes, limit: AgglomerativeClustering.memoryLimit,
        linkage: isComplete ? "complete" : "average")
    }
    matrix = try Self.distances(values, pairs: pairs, threads: threads, cancellation: cancellation)
    active = (0..<Int32(count)).map { $0 }
    sizes = [Double](repeating: 1, count: count)
  }

  var first: Int { Int(active[0]) }
  func row(at place: Int) -> Int { place }
  static func shown(_ height: Double) -> Double { height }

  mutating func nearest(to place: Int, previous: Int?) throws -> Neighbor {
    var height = 0.0
    let found = hot_condensed_nearest(
      matrix, count, active, active.count, place, previous ?? -1, &height)
    return Neighbor(place: Int(found), height: height)
  }

  mutating func merge(_ first: Int, _ second: Int) throws -> PlaceMap {
    let (gone, kept) = (min(first, second), max(first, second))
    hot_condensed_merge(
      &matrix, count, active, active.count, gone, kept, isComplete ? 1 : 0, sizes[gone], sizes[kept])
    sizes[kept] += sizes[gone]
    active.removeAll { Int($0) == gone }
    return nil
  }

  private static func distances(_ values: Tensor, pairs: Int, threads: Int?, cancellation: Cancellation)
    throws -> [Double]
  {
    let (rows, width) = (values.rows, values.columns)
    var matrix = [Double](repeating: 0, count: pairs)
    try matrix.withUnsafeMutableBufferPointer { matrix in
      // Rows are disjoint parts of the matrix: each is written by one thread.
      nonisolated(unsafe) let target = matrix.baseAddress
      let step = max(1, (4 << 20) / max(1, rows * width))
      _ = try Parallel.map(
        count: (rows + step - 1) / step, threads: threads, cancellation: cancellation
      ) { block in
        for row in block * step..<min(rows, (block + 1) * step) {
          guard let target, row + 1 < rows else { continue }
          hot_condensed_row(values.values, rows, width, row, target + row * (2 * rows - row - 1) / 2)
        }
      }
    }
    return matrix
  }
}
