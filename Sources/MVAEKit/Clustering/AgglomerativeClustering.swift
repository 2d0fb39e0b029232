/// Which clusters merge first.
public enum LinkageMethod: String, Sendable, CaseIterable {
  /// Those that raise the sum of squares least (Ward 1963); height √(2ab / (a + b)) ‖x̄ − ȳ‖.
  case ward
  /// Those with the nearest two rows.
  case single
  /// Those whose rows are nearest on average (UPGMA).
  case average
  /// Those whose farthest rows are nearest.
  case complete
}

/// Agglomerative clustering: rows merge, two clusters at a time, into a hierarchy that is cut at k.
///
/// Ward's hierarchy takes O(rows · columns) memory: centroids, and for each cluster a few neighbours that spare most
/// searches. Single linkage is the minimum spanning tree, never holding a distance. Average and complete linkage need
/// the distances of all pairs, 4 · rows · (rows − 1) bytes.
public enum AgglomerativeClustering {
  /// Bytes of distances that average and complete linkage may hold: 16,384 rows.
  public static let memoryLimit = 1 << 30

  /// The hierarchy of the rows of `values`, shape [rows, columns], by Euclidean distance.
  ///
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func linkage(
    values: Tensor, method: LinkageMethod = .ward, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }, threads: Int? = nil
  ) throws -> Linkage {
    try ClusteringError.check(values)
    switch method {
    case .ward:
      var clusters = try WardClusters(values, threads: threads, cancellation: cancellation)
      return try NeighborChain.linkage(&clusters, cancellation: cancellation, progress: progress)
    case .single:
      let tree = try SpanningTree(values, cores: nil, cancellation: cancellation, progress: progress)
      return Linkage(rowCount: values.rows, joined: tree.edges)
    case .average, .complete:
      var clusters = try CondensedClusters(
        values, isComplete: method == .complete, threads: threads, cancellation: cancellation)
      return try NeighborChain.linkage(&clusters, cancellation: cancellation, progress: progress)
    }
  }

  /// The hierarchy cut at `k`, with the centroids and the inertia of its clusters.
  ///
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func cluster(
    values: Tensor, k: Int, method: LinkageMethod = .ward, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }, threads: Int? = nil
  ) throws -> Clustering {
    try ClusteringError.check(values, k: k)
    let linkage = try linkage(
      values: values, method: method, cancellation: cancellation, progress: progress, threads: threads)
    return try cluster(values: values, linkage: linkage, k: k, method: method)
  }

  /// A cut of a hierarchy that is there.
  public static func cluster(values: Tensor, linkage: Linkage, k: Int, method: LinkageMethod) throws
    -> Clustering
  {
    let assignments = try linkage.cut(at: k)
    let means = ClusterMeans(values, assignments: assignments, count: k)
    return Clustering(
      assignments: assignments, centroids: means.tensor, inertia: means.inertia,
      method: ClusteringMethod("agglomerative", [("k", "\(k)"), ("linkage", method.rawValue)]))
  }
}

/// The mean row of each cluster, and the sum of squares about them.
struct ClusterMeans {
  let tensor: Tensor
  let inertia: Double

  init(_ values: Tensor, assignments: [Int], count: Int) {
    let width = values.columns
    var sums = [Double](repeating: 0, count: count * width)
    var sizes = [Double](repeating: 0, count: count)
    for (row, cluster) in assignments.enumerated() where cluster >= 0 {
      sizes[cluster] += 1
      for column in 0..<width {
        sums[cluster * width + column] += Double(values.values[row * width + column])
      }
    }
    for index in sums.indices { sums[index] /= max(1, sizes[index / width]) }
    var inertia = 0.0
    for (row, cluster) in assignments.enumerated() where cluster >= 0 {
      for column in 0..<width {
        let difference = Double(values.values[row * width + column]) - sums[cluster * width + column]
        inertia += difference * difference
      }
    }
    tensor = Tensor(shape: [count, width], values: sums.map { Float($0) }) ?? Tensor(shape: [0, width])
    self.inertia = inertia
  }
}
