import Foundation
import Testing

@testable import MVAEKit

@Suite struct DensityTests {
  private let points = SyntheticFeatures.blobs(rows: 300, columns: 2, clusters: 3).values

  /// Two rows apart by exactly the radius are neighbours; so is a row of itself.
  @Test func theRadiusItselfCounts() throws {
    let line = try #require(Tensor(shape: [5, 1], values: [0, 0.25, 0.5, 2, 9]))
    let result = try DBSCAN.cluster(values: line, eps: 0.25, minSamples: 3)
    #expect(result.assignments == [0, 0, 0, -1, -1])
    #expect(result.noiseCount == 2)
    let alone = try DBSCAN.cluster(values: line, eps: 0.25, minSamples: 1)
    #expect(alone.assignments == [0, 0, 0, 1, 2])
  }

  /// A border row within reach of two clusters goes to the first of them.
  @Test func aBorderRowJoinsTheFirstCluster() throws {
    let line = try #require(Tensor(shape: [9, 1], values: [4, 4.5, 5, 5.5, 3, 2, 1.5, 1, 0.5]))
    let result = try DBSCAN.cluster(values: line, eps: 1, minSamples: 4)
    #expect(result.assignments == [0, 0, 0, 0, 0, 1, 1, 1, 1])
  }

  /// By the definition: lists of neighbours, then a search from each core row.
  @Test(arguments: [0.3, 0.6, 1.2])
  func dbscanIsAsItIsDefined(_ radius: Double) throws {
    let result = try DBSCAN.cluster(values: points, eps: radius, minSamples: 5, threads: 2)
    #expect(result.assignments == naive(points, radius, 5))
    #expect(try DBSCAN.cluster(values: points, eps: radius, minSamples: 5, threads: 1) == result)
  }

  private func naive(_ values: Tensor, _ radius: Double, _ least: Int) -> [Int] {
    let near = (0..<values.rows).map { row in
      (0..<values.rows).filter { other in
        zip(values.row(row), values.row(other)).reduce(0.0) {
          $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
        } <= radius * radius
      }
    }
    var labels = [Int](repeating: -1, count: values.rows)
    var next = 0
    for start in near.indices where labels[start] < 0 && near[start].count >= least {
      var stack = [start]
      labels[start] = next
      while let row = stack.popLast() {
        guard near[row].count >= least else { continue }
        for other in near[row] where labels[other] < 0 {
          labels[other] = next
          stack.append(other)
        }
      }
      next += 1
    }
    return labels
  }

  @Test func hdbscanFindsClustersOfDifferentDensity() throws {
    var random = RandomSource(seed: 4)
    let rows = (0..<300).flatMap { row -> [Float] in
      let (centre, spread) = row < 150 ? (0.0, 0.1) : (8, 1)
      return [Float(centre + spread * random.normal()), Float(spread * random.normal())]
    }
    let values = try #require(Tensor(shape: [300, 2], values: rows))
    let result = try HDBSCAN.cluster(values: values, minClusterSize: 20)
    #expect(result.clusterCount == 2)
    let found = (0..<300).filter { result.assignments[$0] >= 0 }
    #expect(found.count > 270)
    for row in found { #expect(result.assignments[row] == result.assignments[row < 150 ? found[0] : 299]) }
    let strengths = try #require(result.probabilities)
    #expect(strengths.allSatisfy { (0...1).contains($0) })
    #expect(strengths.indices.allSatisfy { (strengths[$0] == 0) == (result.assignments[$0] < 0) })
    #expect(try HDBSCAN.cluster(values: values, minClusterSize: 20, threads: 3) == result)
  }

  @Test func uniformRowsAreNoCluster() throws {
    let line = try #require(Tensor(shape: [100, 1], values: (0..<100).map { Float($0) }))
    let result = try HDBSCAN.cluster(values: line, minClusterSize: 30)
    #expect(result.noiseCount == 100)
    #expect(result.clusterCount == 0)
  }

  @Test func equalRowsAndSingleRows() throws {
    let same = Tensor(shape: [40, 3], repeating: 1)
    #expect(try DBSCAN.cluster(values: same, eps: 1e-9).assignments == [Int](repeating: 0, count: 40))
    let found = try HDBSCAN.cluster(values: same, minClusterSize: 5)
    #expect(found.assignments.count == 40)
    #expect(found.probabilities?.allSatisfy { $0.isFinite } == true)
    #expect(try DBSCAN.suitableRadius(of: same) == 1)
    let one = Tensor(shape: [1, 3])
    #expect(try DBSCAN.cluster(values: one, eps: 1).assignments == [-1])
    #expect(throws: ClusteringError.self) { try HDBSCAN.cluster(values: one, minClusterSize: 2) }
  }

  @Test func impossibleRequestsAreErrors() throws {
    #expect(throws: ClusteringError.self) { try DBSCAN.cluster(values: points, eps: 0) }
    #expect(throws: ClusteringError.self) { try DBSCAN.cluster(values: points, eps: 1, minSamples: 0) }
    #expect(throws: ClusteringError.self) { try HDBSCAN.cluster(values: points, minClusterSize: 1) }
    #expect(throws: ClusteringError.self) { try HDBSCAN.cluster(values: points, minClusterSize: 400) }
    #expect(throws: ClusteringError.empty) { try DBSCAN.cluster(values: Tensor(shape: [0, 3]), eps: 1) }
    var broken = points
    broken.values[3] = .nan
    #expect(throws: ClusteringError.notFinite(row: 1, column: 1)) { try HDBSCAN.cluster(values: broken) }
  }

  @Test func cancellationStopsBoth() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try DBSCAN.cluster(values: points, eps: 1, cancellation: cancellation)
    }
    #expect(throws: CancellationError.self) {
      try HDBSCAN.cluster(values: points, cancellation: cancellation)
    }
  }
}
