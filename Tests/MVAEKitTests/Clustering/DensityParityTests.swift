import Testing

@testable import MVAEKit

/// Density-based clustering against scikit-learn's recorded runs.
@Suite struct DensityParityTests {
  @Test(arguments: [1000, 5000])
  func dbscanFindsTheSameClusters(_ count: Int) throws {
    guard let reference = try ClusterReference(count) else { return }
    let result = try DBSCAN.cluster(values: reference.points, eps: 7, minSamples: 10, threads: 2)
    let labels = try #require(try reference.array("dbscan", "labels").doubles).map { Int($0) }
    #expect(result.assignments == labels)
    let core = try #require(try reference.array("dbscan", "core").doubles).map { Int($0) }
    let counts = try NearPairs(reference.points, radius: 7).counts(threads: 1, cancellation: Cancellation())
    #expect(counts.indices.filter { counts[$0] >= 10 } == core)
  }

  @Test(arguments: [1000, 5000])
  func hdbscanFindsTheSameClusters(_ count: Int) throws {
    guard let reference = try ClusterReference(count) else { return }
    let result = try HDBSCAN.cluster(values: reference.points, minClusterSize: max(20, count / 100))
    let labels = try #require(try reference.array("hdbscan_sklearn", "labels").doubles).map { Int($0) }
    #expect(result.assignments.map { $0 < 0 } == labels.map { $0 < 0 })
    let agreement = try Agreement(assignments: result.assignments, labels: labels.map { "\($0)" })
    #expect(agreement.adjustedRand == 1)
    let strengths = try #require(try reference.array("hdbscan_sklearn", "probabilities").doubles)
    let found = try #require(result.probabilities)
    #expect(zip(found, strengths).allSatisfy { abs($0 - $1) < 1e-5 })
  }
}
