import Foundation
import MVAEKit
import Testing

@testable import Kernel

/// What figures calculate on their own.
@Suite struct FigureNumbersTests {
  /// scipy.stats.t.ppf(0.975, n).
  @Test(arguments: [
    (1, 12.7062), (2, 4.3027), (4, 2.7764), (5, 2.5706), (9, 2.2622), (29, 2.0452), (999, 1.9623),
  ])
  func studentsQuantiles(freedom: Int, value: Double) {
    #expect(abs(StudentT.quantile975(freedom: freedom) / value - 1) < 1e-3)
  }

  @Test func noFreedomHasNoInterval() {
    #expect(StudentT.quantile975(freedom: 0).isNaN && StudentT.quantile975(freedom: -1).isNaN)
  }

  /// numpy.corrcoef([1, 2, 4, 7], [3, 1, 6, 8])[0, 1].
  @Test func correlationOfNumbers() {
    let column = Column(name: "n", content: .numbers([3, 1, .nan, 6, 8]))
    #expect(abs(FactorStrength.of([1, 2, 99, 4, 7], column) - 0.891_485) < 1e-6)
    #expect(FactorStrength.of([1, 1, 1, 1, 1], column).isNaN)
  }

  /// By hand: η² = 0.9, n = 4, k = 2, so that ε² = 1 − 0.1 · 3 / 2.
  @Test func strengthOfClasses() {
    let column = Column(name: "c", content: .text(["a", "a", "b", "b", nil]))
    // Means 1 and 4 around 2.5: between 9, within 1.
    let values = [1 - 0.5.squareRoot(), 1 + 0.5.squareRoot(), 4.0, 4.0, 1000]
    #expect(abs(FactorStrength.of(values, column) - (1 - 0.1 * 3 / 2).squareRoot()) < 1e-12)
    // What chance gives counts as nothing.
    #expect(FactorStrength.of([1, 2, 1, 2, 0], column) == 0)
    let single = Column(name: "c", content: .text(["a", "a"]))
    #expect(FactorStrength.of([1, 2], single).isNaN)
  }

  @Test func confusionHasItsPairsOnTheDiagonal() {
    let counts = ConfusionCounts(
      clusters: [2, 2, 2, 0, 0, 1, 1, 0, -1], count: 4, labels: ["a", "a", "a", "b", "b", "c", "b", nil, "c"])
    #expect(counts.labels == ["a", "b", "c"])
    #expect(counts.clusters == [2, 0, 1, 3])
    #expect(counts.counts == [[3, 0, 0, 0], [0, 2, 1, 0], [0, 0, 1, 0]])
    #expect(counts.unlabelled == 1)
  }

  @Test func emptyClusteringsHaveAnEmptyTable() {
    let counts = ConfusionCounts(clusters: [], count: 0, labels: [])
    #expect(counts.counts.isEmpty && counts.labels.isEmpty)
  }
}
