import Foundation
import Testing

@testable import MVAEKit

@Suite struct AgreementTests {
  private func agreement(_ assignments: [Int], _ labels: [String?]) throws -> Agreement {
    try Agreement(assignments: assignments, labels: labels)
  }

  /// scikit-learn's documented examples.
  @Test func publishedExamples() throws {
    let renamed = try agreement([1, 1, 0, 0], ["a", "a", "b", "b"])
    #expect(renamed.adjustedRand == 1)
    #expect(abs(renamed.normalizedMutualInformation - 1) < 1e-15)
    // adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]) = 0.57…: (4 · … ) = 4/7.
    #expect(abs(try agreement([0, 0, 1, 2], ["a", "a", "b", "b"]).adjustedRand - 4.0 / 7) < 1e-15)
    // adjusted_rand_score([0, 0, 1, 1], [0, 1, 0, 1]) = −0.5.
    #expect(try agreement([0, 0, 1, 1], ["a", "b", "a", "b"]).adjustedRand == -0.5)
    #expect(try agreement([0, 0, 1, 1], ["a", "b", "a", "b"]).normalizedMutualInformation == 0)
    // H(c) = 1.5 ln 2, H(l) = ln 2, I = ln 2: 2·1/(1.5 + 1) = 0.8.
    #expect(
      abs(try agreement([0, 0, 1, 2], ["a", "a", "b", "b"]).normalizedMutualInformation - 0.8) < 1e-15)
  }

  @Test func degeneratePartitions() throws {
    let trivial = try agreement([0, 0, 0], ["a", "a", "a"])
    #expect(trivial.adjustedRand == 1)
    #expect(trivial.normalizedMutualInformation == 1)
    let distinct = try agreement([0, 1, 2], ["a", "b", "c"])
    #expect(distinct.adjustedRand == 1)
    #expect(abs(distinct.normalizedMutualInformation - 1) < 1e-15)
    let opposite = try agreement([0, 0, 0], ["a", "b", "c"])
    #expect(opposite.adjustedRand == 0)
    #expect(opposite.normalizedMutualInformation == 0)
    let empty = try agreement([], [])
    #expect(empty.adjustedRand == 1)
    #expect(empty.rowsUsed == 0)
  }

  @Test func rowsWithoutLabelAreDroppedAndCounted() throws {
    let some = try agreement([0, 5, 0, 1, 1], ["a", nil, "a", "b", "b"])
    #expect(some.adjustedRand == 1)
    #expect(some.rowsUsed == 4)
    #expect(some.rowsDropped == 1)
  }

  @Test func lengthsMustAgree() {
    #expect(throws: ScoreError.lengths(rows: 2, labels: 1)) { try agreement([0, 1], ["a"]) }
  }

  /// 200,000 rows: pair counts of 4 · 10¹⁰ overflow 32 bits.
  @Test func manyRowsDoNotOverflow() throws {
    let assignments = (0..<200_000).map { $0 % 3 }
    let result = try agreement(assignments, assignments.map { "\($0)" })
    #expect(result.adjustedRand == 1)
  }
}
