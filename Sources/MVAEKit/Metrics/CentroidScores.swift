/// The variance ratio (Caliński & Harabasz 1974): (B / (k − 1)) / (W / (n − k)); higher is better.
public enum CalinskiHarabasz {
  /// 1 when the points of every cluster coincide, as scikit-learn has it.
  ///
  /// - Throws: ``ScoreError`` unless there are 2 to n − 1 clusters.
  public static func score(_ values: Tensor, labels: [Int]) throws -> Double {
    let points = try LabeledPoints(values, labels: labels)
    let centroids = points.centroids
    let width = values.columns
    let mean = ColumnMoments(values).means
    var between = 0.0
    for cluster in 0..<points.clusterCount {
      let squares = (0..<width).map { column in
        let difference = centroids[cluster * width + column] - mean[column]
        return difference * difference
      }
      between += Double(points.sizes[cluster]) * squares.reduce(0, +)
    }
    var within = 0.0
    for (row, label) in points.labels.enumerated() {
      within += points.squaredDistance(row, to: centroids, at: label * width)
    }
    guard within > 0 else { return 1 }
    let n = Double(values.rows)
    let k = Double(points.clusterCount)
    return between * (n - k) / (within * (k - 1))
  }
}

/// The mean over clusters of the worst (sᵢ + sⱼ) / dᵢⱼ (Davies & Bouldin 1979), with s the mean distance of a
/// cluster's points to its centroid and d the distance of two centroids; lower is better.
public enum DaviesBouldin {
  /// 0 when all scatters or all centroid distances are 0, as scikit-learn has it.
  ///
  /// - Throws: ``ScoreError`` unless there are 2 to n − 1 clusters.
  public static func score(_ values: Tensor, labels: [Int]) throws -> Double {
    let points = try LabeledPoints(values, labels: labels)
    let centroids = points.centroids
    let width = values.columns
    var scatter = [Double](repeating: 0, count: points.clusterCount)
    for (row, label) in points.labels.enumerated() {
      scatter[label] += points.squaredDistance(row, to: centroids, at: label * width).squareRoot()
    }
    for cluster in scatter.indices { scatter[cluster] /= Double(points.sizes[cluster]) }
    let worst = scatter.indices.map { first in
      scatter.indices.filter { $0 != first }.map { second in
        ratio(scatter[first] + scatter[second], distance(first, second, centroids, width))
      }.max() ?? 0
    }
    return worst.reduce(0, +) / Double(worst.count)
  }

  /// Two centroids in one place say nothing: 0, as scikit-learn has it.
  private static func ratio(_ scatter: Double, _ distance: Double) -> Double {
    distance > 0 ? scatter / distance : 0
  }

  private static func distance(_ first: Int, _ second: Int, _ centroids: [Double], _ width: Int) -> Double {
    (0..<width).reduce(0) { sum, column in
      let difference = centroids[first * width + column] - centroids[second * width + column]
      return sum + difference * difference
    }.squareRoot()
  }
}
