import CHotLoops

/// Lloyd's algorithm: assign every point to its nearest centre, move every centre to its points' mean, repeat.
struct LloydIteration {
  let points: KMeans.Points
  /// Squared shift of all centres together at which a run ends.
  let tolerance: Double
  let cancellation: Cancellation

  private var width: Int { points.values.columns }

  /// One run from `initial` (row-major).
  func run(from initial: [Double]) throws -> Clustering {
    var centres = initial
    var previous: [Int64] = []
    var nearest = try points.tiles.nearest(of: centres, cancellation: cancellation)
    var iterations = 0
    var isSettled = false
    while iterations < KMeans.iterationLimit {
      iterations += 1
      let moved = try means(of: nearest, centres: centres)
      let shift = zip(moved, centres).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      centres = moved
      let repeats = nearest.indices == previous
      isSettled = repeats && shift == 0
      if repeats || shift <= tolerance { break }
      previous = nearest.indices
      nearest = try points.tiles.nearest(of: centres, cancellation: cancellation)
    }
    // Ended by the tolerance: the assignments are those of the centres before the last move.
    if !isSettled { nearest = try points.tiles.nearest(of: centres, cancellation: cancellation) }
    return clustering(nearest, centres: centres, iterations: iterations)
  }

  /// Every point with the nearest of given centres, which stay where they are.
  func assigned(to centres: [Double], iterations: Int) throws -> Clustering {
    let nearest = try points.tiles.nearest(of: centres, cancellation: cancellation)
    return clustering(nearest, centres: centres, iterations: iterations)
  }

  /// The mean of every cluster's points; empty clusters take the farthest points, one each.
  private func means(of nearest: NearestCentres, centres: [Double]) throws -> [Double] {
    var sums = [Double](repeating: 0, count: centres.count)
    var counts = [Double](repeating: 0, count: centres.count / max(1, width))
    try points.values.values.withUnsafeBufferPointer { values in
      try nearest.indices.withUnsafeBufferPointer { indices in
        guard let from = values.baseAddress, let label = indices.baseAddress else { return }
        let step = max(1, (8 << 20) / max(1, width))
        for row in stride(from: 0, to: indices.count, by: step) {
          try cancellation.check()
          hot_cluster_sums(
            from + row * width, label + row, min(step, indices.count - row), width, &sums, &counts)
        }
      }
    }
    let empty = counts.indices.filter { counts[$0] == 0 }
    if !empty.isEmpty { fill(empty, nearest, &sums, &counts) }
    for cluster in counts.indices {
      for column in 0..<width {
        let index = cluster * width + column
        sums[index] = counts[cluster] > 0 ? sums[index] / counts[cluster] : centres[index]
      }
    }
    return sums
  }

  /// Moves the points farthest from their centres (the first on a tie) to the empty clusters.
  private func fill(
    _ empty: [Int], _ nearest: NearestCentres, _ sums: inout [Double], _ counts: inout [Double]
  ) {
    let distances = nearest.squaredDistances
    let farthest = distances.indices.sorted {
      distances[$0] != distances[$1] ? distances[$0] > distances[$1] : $0 < $1
    }
    for (cluster, row) in zip(empty, farthest) {
      move(row, into: Int(nearest.indices[row]), -1, &sums, &counts)
      move(row, into: cluster, 1, &sums, &counts)
    }
  }

  private func move(
    _ row: Int, into cluster: Int, _ weight: Double, _ sums: inout [Double], _ counts: inout [Double]
  ) {
    counts[cluster] += weight
    for column in 0..<width {
      sums[cluster * width + column] += weight * Double(points.values.values[row * width + column])
    }
  }

  /// - Parameter nearest: with distances to `centres`.
  private func clustering(_ nearest: NearestCentres, centres: [Double], iterations: Int) -> Clustering {
    let centroids = Tensor(shape: [centres.count / max(1, width), width], values: centres.map { Float($0) })
    return Clustering(
      assignments: nearest.indices.map { Int($0) }, centroids: centroids ?? Tensor(shape: [0, width]),
      inertia: nearest.squaredDistances.reduce(0, +), iterations: iterations)
  }
}
