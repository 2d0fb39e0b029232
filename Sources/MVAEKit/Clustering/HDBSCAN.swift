/// Hierarchical density-based clustering (Campello, Moulavi & Sander 2013) with the clusters of the greatest excess of mass.
///
/// Exact: core distances, the minimum spanning tree of mutual reachability, the condensed tree; the root is never a cluster.
/// As scikit-learn counts, the core distance is that to the `minSamples`-th row with the row itself counted (the package
/// hdbscan leaves it out, so its m is our m + 1, and its default tree is approximate). O(rows²) time, O(rows · columns)
/// memory.
public enum HDBSCAN {
  /// - Parameters:
  ///   - values: shape [rows, columns].
  ///   - minClusterSize: rows of the smallest cluster, 2 or more.
  ///   - minSamples: 1 or more; as `minClusterSize` where it is left out.
  /// - Throws: ``ClusteringError``; `CancellationError`.
  public static func cluster(
    values: Tensor, minClusterSize: Int = 5, minSamples: Int? = nil,
    cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }, threads: Int? = nil
  ) throws -> Clustering {
    try ClusteringError.check(values)
    guard minClusterSize >= 2 else {
      throw ClusteringError.setting(
        name: "min_cluster_size", value: "\(minClusterSize)", allowed: "2 and more")
    }
    let counted = minSamples ?? minClusterSize
    guard counted >= 1, counted <= values.rows else {
      throw ClusteringError.setting(
        name: minSamples == nil ? "min_cluster_size" : "min_samples", value: "\(counted)",
        allowed: "1 to \(values.rows), the number of rows")
    }
    let cores = try CoreDistances.distances(
      of: values, in: values, count: counted, threads: threads, cancellation: cancellation
    ) {
      progress(WorkProgress(completed: $0, total: 2 * values.rows, unit: "rows", detail: "core distances"))
    }
    let tree = try SpanningTree(values, cores: cores, cancellation: cancellation) { step in
      progress(
        WorkProgress(
          completed: values.rows + step.completed, total: 2 * values.rows, unit: "rows",
          detail: "spanning tree"))
    }
    let linkage = Linkage(rowCount: values.rows, joined: tree.edges)
    let found = CondensedTree(linkage, smallest: minClusterSize).flat()
    return Clustering(
      assignments: found.assignments, probabilities: found.probabilities,
      method: ClusteringMethod(
        "hdbscan", [("min_cluster_size", "\(minClusterSize)"), ("min_samples", "\(counted)")]))
  }
}
