import Testing

@testable import MVAEKit

/// K-Means against scikit-learn's recorded runs.
@Suite struct KMeansParityTests {
  @Test(arguments: [1000, 5000])
  func givenCentresLeadToTheSameClusters(_ count: Int) throws {
    guard let reference = try ClusterReference(count) else { return }
    let initial = reference.points.selecting(Array(0..<8))
    let result = try KMeans.cluster(values: reference.points, initialCentres: initial, tolerance: 0)
    let inertia = try reference.score("kmeans_fixed_init", "inertia")
    let found = try #require(result.inertia)
    #expect(abs(found - inertia) < 1e-6 * inertia)
    let labels = try #require(try reference.array("kmeans_fixed_init", "labels").doubles).map { Int($0) }
    #expect(result.assignments == labels)
    #expect(Double(try #require(result.iterations)) == (try reference.score("kmeans_fixed_init", "n_iter")))
    let centres = try #require(try reference.array("kmeans_fixed_init", "centres").floats)
    #expect(zip(try #require(result.centroids).values, centres).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  /// Random streams differ from numpy's: the best inertia must come within 0.1 %.
  @Test(arguments: [1000, 5000])
  func tenRestartsFindAsGoodClusters(_ count: Int) throws {
    guard let reference = try ClusterReference(count) else { return }
    let result = try KMeans.cluster(values: reference.points, k: 8, restarts: 10, seed: 1)
    let inertia = try reference.score("kmeans", "inertia")
    #expect(try #require(result.inertia) < 1.001 * inertia)
    let agreement = try Agreement(assignments: result.assignments, labels: reference.truth.map { "\($0)" })
    #expect(abs(agreement.adjustedRand - (try reference.score("kmeans", "ari_vs_truth"))) < 0.01)
  }
}
