import Testing

@testable import MVAEKit

@Suite struct MapQualityTests {
  /// scikit-learn 1.9's `trustworthiness(X, E, n_neighbors: k)` of its recorded maps, and with both exchanged; inputs
  /// in single precision on both sides, ranks are whole numbers.
  @Test(arguments: [
    ("tsne_sklearn", 5, 0.8902925403225806, 0.9065495967741936),
    ("tsne_sklearn", 10, 0.8628, 0.8888743524631793),
    ("umap_learn", 5, 0.8389600806451613, 0.9081993951612903),
    ("umap_learn", 10, 0.8345982732351447, 0.8914911122397156),
  ])
  func trustworthinessEqualsScikitLearn(
    _ method: String, _ k: Int, _ trustworthiness: Double, _ continuity: Double
  ) throws {
    guard let reference = try ClusterReference(1000) else { return }
    let map = try #require(try reference.array(method, "embedding").tensor)
    let quality = try MapQuality(of: map, showing: reference.points, k: k)
    #expect(abs(quality.trustworthiness - trustworthiness) < 1e-12)
    #expect(abs(quality.continuity - continuity) < 1e-12)
    #expect(quality.rowsUsed == 1000)
  }

  /// 0, 1, 3, 7 with the last two exchanged, k = 1. In the map row 2 (at 7) has row 3 nearest, which ranks third in the
  /// data, and so on: by hand, Σ (r − k) = 2 of the data's ranks and 1 of the map's, times 2 / (4 · 1 · (8 − 3 − 1)).
  @Test func aMapByHand() throws {
    let data = try #require(Tensor(shape: [4, 1], values: [0, 1, 3, 7]))
    let map = try #require(Tensor(shape: [4, 1], values: [0, 1, 7, 3]))
    let quality = try MapQuality(of: map, showing: data, k: 1, labels: ["a", "a", nil, "b"])
    // Nearest in the data: 1, 0, 1, 2; in the map: 1, 0, 3, 1.
    #expect(quality.neighborRecall == 0.5)
    // Row 2: row 3 ranks third among its neighbours 1, 0, 3 at 2, 3, 4; row 3: row 1 ranks second.
    #expect(quality.trustworthiness == 1 - 3.0 / 8)
    // In the map row 2 sees 3, 1, 0 at 4, 6, 7: row 1 ranks second; row 3 sees 1, 0, 2 at 2, 3, 4: row 2 ranks third.
    #expect(quality.continuity == 1 - 3.0 / 8)
    // Rows 0 and 1 are alike, row 3's neighbour is not; row 2 has no label.
    #expect(quality.labelAgreement == 2.0 / 3)
  }

  @Test func aCopyKeepsEverything() throws {
    let values = EmbeddingFixture.groups(300, 5)
    let quality = try MapQuality(of: values, showing: values, k: 12)
    #expect(quality.trustworthiness == 1 && quality.continuity == 1 && quality.neighborRecall == 1)
    #expect(quality.labelAgreement == nil)
  }

  @Test func manyRowsAreSampledAndSaid() throws {
    let values = EmbeddingFixture.groups(5001, 3)
    let map = EmbeddingFixture.groups(5001, 2, seed: 9)
    let quality = try MapQuality(of: map, showing: values, threads: 1)
    #expect(quality.rows == 5001 && quality.rowsUsed == 2000)
    #expect(try MapQuality(of: map, showing: values, threads: 3) == quality)
    #expect(quality.neighborRecall < 0.2)
  }

  @Test func whatCannotBeMeasuredIsNamed() throws {
    let values = EmbeddingFixture.groups(20, 3)
    #expect(throws: ScoreError.neighbors(10, rows: 20)) { try MapQuality(of: values, showing: values, k: 10) }
    #expect(throws: ScoreError.lengths(rows: 20, labels: 19)) {
      try MapQuality(of: EmbeddingFixture.groups(19, 2), showing: values)
    }
  }
}
