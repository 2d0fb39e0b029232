/// K-Means by Lloyd's iterations (1982) from greedy k-means++ (Arthur & Vassilvitskii 2007), as scikit-learn runs it.
///
/// Each restart has its own random stream, so the result is the same at any number of threads.
public enum KMeans {
  /// Iterations after which a run ends at the latest.
  static let iterationLimit = 300

  /// The best of `restarts` runs by inertia (the first on a tie).
  ///
  /// A run stops when assignments repeat, or when the squared shift of all centres is at most 1e-4 times the mean
  /// variance of the columns. An empty cluster takes the point farthest from its centre.
  ///
  /// - Parameter values: shape [rows, columns], already scaled.
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func cluster(
    values: Tensor, k: Int, restarts: Int = 10, seed: UInt64 = 1,
    cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in },
    threads: Int? = nil
  ) throws -> Clustering {
    guard (1...1000).contains(restarts) else { throw ClusteringError.restarts(restarts) }
    let points = try Points(values, k: k)
    let done = Counter()
    let runs = try Parallel.map(count: restarts, threads: threads, cancellation: cancellation) { restart in
      var random = RandomSource(seed: seed, stream: UInt64(restart))
      let centres = try KMeansSeeding.centres(points, k: k, random: &random, cancellation: cancellation)
      let run = try LloydIteration(
        points: points, tolerance: 1e-4 * points.meanVariance, cancellation: cancellation
      ).run(from: centres)
      progress(WorkProgress(completed: done.increment(), total: restarts, unit: "restarts"))
      return run
    }
    var result = best(of: runs)
    result.method = ClusteringMethod(
      "kmeans", [("k", "\(k)"), ("restarts", "\(restarts)"), ("seed", "\(seed)")])
    return result
  }

  /// One run from given centres, shape [k, columns], until assignments repeat or `tolerance` times the mean
  /// column variance is not exceeded by the squared shift of the centres.
  public static func cluster(
    values: Tensor, initialCentres: Tensor, tolerance: Double = 1e-4,
    cancellation: Cancellation = Cancellation()
  ) throws -> Clustering {
    let points = try Points(values, k: initialCentres.rows)
    guard initialCentres.shape == [initialCentres.rows, values.columns] else {
      throw ClusteringError.centres(
        expected: [initialCentres.rows, values.columns], found: initialCentres.shape)
    }
    return try LloydIteration(
      points: points, tolerance: tolerance * points.meanVariance, cancellation: cancellation
    ).run(from: initialCentres.values.map(Double.init))
  }

  static func best(of runs: [Clustering]) -> Clustering {
    var best = runs[0]
    for run in runs.dropFirst() where run.inertia ?? 0 < best.inertia ?? 0 { best = run }
    return best
  }

  /// The rows to cluster, checked.
  struct Points: Sendable {
    let values: Tensor
    let tiles: PointTiles

    init(_ values: Tensor, k: Int) throws {
      try ClusteringError.check(values, k: k)
      self.values = values
      tiles = PointTiles(values)
    }

    /// Row `index` in double.
    func point(_ index: Int) -> [Double] { values.row(index).map(Double.init) }

    /// Mean over the columns of their population variance.
    var meanVariance: Double {
      ColumnMoments(values).variances.reduce(0, +) / Double(max(1, values.columns))
    }
  }
}
