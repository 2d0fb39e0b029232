import Testing

@testable import MVAEKit

@Suite struct FittedSamplingTests {
  private let inputs = SyntheticImages.make(rows: 80)

  private func conditional(epochs: Int = 30) throws -> TrainedModel {
    var configuration = SyntheticImages.configuration(.conditional, epochs: epochs)
    configuration.schedule.rate = 3e-3
    return try ConditionalVAE.train(
      images: inputs.images, text: inputs.text, labels: inputs.labels ?? [], labelName: "genre",
      configuration: configuration)
  }

  private func basic() throws -> TrainedModel {
    try BasicVAE.train(
      features: SyntheticFeatures.blobs(rows: 200, columns: 6, clusters: 3),
      configuration: BasicTrainingConfiguration(latent: 3, schedule: TrainingSchedule(epochs: 40, rate: 5e-3))
    )
  }

  /// Samples of a fitted density lie closer to the tracks' column means than chance, and repeat.
  @Test(arguments: [LatentSource.prior, .gaussian, .mixture(components: 3)])
  func samplesRepeatAndVary(_ source: LatentSource) throws {
    let model = try basic()
    let request = SampleRequest(count: 40, seed: 3, source: source)
    let first = try model.sample(request)
    #expect(first == (try model.sample(request)))
    #expect(first.values != (try model.sample(SampleRequest(count: 40, seed: 4, source: source))).values)
    #expect(first.values.shape == [40, 6])
    #expect(first.values.values.allSatisfy { $0.isFinite })
    if source == .prior { #expect(try model.sample(count: 40, seed: 3).values == first.values) }
  }

  /// The rows of one blob have their own density, although the model never saw a label.
  @Test func aModelWithoutLabelsFitsTheTracksOfAClass() throws {
    let model = try basic()
    let own = model.features
    for label in ["blob0", "blob1", "blob2"] {
      let rows = (0..<200).filter { own.rows.column("genre")?.field($0) == label }
      let samples = try model.sample(
        SampleRequest(count: 200, source: .gaussian, label: label, labelColumn: "genre"))
      let centre = ColumnMoments(own.values, rows: rows).means
      let found = ColumnMoments(samples.values).means
      let others = ColumnMoments(own.values, rows: Array(0..<200).filter { !rows.contains($0) }).means
      func distance(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      #expect(distance(found, centre) < distance(found, others))
    }
    #expect(throws: TrainingError.noLabels) {
      try model.sample(SampleRequest(count: 1, label: "blob0", labelColumn: "genre"))
    }
    #expect(throws: TrainingError.noLabels) {
      try model.sample(SampleRequest(count: 1, source: .gaussian, label: "blob0"))
    }
    #expect(throws: GenerationError.noRows) {
      try model.sample(SampleRequest(count: 1, source: .gaussian, label: "x", labelColumn: "genre"))
    }
  }

  @Test func aConditionalModelHasADensityOfEachClass() throws {
    let model = try conditional(epochs: 2)
    let mixed = try model.sample(SampleRequest(count: 30, seed: 2, source: .mixture(components: 2)))
    guard case .text(let labels)? = mixed.rows.column("genre")?.content else {
      Issue.record("samples have their classes")
      return
    }
    #expect(Set(labels) == ["class0", "class1"])
    let one = try model.sample(SampleRequest(count: 4, seed: 2, source: .gaussian, label: "class1"))
    #expect(one.rows.column("genre")?.content == .text([String?](repeating: "class1", count: 4)))
    #expect(one.values.shape == [4, 16, 16])
    #expect(throws: TrainingError.unknownClass("Rock", classes: ["class0", "class1"])) {
      try model.sample(SampleRequest(count: 1, source: .gaussian, label: "Rock"))
    }
    #expect(throws: TrainingError.self) { try model.sample(SampleRequest(count: 1, temperature: -1)) }
    #expect(throws: GenerationError.self) {
      try model.sample(SampleRequest(count: 1, source: .mixture(components: 1000), label: "class0"))
    }
  }
}
