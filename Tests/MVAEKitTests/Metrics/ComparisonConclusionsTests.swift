import Testing

@testable import MVAEKit

/// The words under the table, from made-up rows.
@Suite struct ComparisonConclusionsTests {
  private func row(
    _ name: String, _ kind: ComparisonRow.Kind = .entry, silhouette: Double, rand: Double,
    spread: Double = 0.01,
    active: Int? = nil
  ) -> ComparisonRow {
    let score = { (value: Double) in Score(mean: value, standardDeviation: spread) }
    return ComparisonRow(
      name: name, kind: kind, note: nil, dimensions: 8, activeUnits: active, silhouette: score(silhouette),
      commonSilhouette: score(silhouette), calinskiHarabasz: score(1), daviesBouldin: score(1),
      adjustedRand: score(rand), normalizedMutualInformation: score(rand))
  }

  private func words(_ rows: [ComparisonRow], seeds: Int = 10) -> [String] {
    ComparisonConclusions(rows: rows, seeds: seeds, rowsUsed: 100, rowsNotShared: 0, rowsWithoutLabel: 0)
      .sentences
  }

  @Test func aClearDifferenceIsClaimed() {
    let found = words([row("a", silhouette: 0.3, rand: 0.5), row("b", silhouette: 0.2, rand: 0.4)])
    #expect(found[0] == "a agrees best with the labels: ARI 0.500 ± 0.010, before b with 0.400 ± 0.010.")
    #expect(found.count == 2)
  }

  @Test func aDifferenceWithinOneDeviationIsNot() {
    let found = words([
      row("a", silhouette: 0.3, rand: 0.5, spread: 0.2), row("b", silhouette: 0.2, rand: 0.4),
      row("c", silhouette: 0.2, rand: 0.35),
    ])
    #expect(
      found[0]
        == "a has the highest ARI, 0.500 ± 0.200, but b and c lie within one standard deviation: "
        + "that is no difference.")
  }

  @Test func tightClustersAreNotTheLabels() {
    let found = words([row("a", silhouette: 0.3, rand: 0.5), row("b", silhouette: 0.7, rand: 0.1)])
    #expect(found[1].hasPrefix("b has the highest silhouette in its own space (0.700 ± 0.010) but not"))
  }

  @Test func chanceIsCalledChance() {
    let found = words([row("a", silhouette: 0.3, rand: 0.01), row("b", silhouette: 0.2, rand: -0.0001)])
    #expect(found[0].hasPrefix("No method agrees with the labels much better than chance"))
  }

  @Test func modelsThatDoNotBeatABaselineAreNamed() {
    let found = words([
      row("good", silhouette: 0.3, rand: 0.6, active: 8),
      row("weak", silhouette: 0.2, rand: 0.405, active: 8),
      row("PCA", .pca, silhouette: 0.2, rand: 0.4), row("raw", .raw, silhouette: 0.2, rand: 0.3),
    ])
    #expect(found.contains("weak is not better than the baseline PCA by ARI."))
    #expect(!found.contains { $0.hasPrefix("good is not better") })
  }

  @Test func oneSeedShowsNoSpread() {
    let found = words([row("a", silhouette: 0.3, rand: 0.5, spread: 0)], seeds: 1)
    #expect(found.last?.hasPrefix("One K-Means seed shows no spread") == true)
  }
}
