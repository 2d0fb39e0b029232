import Synchronization
import Testing

@testable import MVAEKit

@Suite struct KMeansTests {
  private let points = SyntheticFeatures.blobs(rows: 300, columns: 5, clusters: 4).values

  @Test func separatedBlobsAreFound() throws {
    let apart = SyntheticFeatures.blobs(rows: 300, columns: 20, clusters: 4).values
    let result = try KMeans.cluster(values: apart, k: 4)
    let agreement = try Agreement(
      assignments: result.assignments, labels: (0..<300).map { "\($0 % 4)" })
    #expect(agreement.adjustedRand == 1)
    #expect(result.sizes == [75, 75, 75, 75])
  }

  @Test func theResultDoesNotDependOnThreads() throws {
    let one = try KMeans.cluster(values: points, k: 7, seed: 3, threads: 1)
    let four = try KMeans.cluster(values: points, k: 7, seed: 3, threads: 4)
    #expect(one == four)
    #expect(try KMeans.cluster(values: points, k: 7, seed: 4, threads: 2) != one)
  }

  /// 4 points on a line, centres at the first two: one step of Lloyd moves the second to their mean.
  @Test func aHandWorkedRun() throws {
    let line = try #require(Tensor(shape: [4, 1], values: [0, 1, 9, 10]))
    let start = try #require(Tensor(shape: [2, 1], values: [0, 1]))
    let result = try KMeans.cluster(values: line, initialCentres: start, tolerance: 0)
    #expect(result.assignments == [0, 0, 1, 1])
    #expect(result.centroids?.values == [0.5, 9.5])
    #expect(result.inertia == 1)
  }

  /// The third centre is nearest to no point: it takes the point farthest from its centre.
  @Test func anEmptyClusterTakesTheFarthestPoint() throws {
    let line = try #require(Tensor(shape: [5, 1], values: [0, 1, 10, 11, 30]))
    let start = try #require(Tensor(shape: [3, 1], values: [0.5, 10.5, 1000]))
    let result = try KMeans.cluster(values: line, initialCentres: start, tolerance: 0)
    #expect(result.assignments == [0, 0, 1, 1, 2])
    #expect(result.inertia == 1)
  }

  @Test func extremesOfK() throws {
    let one = try KMeans.cluster(values: points, k: 1)
    #expect(Set(one.assignments) == [0])
    let few = points.selecting(Array(0..<6))
    let all = try KMeans.cluster(values: few, k: 6)
    #expect(Set(all.assignments).count == 6)
    #expect(try #require(all.inertia) < 1e-9)
  }

  @Test func fewerDistinctPointsThanClusters() throws {
    let same = try #require(Tensor(shape: [6, 2], values: [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]))
    let result = try KMeans.cluster(values: same, k: 4)
    #expect(result.inertia == 0)
    #expect(result.assignments.count == 6)
    #expect(try #require(result.centroids).values.allSatisfy { $0.isFinite })
  }

  @Test func impossibleRequestsAreErrors() throws {
    #expect(throws: ClusteringError.clusterCount(k: 0, rows: 300)) {
      try KMeans.cluster(values: points, k: 0)
    }
    #expect(throws: ClusteringError.clusterCount(k: 301, rows: 300)) {
      try KMeans.cluster(values: points, k: 301)
    }
    #expect(throws: ClusteringError.restarts(0)) { try KMeans.cluster(values: points, k: 2, restarts: 0) }
    var broken = points
    broken.values[7] = .nan
    #expect(throws: ClusteringError.notFinite(row: 1, column: 2)) { try KMeans.cluster(values: broken, k: 2) }
    #expect(throws: ClusteringError.shape([8])) { try KMeans.cluster(values: Tensor(shape: [8]), k: 2) }
    #expect(throws: ClusteringError.centres(expected: [2, 5], found: [2, 4])) {
      try KMeans.cluster(values: points, initialCentres: Tensor(shape: [2, 4]))
    }
    #expect(throws: ClusteringError.shape([4, 0])) {
      try KMeans.cluster(values: Tensor(shape: [4, 0]), k: 2)
    }
  }

  @Test func cancellationStopsEveryThread() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try KMeans.cluster(values: points, k: 4, cancellation: cancellation, threads: 3)
    }
  }

  @Test func progressCountsRestarts() throws {
    let seen = Mutex<Set<Int>>([])
    _ = try KMeans.cluster(
      values: points, k: 3, restarts: 5,
      progress: { progress in _ = seen.withLock { $0.insert(progress.completed) } })
    #expect(seen.withLock { $0 } == [1, 2, 3, 4, 5])
  }
}
