import Testing

@testable import MVAEKit

@Suite struct ComparisonTests {
  private let features = SyntheticFeatures.blobs(rows: 150, columns: 8, clusters: 3)
  private var labels: [String?] { (0..<150).map { "blob\($0 % 3)" } }

  private func model(beta: Double = 1) throws -> TrainedModel {
    try BasicVAE.train(
      features: features,
      configuration: BasicTrainingConfiguration(
        latent: 4, schedule: TrainingSchedule(epochs: 60, rate: 5e-3, beta: beta)))
  }

  @Test func modelsComeWithTheirBaselines() throws {
    let model = try model()
    let comparison = try Comparison.compare(
      entries: [.init(name: "basic", model: model), .init(name: "again", model: model)], labels: labels, k: 3,
      seeds: 3)
    #expect(
      comparison.rows.map(\.name) == ["basic", "again", "PCA 4 of blobs", "raw blobs", "majority class"])
    #expect(comparison.rows.map(\.kind) == [.entry, .entry, .pca, .raw, .majority])
    #expect(comparison.rows.map(\.dimensions) == [4, 4, 4, 8, 0])
    #expect(comparison.commonSpace == "blobs")
    #expect(comparison.rowsUsed == 150)
    let majority = try #require(comparison.rows.last)
    #expect(majority.adjustedRand == Score(mean: 0, standardDeviation: 0))
    #expect(majority.note == "blob0: 33 % of the labelled rows")
    let raw = comparison.rows[3]
    // In the raw row's own space and in the common space the same is scored.
    #expect(raw.silhouette == raw.commonSilhouette)
    #expect(try #require(raw.adjustedRand).mean > 0.95)
    #expect(comparison.rows[0].adjustedRand == comparison.rows[1].adjustedRand)
  }

  /// One row's scores are those of the functions themselves, over the seeds.
  @Test func scoresAreMeansOverSeeds() throws {
    let comparison = try Comparison.compare(
      entries: [.init(name: "raw", features: features)], labels: labels, k: 5, seeds: 4, seed: 9, restarts: 1)
    let values = FeatureScaler(fitting: features.values).scale(features.values)
    let clusterings = try (0..<4).map {
      try KMeans.cluster(values: values, k: 5, restarts: 1, seed: 9 + UInt64($0)).assignments
    }
    let silhouettes = try clusterings.map { try Silhouette.score(values, labels: $0) }
    let mean = silhouettes.reduce(0, +) / 4
    let squares = silhouettes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let score = try #require(comparison.rows[0].silhouette)
    #expect(abs(score.mean - mean) < 1e-12)
    #expect(abs(score.standardDeviation - (squares / 3).squareRoot()) < 1e-12)
    let rand = try clusterings.map { try Agreement(assignments: $0, labels: labels).adjustedRand }
    #expect(abs(try #require(comparison.rows[0].adjustedRand).mean - rand.reduce(0, +) / 4) < 1e-12)
  }

  @Test func onlySharedRowsAreUsed() throws {
    let later = features.selecting(Array((20..<150).reversed()))
    var sparse = labels
    sparse[30] = nil
    let comparison = try Comparison.compare(
      entries: [.init(name: "all", features: features), .init(name: "later", features: later)],
      labels: sparse,
      k: 3, seeds: 2)
    #expect(comparison.rowsUsed == 130)
    #expect(comparison.rowsNotShared == 20)
    #expect(comparison.rowsWithoutLabel == 1)
    // The same rows in the same order: the same scores.
    #expect(comparison.rows[0].silhouette == comparison.rows[1].silhouette)
    #expect(comparison.rows[0].adjustedRand == comparison.rows[1].adjustedRand)
    #expect(comparison.summary.contains("20 rows that not every method has were left out, 130 remain."))
    #expect(comparison.summary.contains("1 of 130 rows have no label"))
  }

  @Test func aCollapsedModelIsFlagged() throws {
    let comparison = try Comparison.compare(
      entries: [.init(name: "basic", model: try model(beta: 300))], labels: labels, k: 3, seeds: 2)
    #expect(comparison.rows[0].activeUnits == 0)
    #expect(comparison.summary.contains("basic uses 0 of 4 latent dimensions (collapse)"))
    #expect(comparison.summary.contains("basic is not better than the baseline"))
  }

  @Test func withoutLabelsThereIsNoAgreement() throws {
    let comparison = try Comparison.compare(
      entries: [.init(name: "raw", features: features)], labels: [], k: 3, seeds: 2)
    #expect(comparison.rows.count == 1)
    #expect(comparison.rows[0].adjustedRand == nil)
    #expect(comparison.rows[0].silhouette != nil)
    #expect(comparison.rowsWithoutLabel == 0)
  }

  @Test func impossibleRequestsAreErrors() throws {
    let entry = ComparisonEntry(name: "raw", features: features)
    #expect(throws: ComparisonError.noEntries) { try Comparison.compare(entries: [], labels: [], k: 2) }
    #expect(throws: ComparisonError.labelCount(found: 1, expected: 150)) {
      try Comparison.compare(entries: [entry], labels: ["a"], k: 2)
    }
    #expect(throws: ComparisonError.clusterCount(k: 1, rows: 150)) {
      try Comparison.compare(entries: [entry], labels: labels, k: 1)
    }
    #expect(throws: ComparisonError.clusterCount(k: 150, rows: 150)) {
      try Comparison.compare(entries: [entry], labels: labels, k: 150)
    }
    #expect(throws: ComparisonError.seeds(0)) {
      try Comparison.compare(entries: [entry], labels: labels, k: 2, seeds: 0)
    }
    #expect(throws: ComparisonError.noLabels) {
      try Comparison.compare(entries: [entry], labels: [String?](repeating: nil, count: 150), k: 2)
    }
    let other = SyntheticFeatures.renamed(features.selecting([0, 1, 2, 3]), prefix: "x")
    #expect(throws: ComparisonError.tooFewSharedRows(0)) {
      try Comparison.compare(entries: [entry, .init(name: "other", features: other)], labels: labels, k: 2)
    }
    let doubled = features.selecting([0, 0, 1, 2])
    #expect(throws: ComparisonError.repeatedID("t0", entry: "doubled")) {
      try Comparison.compare(
        entries: [entry, .init(name: "doubled", features: doubled)], labels: labels, k: 2)
    }
  }
}
