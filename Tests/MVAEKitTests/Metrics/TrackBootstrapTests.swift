import Foundation
import Testing

@testable import MVAEKit

@Suite struct TrackBootstrapTests {
  /// Of n independent numbers the interval of the mean is ± 1.96 σ / √n, within 8 % for 2000 draws.
  @Test func theIntervalOfAMeanIsTheNormalOne() throws {
    var random = RandomSource(seed: 3)
    let values = (0..<400).map { _ in random.normal() }
    let bootstrap = TrackBootstrap(groups: values.indices.map { "g\($0)" }, replicates: 2000, seed: 1)
    let interval = try #require(PairedTest.interval(bootstrap.means([RowRatio(numerators: values)])))
    let half = (interval.upperBound - interval.lowerBound) / 2
    #expect(abs(half / (1.96 / 20) - 1) < 0.08)
  }

  /// Five equal copies in a group are one piece of evidence: the interval is that of the groups.
  @Test func aGroupIsOnePieceOfEvidence() throws {
    var random = RandomSource(seed: 3)
    let values = (0..<100).map { _ in random.normal() }
    let copies = values.flatMap { [Double](repeating: $0, count: 5) }
    let groups = (0..<100).flatMap { [String](repeating: "g\($0)", count: 5) }
    let one = TrackBootstrap(groups: (0..<100).map { "g\($0)" }, replicates: 300, seed: 1)
    let five = TrackBootstrap(groups: groups, replicates: 300, seed: 1)
    let (first, second) = (
      one.means([RowRatio(numerators: values)]), five.means([RowRatio(numerators: copies)])
    )
    for (a, b) in zip(first, second) { #expect(abs(a - b) < 1e-12) }
  }

  /// Without repetition every pair counts once: the index itself.
  @Test func drawingEveryGroupOnceGivesTheIndexItself() throws {
    var random = RandomSource(seed: 8)
    let labels = (0..<60).map { _ in "l\(random.integer(below: 3))" }
    let clusters = (0..<60).map { _ in random.integer(below: 4) }
    let single = TrackBootstrap(groups: (0..<60).map { "g\($0 / 2)" }, replicates: 1, seed: 1)
    let once = TrackBootstrap(once: single)
    let found = once.adjustedRand([clusters], labels: labels)[0]
    let expected = try Agreement(assignments: clusters, labels: labels).adjustedRand
    #expect(abs(found - expected) < 1e-12)
  }

  /// Clusters by lot stay at 0 on average: a copy of a track is no pair with itself. Counting such pairs would give 0.02.
  @Test func copiesDoNotAgreeWithThemselves() {
    var random = RandomSource(seed: 11)
    let labels: [String?] = (0..<100).map { _ in "l\(random.integer(below: 20))" }
    let runs = (0..<20).map { _ in (0..<100).map { _ in random.integer(below: 20) } }
    let bootstrap = TrackBootstrap(groups: (0..<100).map { "g\($0)" }, replicates: 400, seed: 1)
    let values = bootstrap.adjustedRand(runs, labels: labels)
    #expect(abs(values.reduce(0, +) / Double(values.count)) < 0.006)
  }

  @Test func pValuesAreTwoSidedAndNeverZero() {
    let zeros = [Double](repeating: 0, count: 999)
    #expect(PairedTest.p(zeros, zeros) == 1)
    #expect(PairedTest.p(zeros.map { _ in 1 }, zeros) == 2.0 / 1000)
    #expect(PairedTest.p((0..<999).map { $0 < 99 ? -1 : 1 }, zeros) == 2 * 100.0 / 1000)
  }

  /// Holm's own example: 0.01, 0.02, 0.03, 0.005 → 0.03, 0.04, 0.04, 0.02.
  @Test func holmCorrects() {
    let found = PairedTest.holm([0.01, 0.02, 0.03, 0.005])
    for (a, b) in zip(found, [0.03, 0.04, 0.04, 0.02]) { #expect(abs(a - b) < 1e-15) }
  }
}

extension TrackBootstrap {
  /// The same groups, each drawn once.
  fileprivate init(once other: TrackBootstrap) {
    self.init(
      weights: [[Int32](repeating: 1, count: other.groupSizes.count)], choices: [0],
      groupOfRow: other.groupOfRow, groupSizes: other.groupSizes)
  }
}
