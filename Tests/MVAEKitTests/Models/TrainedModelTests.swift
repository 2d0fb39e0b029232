import Testing

@testable import MVAEKit

@Suite struct TrainedModelTests {
  private let features = SyntheticFeatures.blobs(rows: 300, columns: 10, clusters: 3)

  private func trained(beta: Double = 1) throws -> TrainedModel {
    try BasicVAE.train(
      features: features,
      configuration: BasicTrainingConfiguration(
        latent: 4, schedule: TrainingSchedule(epochs: 60, rate: 5e-3, beta: beta)))
  }

  /// Reconstructions in the original units must beat the best constant, the column means, by far.
  @Test func reconstructionsAreInTheOriginalUnits() throws {
    let model = try trained()
    let rebuilt = try model.reconstruct(features)
    let means = ColumnMoments(features.values).means
    var error = 0.0
    var spread = 0.0
    for (index, value) in features.values.values.enumerated() {
      error += Double((value - rebuilt.values.values[index]) * (value - rebuilt.values.values[index]))
      let difference = Double(value) - means[index % 10]
      spread += difference * difference
    }
    #expect(error < 0.3 * spread)
    #expect(rebuilt.rows == features.rows)
    let some = try model.reconstruct(rows: [5, 2])
    #expect(some.rows.ids == ["t5", "t2"])
    #expect(some.values.row(0) == rebuilt.values.row(5)[...])
  }

  @Test func encodingTheTrainingRowsGivesTheLatents() throws {
    let model = try trained()
    let posterior = try model.encode(features)
    #expect(posterior == model.posterior)
    #expect(posterior.mean == model.latents.values)
    // One row alone has the same bytes as among others.
    let alone = try model.encode(features.selecting([257]))
    #expect(Array(alone.mean.values) == Array(posterior.mean.row(257)))
  }

  @Test func otherColumnsAreRefused() throws {
    let model = try trained()
    let fewer = SyntheticFeatures.blobs(rows: 4, columns: 9, clusters: 2)
    #expect(throws: FeatureError.self) { try model.encode(fewer) }
    let renamed = FeatureMatrix(
      name: "x", rows: features.rows, values: features.values, columnNames: (0..<10).map { "other\($0)" })
    let error = #expect(throws: FeatureError.self) { try model.reconstruct(renamed) }
    #expect(error?.message == "column 0 is other0 where the model was trained on c0")
    #expect(throws: TrainingError.self) { try model.reconstruct(rows: [300]) }
    #expect(throws: TrainingError.self) { try model.reconstruct(rows: [-1]) }
    #expect(throws: GenerationError.latentCount(found: 3, expected: 4)) {
      try model.decode(Tensor(shape: [2, 3]))
    }
  }

  @Test func samplesRepeatAndVary() throws {
    let model = try trained()
    let first = try model.sample(count: 50, seed: 3)
    #expect(first == (try model.sample(count: 50, seed: 3)))
    #expect(first.values != (try model.sample(count: 50, seed: 4)).values)
    #expect(first.values.shape == [50, 10])
    #expect(first.columnNames == features.columnNames)
    // Temperature 0: every sample is the decoded origin.
    let still = try model.sample(count: 3, seed: 3, temperature: 0).values
    #expect(still.row(0).elementsEqual(still.row(2)))
    #expect(throws: TrainingError.self) { try model.sample(count: 0, seed: 1) }
    #expect(throws: TrainingError.self) { try model.sample(count: 1, seed: 1, temperature: .nan) }
  }

  @Test func aHugeBetaCollapsesAndIsSeen() throws {
    let free = try trained()
    #expect(!free.isCollapsed)
    #expect(free.activeUnits >= 2)
    let collapsed = try trained(beta: 200)
    #expect(collapsed.isCollapsed)
  }

  @Test func weightsAreFoundByName() throws {
    let model = try trained()
    #expect(model.weight("encoder.0.weight")?.shape == [32, 10])
    #expect(model.weight("logVariance.bias")?.shape == [4])
    #expect(model.weight("nothing") == nil)
  }
}
