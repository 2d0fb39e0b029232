/// Density-based clustering (Ester, Kriegel, Sander & Xu 1996): core rows have `minSamples` rows within `eps`, core rows
/// within it of each other share a cluster, other rows within it join the first such cluster, the rest is noise.
///
/// O(rows²) time and O(rows) memory: neighbours are counted and joined, their lists never held. As scikit-learn counts: a
/// row is its own neighbour, the radius itself is within, clusters are numbered by their first core rows.
public enum DBSCAN {
  /// - Parameters:
  ///   - values: shape [rows, columns].
  ///   - eps: the radius, above 0; ``suitableRadius(of:minSamples:cancellation:threads:)`` finds one.
  ///   - minSamples: rows within the radius that make a core row, itself among them.
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func cluster(
    values: Tensor, eps: Double, minSamples: Int = 5, cancellation: Cancellation = Cancellation(),
    progress: ProgressHandler = { _ in }, threads: Int? = nil
  ) throws -> Clustering {
    try ClusteringError.check(values)
    guard eps > 0, eps.isFinite else {
      throw ClusteringError.setting(name: "eps", value: "\(eps)", allowed: "a number above 0")
    }
    guard minSamples >= 1 else {
      throw ClusteringError.setting(name: "min_samples", value: "\(minSamples)", allowed: "1 and more")
    }
    func report(_ completed: Int, _ detail: String) {
      progress(WorkProgress(completed: completed, total: 3, unit: "passes", detail: detail))
    }
    report(0, "neighbours are counted")
    let counts = try NearPairs(values, radius: eps).counts(threads: threads, cancellation: cancellation)
    let cores = counts.indices.filter { Int(counts[$0]) >= minSamples }
    let others = counts.indices.filter { Int(counts[$0]) < minSamples }
    report(1, "\(cores.count) core rows are joined")
    var assignments = [Int](repeating: -1, count: values.rows)
    if !cores.isEmpty {
      let pairs = NearPairs(values, order: cores, radius: eps)
      let labels = try pairs.components(threads: threads, cancellation: cancellation).renumberedByFirstRow()
      for (place, row) in cores.enumerated() { assignments[row] = labels[place] }
      report(2, "rows at the borders join")
      let none = Int32.max
      let nearest = try pairs.lowestLabels(
        labels.map { Int32($0) }, near: values.selecting(others), none: none, threads: threads,
        cancellation: cancellation)
      for (place, row) in others.enumerated() where nearest[place] != none {
        assignments[row] = Int(nearest[place])
      }
    }
    report(3, "")
    return Clustering(
      assignments: assignments,
      method: ClusteringMethod("dbscan", [("eps", "\(eps)"), ("min_samples", "\(minSamples)")]))
  }

  /// A radius that suits the rows: the 0.9 quantile of the distance to the `minSamples`-th row, itself counted.
  ///
  /// Of many rows 2,000 are asked. Where the curve of these distances bends is what users look for by eye (Ester et al. 1996,
  /// section 4.2).
  ///
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func suitableRadius(
    of values: Tensor, minSamples: Int = 5, cancellation: Cancellation = Cancellation(), threads: Int? = nil
  ) throws -> Double {
    try ClusteringError.check(values)
    var random = RandomSource(seed: 1)
    let asked = random.permutation(values.rows).prefix(2000).sorted()
    let distances = try CoreDistances.distances(
      of: values.selecting(asked), in: values, count: min(minSamples, values.rows), threads: threads,
      cancellation: cancellation
    ).sorted()
    let found = distances[min(distances.count - 1, distances.count * 9 / 10)]
    // Of equal rows every radius is as good.
    return found > 0 ? found : 1
  }
}

/// How far each row's k-th neighbour is, the row itself counted.
enum CoreDistances {
  /// Euclidean; in blocks of queries, so that the lists of neighbours are never held at once.
  static func distances(
    of queries: Tensor, in values: Tensor, count: Int, threads: Int?, cancellation: Cancellation,
    progress: (Int) -> Void = { _ in }
  ) throws -> [Double] {
    guard count > 1 else { return [Double](repeating: 0, count: queries.rows) }
    let search = try NearestNeighbors(values)
    var result: [Double] = []
    result.reserveCapacity(queries.rows)
    for first in stride(from: 0, to: queries.rows, by: 4096) {
      let block = queries.selecting(Array(first..<min(queries.rows, first + 4096)))
      let found = try search.neighbors(of: block, k: count, cancellation: cancellation, threads: threads)
      for row in 0..<block.rows { result.append(found.squaredDistances[(row + 1) * count - 1].squareRoot()) }
      progress(result.count)
    }
    return result
  }
}
