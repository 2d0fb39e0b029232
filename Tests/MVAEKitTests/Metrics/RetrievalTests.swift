import Testing

@testable import MVAEKit

/// Ranks, recalls and the test of differences against closed forms.
struct RetrievalTests {
  private func retrieval(_ ranks: [Double]) -> Retrieval {
    let ids = ranks.indices.map { "t\($0)" }
    return Retrieval(
      from: "mel", to: "lyrics", rows: TrackTable(ids: ids, groups: ids, columns: []), ranks: ranks,
      nearest: ranks.map { _ in [] })
  }

  @Test func recallsAreShares() {
    let found = retrieval([1, 2, 6, 10])
    #expect(found.recall(at: 1) == 0.25)
    #expect(found.recall(at: 5) == 0.5)
    #expect(found.recall(at: 10) == 1)
    #expect(found.chance(at: 1) == 0.25)
    #expect(found.chance(at: 10) == 1)
    #expect(found.medianRank == 4)
    #expect(abs(found.meanReciprocalRank - (1 + 0.5 + 1.0 / 6 + 0.1) / 4) < 1e-12)
  }

  /// A model of pairs that share all causes finds partners far above chance, and ranks hold among fewer tracks.
  @Test func partnersAreFound() throws {
    let data = FusionData(rows: 200)
    let model = try data.model(.mopoe, epochs: 60)
    let found = try model.retrieve(from: 0, to: 1, in: data.inputs())
    print("recall at 10 of 200: \(found.recall(at: 10))")
    #expect(found.recall(at: 10) > 4 * found.chance(at: 10))
    #expect(found.nearest.allSatisfy { $0.count == 10 && Set($0).count == 10 })
    let fewer = try model.retrieve(from: 1, to: 0, in: data.inputs().selecting([3, 5, 9]))
    #expect(fewer.ranks.allSatisfy { (1...3).contains($0) })
  }

  /// Two-sided: a clear gain is no chance, a symmetric sample is; exact for three equal signs: 2 of 8 flips.
  @Test func signFlipsAreCounted() {
    #expect(SignFlipTest.p([Double](repeating: 1, count: 30), seed: 1) == 1.0 / 5000)
    #expect(SignFlipTest.p([1, -1, 2, -2, 3, -3], seed: 1) == 1)
    #expect(abs(SignFlipTest.p([1, 1, 1], seed: 1) - 0.25) < 0.02)
  }
}
