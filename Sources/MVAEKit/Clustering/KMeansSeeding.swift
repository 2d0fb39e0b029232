import Foundation

/// Greedy k-means++: each further centre is the best of 2 + ⌊ln k⌋ points drawn by squared distance to the centres
/// so far (Arthur & Vassilvitskii 2007, as scikit-learn does it).
enum KMeansSeeding {
  /// k centres, row-major.
  static func centres(
    _ points: KMeans.Points, k: Int, random: inout RandomSource, cancellation: Cancellation
  ) throws -> [Double] {
    let trials = 2 + Int(log(Double(k)))
    var centres = points.point(random.integer(below: points.tiles.count))
    var closest = try points.tiles.squaredDistances(to: centres, cancellation: cancellation)
    for _ in 1..<max(1, k) {
      let candidates = draw(trials, by: closest, random: &random)
      var best: Candidate?
      for index in candidates {
        let candidate = try Candidate(index, points, closest: closest, cancellation: cancellation)
        if candidate.potential < best?.potential ?? .infinity { best = candidate }
      }
      guard let best else { continue }
      centres += points.point(best.index)
      closest = best.closest
    }
    return centres
  }

  /// A point that may become a centre.
  private struct Candidate {
    let index: Int
    /// Squared distance of every point to its nearest centre, were this one taken.
    let closest: [Double]
    /// Their sum.
    let potential: Double

    init(_ index: Int, _ points: KMeans.Points, closest: [Double], cancellation: Cancellation) throws {
      self.index = index
      let distances = try points.tiles.squaredDistances(to: points.point(index), cancellation: cancellation)
      self.closest = zip(distances, closest).map { min($0, $1) }
      potential = self.closest.reduce(0, +)
    }
  }

  /// `count` indices with probability in proportion to `weights`; uniformly when all weights are 0.
  private static func draw(_ count: Int, by weights: [Double], random: inout RandomSource) -> [Int] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return (0..<count).map { _ in random.integer(below: weights.count) } }
    var sum = 0.0
    let cumulative = weights.map { weight in
      sum += weight
      return sum
    }
    return (0..<count).map { _ in
      firstIndex(reaching: total * random.uniform(), in: cumulative)
    }
  }

  /// The first index whose value is above `target`, by bisection.
  private static func firstIndex(reaching target: Double, in cumulative: [Double]) -> Int {
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
