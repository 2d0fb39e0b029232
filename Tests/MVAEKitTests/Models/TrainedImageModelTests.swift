import Testing

@testable import MVAEKit

@Suite struct TrainedImageModelTests {
  private let inputs = SyntheticImages.make(rows: 80)

  private func conditional(epochs: Int = 30) throws -> TrainedModel {
    var configuration = SyntheticImages.configuration(.conditional, epochs: epochs)
    configuration.rate = 3e-3
    return try ConditionalVAE.train(
      images: inputs.images, text: inputs.text, labels: inputs.labels ?? [], labelName: "genre",
      configuration: configuration)
  }

  private func multimodal() throws -> TrainedModel {
    var configuration = SyntheticImages.configuration(.multimodal, epochs: 30)
    configuration.rate = 3e-3
    return try MultimodalVAE.train(images: inputs.images, text: inputs.text, configuration: configuration)
  }

  @Test func reconstructionsAreInDecibels() throws {
    let model = try multimodal()
    let rebuilt = try model.reconstruct(inputs)
    let means = ColumnMoments(inputs.images.values).means
    var (error, spread) = (0.0, 0.0)
    for (index, value) in inputs.images.values.values.enumerated() {
      let difference = Double(value - rebuilt.values.values[index])
      error += difference * difference
      spread += (Double(value) - means[index % 256]) * (Double(value) - means[index % 256])
    }
    #expect(error < 0.5 * spread)
    #expect(rebuilt.rows == inputs.rows)
    let some = try model.reconstructImages(rows: [5, 2])
    #expect(some.values.shape == [2, 16, 16])
    #expect(some.rows.ids == ["t5", "t2"])
    #expect(zip(some.values.row(0), rebuilt.values.row(5)).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test func encodingTheTrainingRowsGivesTheLatents() throws {
    let model = try conditional(epochs: 2)
    let posterior = try model.encode(inputs)
    #expect(posterior == model.posterior)
    let some = try model.encode(inputs.selecting([70, 3]))
    #expect(zip(some.mean.row(0), posterior.mean.row(70)).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  /// Samples of a class look like that class: their brightest band is where its band lies (4 or 12 of 16).
  @Test func samplesFollowTheirLabel() throws {
    let model = try conditional()
    for (label, band) in [("class0", 4), ("class1", 12)] {
      let samples = try model.sampleImages(count: 20, label: label, seed: 4)
      #expect(samples.rows.column("genre")?.content == .text([String?](repeating: label, count: 20)))
      let hits = (0..<20).filter { abs(Self.brightestBand(samples, $0) - band) <= 2 }
      #expect(hits.count >= 16)
      let typical = try model.images().scaling.typical
      #expect(
        samples.values.values.allSatisfy {
          Double($0) >= typical.lowest - 1e-3 && Double($0) <= typical.highest + 1e-3
        })
    }
    // The same z under another class: the label is not ignored.
    let swapped = try model.reconstruct(inputs.selecting([0, 2, 4]), as: "class1")
    #expect((0..<3).allSatisfy { abs(Self.brightestBand(swapped, $0) - 12) <= 2 })
  }

  @Test func samplesRepeatAndVary() throws {
    let model = try conditional(epochs: 1)
    let first = try model.sampleImages(count: 5, seed: 3)
    #expect(first == (try model.sampleImages(count: 5, seed: 3)))
    #expect(first.values != (try model.sampleImages(count: 5, seed: 4)).values)
    #expect((try model.sample(count: 5, seed: 3)).values.values == first.values.values)
    let decoded = try model.decodeImages(Tensor(shape: [2, 4]), labels: ["class0", "class1"])
    #expect(!decoded.values.row(0).elementsEqual(decoded.values.row(1)))
  }

  @Test func misuseIsAnError() throws {
    let model = try conditional(epochs: 1)
    #expect(throws: TrainingError.unknownClass("Rock", classes: ["class0", "class1"])) {
      try model.sampleImages(count: 1, label: "Rock", seed: 1)
    }
    #expect(throws: TrainingError.missing("genre")) { try model.decode(Tensor(shape: [1, 4])) }
    #expect(throws: TrainingError.missing("text")) {
      try model.encode(ImageInputs(images: inputs.images, labels: inputs.labels))
    }
    #expect(throws: TrainingError.missing("genre")) {
      try model.encode(ImageInputs(images: inputs.images, text: inputs.text))
    }
    #expect(throws: TrainingError.needsImages) { try model.encode(inputs.images.flattened) }
    #expect(throws: TrainingError.imageShape(expected: [16, 16], found: [8, 8])) {
      try model.encode(SyntheticImages.make(rows: 4, side: 8))
    }
    #expect(throws: GenerationError.latentCount(found: 3, expected: 4)) {
      try model.decodeImages(Tensor(shape: [1, 3]), labels: ["class0"])
    }
    #expect(throws: TrainingError.self) { try model.reconstructImages(rows: [80]) }
    let basic = try BasicVAE.train(
      features: SyntheticFeatures.blobs(rows: 20, columns: 3, clusters: 2),
      configuration: BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 1)))
    #expect(throws: TrainingError.needsVectors) { try basic.sampleImages(count: 1, seed: 1) }
  }

  @Test func aModelDescribesItself() throws {
    let model = try conditional(epochs: 1)
    #expect(
      model.network.words == "conditional VAE 16×16, channels 4-8, text 6-8-8, 2 classes, latent 4")
    #expect(model.featureName == "mel + words")
    #expect(model.summary.parameterCount == model.weights.filter(\.isLearned).reduce(0) { $0 + $1.count })
    #expect(model.summary.layers.map(\.name).contains("decoder.1"))
    #expect(model.weight("encoder.0.weight")?.shape == [4, 1, 4, 4])
    #expect(model.columnNames.count == 256)
  }

  /// A decoder that takes texts gets the mean text when it samples.
  @Test func theBenchModelSamplesToo() throws {
    var configuration = SyntheticImages.configuration(.multimodal, epochs: 1)
    configuration.architecture.textEnters = [.encoder, .decoder]
    let model = try MultimodalVAE.train(
      images: inputs.images, text: inputs.text, configuration: configuration)
    #expect(try model.sampleImages(count: 3, seed: 1).values.shape == [3, 16, 16])
    let latents = Tensor(shape: [1, 4])
    let plain = try model.decodeImages(latents)
    let told = try model.decodeImages(latents, text: inputs.text?.selecting([0]))
    #expect(plain.values != told.values)
  }

  private static func brightestBand(_ images: FeatureTensor, _ row: Int) -> Int {
    let image = Array(images.values.row(row))
    let sums = (0..<16).map { band in image[band * 16..<(band + 1) * 16].reduce(0, +) }
    return sums.indices.max { sums[$0] < sums[$1] } ?? 0
  }
}
