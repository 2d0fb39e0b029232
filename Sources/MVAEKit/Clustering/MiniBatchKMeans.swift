extension KMeans {
  /// K-Means on batches of rows drawn at random (Sculley 2010), for very many rows: centres move to the running mean of
  /// what fell to them, and every row is assigned once, at the end.
  ///
  /// A run ends when the smoothed mean square of a batch has not fallen for ten batches, after a hundred times the rows at
  /// the latest. A centre that nothing fell to in the first pass over as many rows as there are moves to a row of the batch.
  ///
  /// - Parameter batch: rows of a batch, 1 or more; more than `k` rows are wise.
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func cluster(
    values: Tensor, k: Int, restarts: Int = 3, batch: Int, seed: UInt64 = 1,
    cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in },
    threads: Int? = nil
  ) throws -> Clustering {
    guard (1...1000).contains(restarts) else { throw ClusteringError.restarts(restarts) }
    guard batch >= 1 else {
      throw ClusteringError.setting(name: "batch", value: "\(batch)", allowed: "1 and more")
    }
    let points = try Points(values, k: k)
    let done = Counter()
    let runs = try Parallel.map(count: restarts, threads: threads, cancellation: cancellation) { restart in
      var run = try MiniBatchRun(
        values, k: k, batch: min(batch, values.rows),
        random: RandomSource(seed: seed, stream: UInt64(restart)),
        cancellation: cancellation)
      try run.descend()
      let lloyd = LloydIteration(points: points, tolerance: 0, cancellation: cancellation)
      let result = try lloyd.assigned(to: run.centres, iterations: run.batches)
      progress(WorkProgress(completed: done.increment(), total: restarts, unit: "restarts"))
      return result
    }
    var result = best(of: runs)
    result.method = ClusteringMethod(
      "kmeans", [("k", "\(k)"), ("restarts", "\(restarts)"), ("batch", "\(batch)"), ("seed", "\(seed)")])
    return result
  }
}

/// One run over batches.
private struct MiniBatchRun {
  private(set) var centres: [Double]
  private(set) var batches = 0
  /// Rows that ever fell to each centre.
  private var counts: [Double]
  private var random: RandomSource
  private let values: Tensor
  private let batch: Int
  private let cancellation: Cancellation

  init(_ values: Tensor, k: Int, batch: Int, random: RandomSource, cancellation: Cancellation) throws {
    self.values = values
    self.batch = batch
    self.cancellation = cancellation
    var random = random
    let sample = random.permutation(values.rows).prefix(max(k, 3 * batch))
    centres = try KMeansSeeding.centres(
      KMeans.Points(values.selecting(Array(sample)), k: k), k: k, random: &random, cancellation: cancellation)
    counts = [Double](repeating: 0, count: k)
    self.random = random
  }

  mutating func descend() throws {
    let limit = max(1, 100 * values.rows / batch)
    // A smoothed mean over about as many rows as there are.
    let share = min(1, 2 * Double(batch) / Double(values.rows + 1))
    var (smoothed, best, idle) = (0.0, Double.infinity, 0)
    while batches < limit, idle < 10 {
      try cancellation.check()
      let square = try step()
      smoothed = batches == 1 ? square : smoothed * (1 - share) + square * share
      idle = smoothed < best ? 0 : idle + 1
      best = min(best, smoothed)
    }
  }

  /// One batch; answers its mean squared distance.
  private mutating func step() throws -> Double {
    let rows = (0..<batch).map { _ in random.integer(below: values.rows) }
    let points = values.selecting(rows)
    let nearest = try PointTiles(points).nearest(of: centres, cancellation: cancellation)
    let width = values.columns
    for (row, cluster) in nearest.indices.enumerated() {
      let base = Int(cluster) * width
      counts[Int(cluster)] += 1
      let rate = 1 / counts[Int(cluster)]
      for column in 0..<width {
        centres[base + column] +=
          rate * (Double(points.values[row * width + column]) - centres[base + column])
      }
    }
    batches += 1
    if batches == max(1, values.rows / batch) { moveIdleCentres(to: points) }
    return nearest.squaredDistances.reduce(0, +) / Double(batch)
  }

  private mutating func moveIdleCentres(to points: Tensor) {
    let width = values.columns
    for cluster in counts.indices where counts[cluster] == 0 {
      let row = points.row(random.integer(below: points.rows))
      for (column, value) in row.enumerated() { centres[cluster * width + column] = Double(value) }
    }
  }
}
