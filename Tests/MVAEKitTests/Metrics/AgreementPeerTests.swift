import Foundation
import Testing

@testable import MVAEKit

/// External scores against scikit-learn on 200 labelings; 1e-12 for different orders of summation, 1e-9 for the
/// adjusted mutual information, a difference of nearly equal numbers over another.
@Suite struct AgreementPeerTests {
  @Test func randomAndDegenerateLabelingsEqualScikitLearn() throws {
    guard PythonPeer.has("sklearn, scipy") else { return }
    let labelings = Self.labelings
    #expect(labelings.count == 200)
    let lines = labelings.map { pair in
      [pair.clusters, pair.labels].map { $0.map(String.init).joined(separator: ",") }.joined(separator: " ")
    }
    let expected = try Self.peer(lines.joined(separator: "\n"))
    for (index, pair) in labelings.enumerated() {
      let found = try Agreement(assignments: pair.clusters, labels: pair.labels.map { "\($0)" })
      let values = [
        found.adjustedRand, found.normalizedMutualInformation, found.homogeneity, found.completeness,
        found.vMeasure, found.fowlkesMallows, found.purity, found.matchedAccuracy,
        found.adjustedMutualInformation,
      ]
      for (place, value) in values.enumerated() {
        let tolerance = place == 8 ? 1e-9 : 1e-12
        #expect(
          abs(value - expected[index][place]) < tolerance,
          "score \(place) of labeling \(index): \(value), \(expected[index][place])")
      }
    }
  }

  @Test func theMajorityShareIsTheLargestLabels() throws {
    let found = try Agreement(assignments: [0, 0, 1, 1], labels: ["a", "a", "a", "b"])
    #expect(found.majorityShare == 0.75)
    #expect(found.purity == 0.75)
  }

  private struct Labeling {
    let clusters: [Int]
    let labels: [Int]
  }

  /// Two of one row, trivial ones on either side, all distinct, equal, then random ones of every coarseness.
  private static var labelings: [Labeling] {
    let distinct = Array(0..<12)
    let one = [Int](repeating: 0, count: 12)
    let three = distinct.map { $0 % 3 }
    var found = [
      Labeling(clusters: [0], labels: [0]), Labeling(clusters: [0, 0], labels: [0, 1]),
      Labeling(clusters: one, labels: one), Labeling(clusters: one, labels: three),
      Labeling(clusters: three, labels: one), Labeling(clusters: distinct, labels: distinct),
      Labeling(clusters: distinct, labels: one), Labeling(clusters: one, labels: distinct),
      Labeling(clusters: three, labels: three), Labeling(clusters: distinct, labels: three),
    ]
    var random = RandomSource(seed: 5, stream: 1)
    while found.count < 200 {
      let rows = 2 + random.integer(below: 120)
      let (k, classes) = (1 + random.integer(below: 12), 1 + random.integer(below: 12))
      let labels = (0..<rows).map { _ in random.integer(below: classes) }
      let follows = random.integer(below: 11)
      let clusters = labels.map { random.integer(below: 10) < follows ? $0 % k : random.integer(below: k) }
      found.append(Labeling(clusters: clusters, labels: labels))
    }
    return found
  }

  private static func peer(_ text: String) throws -> [[Double]] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let program = """
      import sys
      from scipy.optimize import linear_sum_assignment
      from sklearn import metrics as m
      for line in open(sys.argv[1]):
          z, y = [[int(v) for v in part.split(",")] for part in line.split()]
          table = m.cluster.contingency_matrix(y, z)
          rows, columns = linear_sum_assignment(table, maximize=True)
          print(m.adjusted_rand_score(y, z), m.normalized_mutual_info_score(y, z),
                *m.homogeneity_completeness_v_measure(y, z), m.fowlkes_mallows_score(y, z),
                table.max(axis=0).sum() / len(y), table[rows, columns].sum() / len(y),
                m.adjusted_mutual_info_score(y, z))
      """
    let output = try PythonPeer.run(program, [file.path])
    return output.split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
  }
}
