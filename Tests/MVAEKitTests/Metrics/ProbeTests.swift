import Foundation
import Testing

@testable import MVAEKit

@Suite struct ProbeTests {
  /// scikit-learn's LogisticRegression on the same standardised columns: predictions of held-out rows equal on 99 %.
  @Test func theLinearProbeEqualsScikitLearn() throws {
    guard PythonPeer.has("sklearn, numpy") else { return }
    let blobs = SyntheticFeatures.blobs(rows: 400, columns: 6, clusters: 4)
    var random = RandomSource(seed: 2)
    var values = blobs.values
    for index in values.values.indices { values.values[index] += Float(random.normal() * 4) }
    let features = FeatureMatrix(
      name: "blobs", rows: blobs.rows, values: values, columnNames: blobs.columnNames)
    let labels = (0..<400).map { "c\($0 % 4)" }
    let probe = try LinearProbe(
      fitting: features.values.selecting(Array(0..<300)), labels: Array(labels[..<300]))
    let found = try probe.predict(features.values.selecting(Array(300..<400)))
    let folder = try TemporaryFolder()
    try Export.write(features, path: folder.path("x.npy"))
    let output = try PythonPeer.run(
      """
      import sys, numpy
      from sklearn.linear_model import LogisticRegression
      from sklearn.preprocessing import StandardScaler
      x = numpy.load(sys.argv[1]).astype(float)
      y = numpy.array([f"c{i % 4}" for i in range(400)])
      s = StandardScaler().fit(x[:300])
      m = LogisticRegression(tol=1e-8, max_iter=1000).fit(s.transform(x[:300]), y[:300])
      print(*m.predict(s.transform(x[300:])))
      """, [folder.path("x.npy")])
    let expected = output.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(zip(found, expected).filter { $0 == $1 }.count >= 99)
    // Overlapping on purpose: a probe that knew everything would prove nothing.
    let right = zip(found, labels[300...]).filter { $0 == $1 }.count
    #expect((50..<97).contains(right))
  }

  /// Minimum of Σ (x − c)² a: exact in a few steps.
  @Test func theMinimumOfAQuadraticIsFound() {
    let (centre, weight): ([Double], [Double]) = ([1, -2, 30], [1, 100, 0.01])
    let found = LimitedMemoryBFGS(tolerance: 1e-10, iterations: 100).minimum(from: [0, 0, 0]) {
      (point: [Double], slopes: inout [Double]) -> Double in
      var sum = 0.0
      for index in 0..<3 {
        let difference = point[index] - centre[index]
        slopes[index] = 2 * weight[index] * difference
        sum += weight[index] * difference * difference
      }
      return sum
    }
    for (a, b) in zip(found, centre) { #expect(abs(a - b) < 1e-6) }
  }

  @Test func foldsNeverPartAGroupAndAreAlike() {
    let groups = (0..<120).map { "g\($0 / 3)" }
    let labels = (0..<120).map { "l\(($0 / 3) % 4)" }
    let folds = GroupFolds(groups: groups, labels: labels)
    #expect(folds.count == 5)
    for group in Set(groups) {
      #expect(Set(groups.indices.filter { groups[$0] == group }.map { folds.foldOfRow[$0] }).count == 1)
    }
    for fold in 0..<5 {
      #expect(folds.rows(in: fold).count == 24)
      #expect(Set(folds.rows(in: fold).map { labels[$0] }).count == 4)
      #expect(folds.rows(in: fold).count + folds.rows(outside: fold).count == 120)
    }
    #expect(GroupFolds(groups: ["a", "a", "b"], labels: ["x", "y", "x"]).count == 2)
  }

  /// Two clips of one recording, with a label of its own each pair: whoever has seen the other clip knows the label.
  @Test func clipsOfARecordingDoNotVouchForEachOther() throws {
    var random = RandomSource(seed: 4)
    var space = Tensor(shape: [200, 2])
    for pair in 0..<100 {
      let point = [random.normal() * 10, random.normal() * 10]
      for clip in 0..<2 {
        for column in 0..<2 { space.values[(pair * 2 + clip) * 2 + column] = Float(point[column]) }
      }
    }
    let labels: [String?] = (0..<200).map { "l\(($0 / 2) * 7919 % 5)" }
    let grouped = try #require(
      ProbeScores(
        labels: labels, groups: (0..<200).map { "g\($0 / 2)" }, seed: 1, cancellation: Cancellation()))
    let parted = try #require(
      ProbeScores(
        labels: labels, groups: (0..<200).map { "g\($0)" }, seed: 1, cancellation: Cancellation()))
    let (honest, flattered) = (try grouped.neighbors(space).value, try parted.neighbors(space).value)
    #expect(honest < 0.4)
    #expect(flattered > honest + 0.05)
  }

  @Test func withoutLabelsOrGroupsThereIsNothingToTell() {
    let none = ProbeScores(labels: [nil, nil], groups: ["a", "b"], seed: 1, cancellation: Cancellation())
    #expect(none == nil)
    let one = ProbeScores(labels: ["x", "y"], groups: ["a", "a"], seed: 1, cancellation: Cancellation())
    #expect(one == nil)
  }
}

@Suite struct FrechetDistanceTests {
  /// Diagonal Gaussians: Σ (μ₁ − μ₂)² + Σ (σ₁ − σ₂)², here from rows whose moments are exact.
  @Test func diagonalGaussiansHaveAClosedForm() throws {
    let first = try #require(Tensor(shape: [4, 2], values: [1, 2, -1, -2, 1, -2, -1, 2]))
    let second = try #require(Tensor(shape: [4, 2], values: [5, 5, 1, 3, 5, 3, 1, 5]))
    let scale = (4.0 / 3).squareRoot()
    // Deviations 1, 2 and 2, 1 of the population; means 0, 0 and 3, 4.
    let expected = 9.0 + 16 + scale * scale * (1 + 1)
    #expect(abs(FrechetDistance.between(first, second) - expected) < 1e-9)
    #expect(FrechetDistance.between(first, first) < 1e-12)
  }
}
