import Testing

@testable import MVAEKit

/// The label-conditioned model of feature vectors.
@Suite struct ConditionalVectorTests {
  private let features = SyntheticFeatures.blobs(rows: 240, columns: 6, clusters: 3)
  private var labels: [String?] { (0..<240).map { "blob\($0 % 3)" } }

  private func trained(_ places: Set<ConditionPlace> = [.encoder, .decoder], epochs: Int = 40) throws
    -> TrainedModel
  {
    try ConditionalVAE.train(
      features: features, labels: labels, labelName: "genre",
      configuration: BasicTrainingConfiguration(
        architecture: BasicArchitecture(latent: 2, labelEnters: places),
        schedule: TrainingSchedule(epochs: epochs, rate: 5e-3)))
  }

  /// What the label says needs no latents: samples of a class lie near its own mean.
  @Test func samplesAreOfTheirClass() throws {
    let model = try trained()
    for index in 0..<3 {
      let samples = try model.sample(count: 60, label: "blob\(index)", seed: 2)
      #expect(samples.rows.column("genre")?.content == .text(.init(repeating: "blob\(index)", count: 60)))
      let centre = ColumnMoments(samples.values).means
      let distances = (0..<3).map { other -> Double in
        let mean = ColumnMoments(features.values, rows: (0..<240).filter { $0 % 3 == other }).means
        return zip(centre, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      #expect(distances.min() == distances[index])
    }
    // Without a label, classes come as often as they did.
    #expect(try model.sample(count: 9, seed: 1).rows.column("genre") != nil)
  }

  /// Encoder and decoder read the label where it enters, and only there.
  @Test(arguments: [[.encoder], [.decoder], [.encoder, .decoder]] as [Set<ConditionPlace>])
  func theLabelIsReadWhereItEnters(_ places: Set<ConditionPlace>) throws {
    let model = try trained(places, epochs: 3)
    let some = features.selecting([0, 1])
    let (first, second) = (["blob0", "blob0"], ["blob1", "blob1"])
    let changes = try model.encode(some, labels: first).mean != model.encode(some, labels: second).mean
    #expect(changes == places.contains(.encoder))
    let z = Tensor(shape: [2, 2])
    if places.contains(.decoder) {
      #expect(try model.decode(z, labels: first) != model.decode(z, labels: second))
      #expect(throws: TrainingError.missing("genre")) { try model.decode(z) }
    } else {
      #expect(try model.decode(z) == model.decode(z, labels: second))
    }
    #expect(model.network.words == "conditional VAE 6-32-16-2-16-32-6, 3 classes")
  }

  @Test func reconstructionsCanBeOfAnotherClass() throws {
    let model = try trained()
    #expect(try model.encode(features, labels: labels.compactMap { $0 }) == model.posterior)
    // The table's own column stands in.
    #expect(try model.encode(features) == model.posterior)
    let own = try model.reconstruct(rows: [0, 3])
    let swapped = try model.reconstruct(features.selecting([0, 3]), as: "blob2")
    #expect(own.values != swapped.values)
    #expect(own == (try model.reconstruct(features.selecting([0, 3]), as: "blob0")).named(own.name))
    #expect(throws: TrainingError.self) { try model.reconstruct(features.selecting([0]), as: "none") }
    #expect(throws: TrainingError.self) { try model.encode(features, labels: ["blob0"]) }
  }

  @Test func rowsWithoutALabelAreDropped() throws {
    var some = labels
    some[5] = nil
    let model = try ConditionalVAE.train(
      features: features, labels: some,
      configuration: BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 1)))
    #expect(model.rows.count == 239)
    guard case .vectors(let content) = model.content else { return }
    #expect(content.dropped.withoutLabel == 1)
    #expect(content.classes == ["blob0", "blob1", "blob2"])
    #expect(throws: TrainingError.labelCount(labels: 3, rows: 240)) {
      try ConditionalVAE.train(features: features, labels: ["a", "b", "c"])
    }
    #expect(throws: TrainingError.tooFewRows(0)) {
      try ConditionalVAE.train(features: features, labels: .init(repeating: nil, count: 240))
    }
  }
}

extension FeatureMatrix {
  fileprivate func named(_ name: String) -> FeatureMatrix {
    FeatureMatrix(name: name, rows: rows, values: values, columnNames: columnNames, scaling: scaling)
  }
}
