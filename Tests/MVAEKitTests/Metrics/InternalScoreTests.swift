import Testing

@testable import MVAEKit

@Suite struct InternalScoreTests {
  /// Rousseeuw's definition written plainly.
  private func plainSilhouettes(_ values: Tensor, _ labels: [Int]) -> [Double] {
    func distance(_ i: Int, _ j: Int) -> Double {
      zip(values.row(i), values.row(j)).reduce(0) { sum, pair in
        let difference = Double(pair.0) - Double(pair.1)
        return sum + difference * difference
      }.squareRoot()
    }
    return labels.indices.map { i in
      func mean(_ label: Int) -> Double {
        let others = labels.indices.filter { $0 != i && labels[$0] == label }
        return others.reduce(0) { $0 + distance(i, $1) } / Double(others.count)
      }
      guard labels.filter({ $0 == labels[i] }).count > 1 else { return 0 }
      let a = mean(labels[i])
      let b = Set(labels).subtracting([labels[i]]).map(mean).min() ?? 0
      return max(a, b) > 0 ? (b - a) / max(a, b) : 0
    }
  }

  /// Clusters of 1 to 40 points with labels far apart, in the points' own order.
  @Test func silhouettesAreTheDefinition() throws {
    let values = SyntheticFeatures.blobs(rows: 101, columns: 3, clusters: 3).values
    var labels = (0..<101).map { [7, -3, 7, 900, 12][$0 * $0 % 5] }
    labels[50] = 55
    let found = try Silhouette.scores(values, labels: labels)
    let expected = plainSilhouettes(values, labels)
    // Distances are single, with 24 bits; their sums are double.
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(found[50] == 0)
  }

  @Test func silhouettesDoNotDependOnThreads() throws {
    let values = SyntheticFeatures.blobs(rows: 500, columns: 6, clusters: 5).values
    let labels = (0..<500).map { $0 % 5 }
    let one = try Silhouette.scores(values, labels: labels, threads: 1)
    #expect(one == (try Silhouette.scores(values, labels: labels, threads: 3)))
  }

  /// Two pairs at distance 1, 9 apart: by hand, a = 1, b = (10 + 9)/2 or (10 + 11)/2 and so on.
  @Test func aHandWorkedExample() throws {
    let line = try #require(Tensor(shape: [4, 1], values: [0, 1, 10, 11]))
    let labels = [0, 0, 1, 1]
    #expect(abs(try Silhouette.score(line, labels: labels) - ((9.5 / 10.5) + (8.5 / 9.5)) / 2) < 1e-12)
    // B = 4·25, W = 4·0.25, k = 2, n = 4.
    #expect(abs(try CalinskiHarabasz.score(line, labels: labels) - 100 / 1 * 2) < 1e-9)
    // (0.5 + 0.5) / 10.
    #expect(abs(try DaviesBouldin.score(line, labels: labels) - 0.1) < 1e-12)
  }

  @Test func coincidingPointsAreNoDivisionByZero() throws {
    let same = Tensor(shape: [4, 2], repeating: 3)
    let labels = [0, 0, 1, 1]
    #expect(try Silhouette.score(same, labels: labels) == 0)
    #expect(try CalinskiHarabasz.score(same, labels: labels) == 1)
    #expect(try DaviesBouldin.score(same, labels: labels) == 0)
  }

  @Test func labelsThatNoScoreIsDefinedForAreErrors() {
    let values = Tensor(shape: [3, 1])
    #expect(throws: ScoreError.clusterCount(found: 1, rows: 3)) {
      try Silhouette.score(values, labels: [0, 0, 0])
    }
    #expect(throws: ScoreError.clusterCount(found: 3, rows: 3)) {
      try DaviesBouldin.score(values, labels: [0, 1, 2])
    }
    #expect(throws: ScoreError.lengths(rows: 3, labels: 2)) {
      try CalinskiHarabasz.score(values, labels: [0, 1])
    }
    #expect(throws: ScoreError.notFinite(row: 2, column: 0)) {
      try Silhouette.score(
        Tensor(shape: [3, 1], repeating: .nan).selecting([0, 0, 0]).finiteBut(2), labels: [0, 0, 1])
    }
  }

  @Test func aCancelledSilhouetteStops() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try Silhouette.score(Tensor(shape: [4, 1]), labels: [0, 0, 1, 1], cancellation: cancellation)
    }
  }
}

extension Tensor {
  /// Zeros, except that row `row` keeps its values.
  fileprivate func finiteBut(_ row: Int) -> Tensor {
    var result = Tensor(shape: shape)
    for column in 0..<columns { result.values[row * columns + column] = values[row * columns + column] }
    return result
  }
}
