import Testing

@testable import MVAEKit

/// The words under the table, from made-up rows.
@Suite struct ComparisonConclusionsTests {
  /// Replicates spread evenly around `rand`; methods of different `phase` do not move together.
  private func row(
    _ name: String, _ kind: ComparisonRow.Kind = .entry, silhouette: Double, rand: Double,
    spread: Double = 0.01, active: Int? = nil, phase: Int = 0, isTold: Bool = false, accuracy: Double? = nil
  ) -> MeasuredMethod {
    var measured = MeasuredMethod(
      ComparisonMethod(
        name: name, kind: kind, activeUnits: active, readsLabels: isTold, spaces: [Tensor(shape: [3, 8])]))
    let values = (0..<200).map { (index: Int) -> Double in
      rand + spread * (Double((index * 37 + phase * 61) % 200) / 100 - 1)
    }
    measured.add(.ari, Score(mean: rand, standardDeviation: spread), values)
    measured.row.scores[.ownSilhouette] = Score(mean: silhouette, standardDeviation: 0.01)
    if let accuracy { measured.row.scores[.accuracy] = Score(mean: accuracy, standardDeviation: 0) }
    return measured
  }

  private func words(_ methods: [MeasuredMethod], trainings: Int = 1) -> [String] {
    let evidence = ComparisonEvidence(methods)
    var options = ComparisonOptions(k: 3)
    options.trainings = trainings
    return ComparisonConclusions(
      rows: evidence.rows, evidence: evidence, options: options, rowsUsed: 100, rowsNotShared: 0,
      rowsWithoutLabel: 0
    ).sentences
  }

  @Test func aClearDifferenceIsClaimed() {
    let found = words([row("a", silhouette: 0.3, rand: 0.5), row("b", silhouette: 0.2, rand: 0.4)])
    #expect(
      found[0]
        == "a agrees best with the labels: ARI 0.500 [0.490, 0.509], before b with 0.400 [0.390, 0.409].")
    #expect(found.count == 2)
  }

  @Test func aDifferenceThatOtherTracksCouldMakeIsNot() {
    let found = words([
      row("a", silhouette: 0.3, rand: 0.5, spread: 0.3), row("b", silhouette: 0.2, rand: 0.4, phase: 1),
      row("c", silhouette: 0.2, rand: 0.1, phase: 2),
    ])
    #expect(found[0].hasSuffix("but b is not told apart from it by these tracks: that is no difference."))
  }

  /// Scores that rise and fall together are told apart, however wide each one's interval.
  @Test func differencesArePaired() {
    let found = words([
      row("a", silhouette: 0.3, rand: 0.5, spread: 0.3), row("b", silhouette: 0.2, rand: 0.45, spread: 0.3),
    ])
    #expect(found[0].hasPrefix("a agrees best with the labels"))
  }

  @Test func tightClustersAreNotTheLabels() {
    let found = words([row("a", silhouette: 0.3, rand: 0.5), row("b", silhouette: 0.7, rand: 0.1)])
    #expect(found[1].hasPrefix("b has the highest silhouette in its own space (0.700) but not"))
  }

  @Test func chanceIsCalledChance() {
    let found = words([row("a", silhouette: 0.3, rand: 0.01), row("b", silhouette: 0.2, rand: -0.0001)])
    #expect(found[0].hasPrefix("No method agrees with the labels much better than chance"))
  }

  @Test func modelsThatDoNotBeatABaselineAreNamed() {
    let found = words([
      row("good", silhouette: 0.3, rand: 0.6, active: 8),
      row("weak", silhouette: 0.2, rand: 0.405, active: 8, phase: 1),
      row("PCA", .pca, silhouette: 0.2, rand: 0.4), row("raw", .raw, silhouette: 0.2, rand: 0.3),
    ])
    #expect(found.contains("weak is not better than the baseline PCA by ARI."))
    #expect(!found.contains { $0.hasPrefix("good is not better") })
  }

  @Test func aMethodThatWasToldIsNotAmongTheBest() {
    let found = words([
      row("told", silhouette: 0.3, rand: 0.9, isTold: true), row("a", silhouette: 0.2, rand: 0.5),
      row("b", silhouette: 0.2, rand: 0.4),
    ])
    #expect(found[0].hasPrefix("a agrees best with the labels"))
  }

  @Test func clustersWorseThanTheLargestLabelAreNamed() {
    let found = words([
      row("a", silhouette: 0.3, rand: 0.2, accuracy: 0.25),
      row("majority class", .majority, silhouette: 0, rand: 0, accuracy: 0.4),
    ])
    #expect(
      found.contains(
        "Clusters of a, each taken for one label, are right for 25 % of the tracks: the largest label alone would "
          + "be for 40 %."))
  }

  @Test func oneTrainingIsSaid() {
    let one = [row("a", silhouette: 0.3, rand: 0.5)]
    #expect(words(one).last?.contains("other trainings may differ more") == true)
    #expect(words(one, trainings: 3).last?.contains("3 trainings and 10 seeds of K-Means each") == true)
  }
}
