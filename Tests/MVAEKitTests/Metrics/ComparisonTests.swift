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

  private func options(k: Int, seeds: Int = 10) -> ComparisonOptions {
    var options = ComparisonOptions(k: k, seeds: seeds)
    options.replicates = 200
    return options
  }

  @Test func modelsComeWithTheirBaselines() throws {
    let model = try model()
    let comparison = try Comparison.compare(
      entries: [.init(name: "basic", model: model), .init(name: "again", model: model)], labels: labels,
      options: options(k: 3, seeds: 3))
    #expect(
      comparison.rows.map(\.name) == [
        "basic", "again", "autoencoder of basic", "PCA 4 of blobs", "raw blobs", "random clusters",
        "majority class",
      ])
    #expect(
      comparison.rows.map(\.kind) == [.entry, .entry, .autoencoder, .pca, .raw, .random, .majority])
    #expect(comparison.rows.map(\.dimensions) == [4, 4, 4, 4, 8, 0, 0])
    #expect(comparison.commonSpace == "blobs")
    #expect(comparison.rowsUsed == 150)
    let majority = try #require(comparison.rows.last)
    #expect(majority[.ari] == Score(mean: 0, standardDeviation: 0))
    #expect(majority[.purity]?.mean == 1.0 / 3)
    #expect(majority.note == "blob0: 33 % of the labelled rows")
    let raw = comparison.rows[4]
    // In the raw row's own space and in the common space the same is scored.
    #expect(abs(try #require(raw[.ownSilhouette]).mean - (try #require(raw[.silhouette])).mean) < 1e-12)
    #expect(try #require(raw[.ari]).mean > 0.95)
    #expect(comparison.rows[0][.ari] == comparison.rows[1][.ari])
  }

  /// One row's scores are those of the functions themselves, over the seeds.
  @Test func scoresAreMeansOverSeeds() throws {
    let comparison = try Comparison.compare(
      entries: [.init(name: "raw", features: features)], labels: labels,
      options: ComparisonOptions(k: 5, seeds: 4, seed: 9, restarts: 1))
    let values = FeatureScaler(fitting: features.values).scale(features.values)
    let clusterings = try (0..<4).map {
      try KMeans.cluster(values: values, k: 5, restarts: 1, seed: 9 + UInt64($0)).assignments
    }
    let silhouettes = try clusterings.map { try Silhouette.score(values, labels: $0) }
    let mean = silhouettes.reduce(0, +) / 4
    let squares = silhouettes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let score = try #require(comparison.rows[0][.ownSilhouette])
    // Clusters under other numbers are summed in another order, in tiles of single differences.
    #expect(abs(score.mean - mean) < 1e-7)
    #expect(abs(score.standardDeviation - (squares / 3).squareRoot()) < 1e-7)
    let rand = try clusterings.map { try Agreement(assignments: $0, labels: labels).adjustedRand }
    #expect(abs(try #require(comparison.rows[0][.ari]).mean - rand.reduce(0, +) / 4) < 1e-12)
  }

  @Test func onlySharedRowsAreUsed() throws {
    let later = features.selecting(Array((20..<150).reversed()))
    var sparse = labels
    sparse[30] = nil
    let comparison = try Comparison.compare(
      entries: [.init(name: "all", features: features), .init(name: "later", features: later)],
      labels: sparse, options: options(k: 3, seeds: 2))
    #expect(comparison.rowsUsed == 130)
    #expect(comparison.rowsNotShared == 20)
    #expect(comparison.rowsWithoutLabel == 1)
    // The same rows in the same order: the same scores.
    #expect(comparison.rows[0][.ownSilhouette] == comparison.rows[1][.ownSilhouette])
    #expect(comparison.rows[0][.ari] == comparison.rows[1][.ari])
    #expect(comparison.summary.contains("20 rows that not every method has were left out, 130 remain."))
    #expect(comparison.summary.contains("1 of 130 rows have no label"))
  }

  @Test func aCollapsedModelIsFlagged() throws {
    let comparison = try Comparison.compare(
      entries: [.init(name: "basic", model: try model(beta: 300))], labels: labels,
      options: options(k: 3, seeds: 2))
    #expect(comparison.rows[0].activeUnits == 0)
    #expect(comparison.summary.contains("basic uses 0 of 4 latent dimensions (collapse)"))
    #expect(comparison.summary.contains("basic is not better than the baseline"))
  }

  @Test func withoutLabelsThereIsNoAgreement() throws {
    let comparison = try Comparison.compare(
      entries: [.init(name: "raw", features: features)], labels: [], options: options(k: 3, seeds: 2))
    #expect(comparison.rows.map(\.name) == ["raw", "random clusters"])
    #expect(comparison.rows[0][.ari] == nil)
    #expect(comparison.rows[0][.ownSilhouette] != nil)
    #expect(comparison.rowsWithoutLabel == 0)
  }

  /// A model beats "reconstruct nothing", samples are nearer to the tracks than nothing is, and a probe finds blobs.
  @Test func modelsAreJudgedByMoreThanTheirClusters() throws {
    let comparison = try Comparison.compare(
      entries: [.init(name: "basic", model: try model())], labels: labels, labelName: "genre",
      options: options(k: 3, seeds: 2))
    let row = comparison.rows[0]
    #expect(try #require(row[.reconstruction]).mean < -1)
    #expect(try #require(row[.probe]).mean > 0.9)
    #expect(try #require(row[.neighbors]).mean > 0.9)
    #expect(try #require(row[.frechet]).mean > 0)
    #expect(row[.conditional] == nil)
    let pca = try #require(comparison.rows.first { $0.kind == .pca })
    #expect(try #require(pca[.reconstruction]).mean < -3)
    let interval = try #require(row[.probe]?.interval)
    #expect(interval.lowerBound <= row[.probe]?.mean ?? 0 && interval.upperBound >= row[.probe]?.mean ?? 1)
  }

  /// A conditional model makes what it is asked for, learns nothing new by it, and cannot win at labels it was told.
  @Test func aModelThatWasToldTheLabelsCannotWinAtThem() throws {
    let labelled = FeatureMatrix(
      name: "blobs", rows: features.rows, values: features.values, columnNames: features.columnNames)
    let told = try ConditionalVAE.train(
      features: labelled, labels: labels, labelName: "genre",
      configuration: BasicTrainingConfiguration(
        latent: 4, schedule: TrainingSchedule(epochs: 60, rate: 5e-3)))
    let comparison = try Comparison.compare(
      entries: [
        .init(name: "cvae", model: told, readsLabels: true), .init(name: "basic", model: try model()),
      ], labels: labels, labelName: "genre", options: options(k: 3, seeds: 2))
    // Without labels both are one network.
    #expect(comparison.rows.filter { $0.kind == .autoencoder }.map(\.name) == ["autoencoder of cvae"])
    let row = comparison.rows[0]
    #expect(row.bestIn.isDisjoint(with: [.ari, .probe, .neighbors]))
    #expect(try #require(row[.conditional]).mean > 0.8)
    #expect(try #require(row[.synthetic]).mean > 0.8)
  }

  @Test func trainingAgainGivesOneSpaceATraining() throws {
    var several = options(k: 3, seeds: 2)
    several.trainings = 2
    several.baselines = [.raw]
    let model = try model()
    let comparison = try Comparison.compare(
      entries: [.init(name: "basic", model: model)], labels: labels, options: several)
    let silhouettes = try [model, model.retrained(seed: 2)].map { model in
      let clusters = try KMeans.cluster(values: model.latents.values, k: 3, restarts: 10, seed: 1)
      return try Silhouette.score(model.latents.values, labels: clusters.assignments)
    }
    #expect(silhouettes[0] != silhouettes[1])
    let score = try #require(comparison.rows[0][.ownSilhouette])
    #expect(abs(score.mean - (silhouettes[0] + silhouettes[1]) / 2) < 1e-3)
    #expect(comparison.summary.contains("2 trainings and 2 seeds of K-Means each"))
  }

  @Test func anOpenedModelHasNothingToTrainAgain() throws {
    let opened = try SavedFileTests.reopened(model())
    #expect(throws: TrainingError.featuresMissing) { try opened.retrained(seed: 2) }
    #expect(throws: TrainingError.featuresMissing) { try opened.autoencoder(seed: 2) }
  }

  @Test func impossibleRequestsAreErrors() throws {
    let entry = ComparisonEntry(name: "raw", features: features)
    #expect(throws: ComparisonError.noEntries) {
      try Comparison.compare(entries: [], labels: [], options: options(k: 2))
    }
    #expect(throws: ComparisonError.labelCount(found: 1, expected: 150)) {
      try Comparison.compare(entries: [entry], labels: ["a"], options: options(k: 2))
    }
    #expect(throws: ComparisonError.clusterCount(k: 1, rows: 150)) {
      try Comparison.compare(entries: [entry], labels: labels, options: options(k: 1))
    }
    #expect(throws: ComparisonError.clusterCount(k: 150, rows: 150)) {
      try Comparison.compare(entries: [entry], labels: labels, options: options(k: 150))
    }
    #expect(throws: ComparisonError.seeds(0)) {
      try Comparison.compare(entries: [entry], labels: labels, options: options(k: 2, seeds: 0))
    }
    #expect(throws: ComparisonError.noLabels) {
      try Comparison.compare(
        entries: [entry], labels: [String?](repeating: nil, count: 150), options: options(k: 2))
    }
    let other = SyntheticFeatures.renamed(features.selecting([0, 1, 2, 3]), prefix: "x")
    #expect(throws: ComparisonError.tooFewSharedRows(0)) {
      try Comparison.compare(
        entries: [entry, .init(name: "other", features: other)], labels: labels, options: options(k: 2))
    }
    let doubled = features.selecting([0, 0, 1, 2])
    #expect(throws: ComparisonError.repeatedID("t0", entry: "doubled")) {
      try Comparison.compare(
        entries: [entry, .init(name: "doubled", features: doubled)], labels: labels, options: options(k: 2))
    }
  }
}
