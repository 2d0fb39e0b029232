/// Spectral clustering (Ng, Jordan & Weiss 2001): K-Means on the rows of the leading eigenvectors of D^−½ W D^−½, each row
/// scaled to length 1, with W the symmetric graph of nearest neighbours.
///
/// W = ½ (A + Aᵀ), where A has a 1 for each of a row's nearest neighbours, itself not among them (von Luxburg 2007). After
/// the exact search for neighbours, time and memory are O(rows · (columns + k)). The same seed gives the same bytes at any
/// number of threads.
public enum SpectralClustering {
  /// - Parameters:
  ///   - values: shape [rows, columns].
  ///   - neighbors: edges of each row, less than the rows.
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func cluster(
    values: Tensor, k: Int, neighbors: Int = 10, seed: UInt64 = 1,
    cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in },
    threads: Int? = nil
  ) throws -> Clustering {
    let embedding = try embedding(
      values: values, dimensions: k, neighbors: neighbors, seed: seed, cancellation: cancellation,
      progress: progress, threads: threads)
    return try cluster(embedding: embedding, k: k, neighbors: neighbors, seed: seed, cancellation, threads)
  }

  /// The leading `dimensions` eigenvectors, shape [rows, dimensions]; the first k of them serve k clusters.
  ///
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func embedding(
    values: Tensor, dimensions: Int, neighbors: Int = 10, seed: UInt64 = 1,
    cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in },
    threads: Int? = nil
  ) throws -> Tensor {
    try ClusteringError.check(values, k: dimensions)
    guard neighbors >= 1 else {
      throw ClusteringError.setting(name: "neighbors", value: "\(neighbors)", allowed: "1 and more")
    }
    guard values.rows > 1 else { return Tensor(shape: [1, dimensions], repeating: 1) }
    let found = try NearestNeighbors(values).neighbors(
      k: min(neighbors, values.rows - 1), cancellation: cancellation, progress: progress, threads: threads)
    let graph = try NeighborGraph(found, cancellation: cancellation)
    var iteration = try GraphEigenvectors(
      graph, count: dimensions, seed: seed, threads: threads, cancellation: cancellation)
    return try iteration.solve { round, error in
      progress(
        WorkProgress(
          completed: round, total: GraphEigenvectors.roundLimit, unit: "rounds",
          detail: "residual \((error * 1e6).rounded() / 1e6)"))
    }
  }

  /// K-Means on the first k eigenvectors, rows scaled to length 1.
  public static func cluster(
    embedding: Tensor, k: Int, neighbors: Int, seed: UInt64, _ cancellation: Cancellation = Cancellation(),
    _ threads: Int? = nil
  ) throws -> Clustering {
    var rows = Tensor(shape: [embedding.rows, k])
    for row in 0..<embedding.rows {
      let leading = embedding.row(row).prefix(k)
      let length = leading.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      for (column, value) in leading.enumerated() {
        rows.values[row * k + column] = length > 0 ? Float(Double(value) / length) : 0
      }
    }
    let found = try KMeans.cluster(
      values: rows, k: k, seed: seed, cancellation: cancellation, threads: threads)
    return Clustering(
      assignments: found.assignments, clusterCount: k, iterations: found.iterations,
      method: ClusteringMethod(
        "spectral", [("k", "\(k)"), ("neighbors", "\(neighbors)"), ("seed", "\(seed)")]))
  }
}
