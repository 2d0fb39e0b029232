import Testing

@testable import MVAEKit

@Suite struct LinkageTests {
  private let points = SyntheticFeatures.blobs(rows: 120, columns: 5, clusters: 4).values

  /// 0, 1, 5 and 7 on a line: {0, 1} merge at 1, {5, 7} at 2, then all, at a height that each method defines.
  @Test(arguments: [
    (LinkageMethod.single, 4.0), (.complete, 7.0), (.average, 5.5), (.ward, 2.0.squareRoot() * 5.5),
  ])
  func aHandWorkedHierarchy(_ method: LinkageMethod, _ last: Double) throws {
    let line = try #require(Tensor(shape: [4, 1], values: [0, 1, 5, 7]))
    let linkage = try AgglomerativeClustering.linkage(values: line, method: method)
    #expect(linkage.merges.map(\.first) == [0, 2, 4])
    #expect(linkage.merges.map(\.second) == [1, 3, 5])
    #expect(linkage.merges.map(\.size) == [2, 2, 4])
    #expect(zip(linkage.merges.map(\.height), [1, 2, last]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(try linkage.cut(at: 2) == [0, 0, 1, 1])
    #expect(try linkage.cut(at: 3) == [0, 0, 1, 2])
    #expect(linkage.leafOrder == [0, 1, 2, 3])
  }

  /// Always merging the nearest pair, the definition, against chains, trees and bounds.
  @Test(arguments: LinkageMethod.allCases)
  func everyMethodMergesTheNearestPair(_ method: LinkageMethod) throws {
    let linkage = try AgglomerativeClustering.linkage(values: points, method: method, threads: 2)
    let expected = NaiveLinkage(points, method).heights
    #expect(zip(linkage.merges.map(\.height), expected).allSatisfy { abs($0 - $1) < 1e-9 * max(1, $1) })
    #expect(linkage.merges.last?.size == 120)
    #expect(linkage.leafOrder.sorted() == Array(0..<120))
  }

  /// Enough rows for places to be moved together, several times.
  @Test func wardStaysExactWhileClustersGo() throws {
    let many = SyntheticFeatures.blobs(rows: 1500, columns: 3, clusters: 7).values
    let linkage = try AgglomerativeClustering.linkage(values: many)
    #expect(zip(linkage.merges, linkage.merges.dropFirst()).allSatisfy { $0.height <= $1.height + 1e-9 })
    // The heights of Ward's method add up to the total sum of squares: Σ h² / 2.
    let inertia = ClusterMeans(many, assignments: [Int](repeating: 0, count: 1500), count: 1).inertia
    let sum = linkage.merges.reduce(0) { $0 + $1.height * $1.height / 2 }
    #expect(abs(sum - inertia) < 1e-8 * inertia)
  }

  @Test func separatedBlobsAreFound() throws {
    let apart = SyntheticFeatures.blobs(rows: 300, columns: 20, clusters: 4).values
    for method in LinkageMethod.allCases {
      let result = try AgglomerativeClustering.cluster(values: apart, k: 4, method: method)
      #expect(result.assignments == (0..<300).map { $0 % 4 })
      #expect(result.sizes == [75, 75, 75, 75])
    }
  }

  @Test func theResultDoesNotDependOnThreads() throws {
    for method in LinkageMethod.allCases {
      let one = try AgglomerativeClustering.linkage(values: points, method: method, threads: 1)
      #expect(try AgglomerativeClustering.linkage(values: points, method: method, threads: 3) == one)
    }
  }

  @Test func equalRowsAndSingleRows() throws {
    let same = Tensor(shape: [70, 3], repeating: 2)
    for method in LinkageMethod.allCases {
      let linkage = try AgglomerativeClustering.linkage(values: same, method: method)
      #expect(linkage.merges.allSatisfy { $0.height == 0 })
      #expect(Set(try linkage.cut(at: 5)).count == 5)
      let one = try AgglomerativeClustering.cluster(values: Tensor(shape: [1, 3]), k: 1, method: method)
      #expect(one.assignments == [0])
    }
  }

  @Test func impossibleRequestsAreErrors() throws {
    #expect(throws: ClusteringError.clusterCount(k: 121, rows: 120)) {
      try AgglomerativeClustering.cluster(values: points, k: 121)
    }
    #expect(throws: ClusteringError.empty) {
      try AgglomerativeClustering.linkage(values: Tensor(shape: [0, 3]))
    }
    var broken = points
    broken.values[7] = .infinity
    #expect(throws: ClusteringError.notFinite(row: 1, column: 2)) {
      try AgglomerativeClustering.linkage(values: broken)
    }
    let many = Tensor(shape: [16_386, 1])
    #expect(throws: ClusteringError.self) {
      try AgglomerativeClustering.linkage(values: many, method: .average)
    }
  }

  @Test func cancellationStopsEveryMethod() {
    let cancellation = Cancellation()
    cancellation.cancel()
    for method in LinkageMethod.allCases {
      #expect(throws: CancellationError.self) {
        try AgglomerativeClustering.linkage(values: points, method: method, cancellation: cancellation)
      }
    }
  }
}

/// Agglomerative clustering as it is defined, in O(n³).
private struct NaiveLinkage {
  private(set) var heights: [Double] = []

  init(_ values: Tensor, _ method: LinkageMethod) {
    var clusters = (0..<values.rows).map { [$0] }
    while clusters.count > 1 {
      var best = (height: Double.infinity, first: 0, second: 0)
      for first in clusters.indices {
        for second in 0..<first {
          let height = Self.height(clusters[first], clusters[second], values, method)
          if height < best.height { best = (height, first, second) }
        }
      }
      heights.append(best.height)
      clusters[best.second] += clusters[best.first]
      clusters.remove(at: best.first)
    }
  }

  private static func height(_ a: [Int], _ b: [Int], _ values: Tensor, _ method: LinkageMethod) -> Double {
    if method == .ward {
      let means = ClusterMeans(
        values.selecting(a + b), assignments: a.map { _ in 0 } + b.map { _ in 1 }, count: 2)
      let whole = ClusterMeans(values.selecting(a + b), assignments: (a + b).map { _ in 0 }, count: 1)
      return (2 * (whole.inertia - means.inertia)).squareRoot()
    }
    let distances = a.flatMap { first in
      b.map { second in
        zip(values.row(first), values.row(second)).reduce(0.0) {
          $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
        }.squareRoot()
      }
    }
    switch method {
    case .single: return distances.min() ?? 0
    case .complete: return distances.max() ?? 0
    case .average, .ward: return distances.reduce(0, +) / Double(distances.count)
    }
  }
}
