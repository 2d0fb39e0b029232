import Foundation

/// How strongly rows belong to each other's neighbourhoods: w(j|i) = exp(−max(0, d_ij − ρ_i) / σ_i), with ρ_i the
/// distance of the nearest row that is not equal and σ_i such that Σ_j w = log2 k (McInnes et al. 2018, section 3.1).
enum FuzzyNeighbors {
  /// The union w + w' − w w' of both directions; as in umap-learn a row counts among its own k neighbours.
  static func graph(
    _ search: NearestNeighbors, k: Int, cancellation: Cancellation,
    progress: @escaping ProgressHandler = { _ in }, threads: Int? = nil
  ) throws -> WeightedGraph {
    let neighbors = try search.neighbors(
      k: k - 1, cancellation: cancellation, progress: progress, threads: threads)
    let weights = try memberships(
      neighbors, total: log2(Double(k)), hasNearest: true, cancellation: cancellation, threads: threads)
    return try WeightedGraph(joining: neighbors, weights: weights, cancellation: cancellation) {
      $0 + $1 - $0 * $1
    }
  }

  /// Weights of every neighbour, shape [rows, k].
  ///
  /// - Parameter hasNearest: whether the nearest has weight 1; else ρ is 0.
  static func memberships(
    _ neighbors: Neighbors, total: Double, hasNearest: Bool, cancellation: Cancellation, threads: Int?
  ) throws -> [Float] {
    let step = 256
    let mean =
      neighbors.squaredDistances.reduce(0) { $0 + $1.squareRoot() }
      / Double(max(1, neighbors.squaredDistances.count))
    let parts = try Parallel.map(
      count: (neighbors.rows + step - 1) / step, threads: threads, cancellation: cancellation
    ) { block in
      (block * step..<min(neighbors.rows, (block + 1) * step)).flatMap { row in
        let distances = neighbors.squaredDistances(of: row).map { $0.squareRoot() }
        return weights(of: distances, total: total, hasNearest: hasNearest, meanOfAll: mean)
      }
    }
    return parts.flatMap { $0 }
  }

  private static func weights(of distances: [Double], total: Double, hasNearest: Bool, meanOfAll: Double)
    -> [Float]
  {
    let nearest = hasNearest ? distances.first { $0 > 0 } ?? 0 : 0
    let excess = distances.map { max(0, $0 - nearest) }
    // A row's neighbours may all be equal to it: σ stays above a thousandth of the mean distance.
    let mean = nearest > 0 ? distances.reduce(0, +) / Double(distances.count) : meanOfAll
    let width = max(width(of: excess, total: total), 1e-3 * mean)
    return excess.map { Float(width > 0 ? exp(-$0 / width) : 1) }
  }

  /// σ by bisection.
  private static func width(of excess: [Double], total: Double) -> Double {
    var (low, middle, high) = (0.0, 1.0, Double.infinity)
    for _ in 0..<64 {
      var sum = 0.0
      for value in excess { sum += value > 0 ? exp(-value / middle) : 1 }
      if abs(sum - total) < 1e-5 { break }
      if sum > total {
        high = middle
        middle = (low + high) / 2
      } else {
        low = middle
        middle = high == .infinity ? 2 * middle : (low + high) / 2
      }
    }
    return middle
  }
}
