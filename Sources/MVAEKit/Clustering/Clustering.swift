/// Every row in one of k clusters.
public struct Clustering: Sendable, Equatable {
  /// The cluster of every row, 0..<k.
  public let assignments: [Int]
  /// Shape [k, columns], in the space that was clustered.
  public let centroids: Tensor
  /// Sum of squared distances of the rows to their centroids.
  public let inertia: Double
  /// Lloyd iterations of the run that was kept.
  public let iterations: Int

  public init(assignments: [Int], centroids: Tensor, inertia: Double, iterations: Int) {
    self.assignments = assignments
    self.centroids = centroids
    self.inertia = inertia
    self.iterations = iterations
  }

  public var clusterCount: Int { centroids.rows }

  /// Rows of each cluster.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: clusterCount)
    for cluster in assignments where sizes.indices.contains(cluster) { sizes[cluster] += 1 }
    return sizes
  }
}
