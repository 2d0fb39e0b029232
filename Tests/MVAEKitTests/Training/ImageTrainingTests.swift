import Testing

@testable import MVAEKit

@Suite struct ImageTrainingTests {
  private let inputs = SyntheticImages.make(rows: 60)

  private func multimodal(
    _ configuration: ImageTrainingConfiguration, _ cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (TrainingEvent) -> Void = { _ in }
  ) throws -> TrainedModel {
    try MultimodalVAE.train(
      images: inputs.images, text: inputs.text, configuration: configuration, cancellation: cancellation,
      progress: progress)
  }

  private func conditional(_ configuration: ImageTrainingConfiguration) throws -> TrainedModel {
    try ConditionalVAE.train(
      images: inputs.images, text: inputs.text, labels: inputs.labels ?? [], labelName: "genre",
      configuration: configuration)
  }

  @Test func lossesFallAndLatentsAreThere() throws {
    var configurations = [
      SyntheticImages.configuration(.multimodal, epochs: 20),
      SyntheticImages.configuration(.conditional, epochs: 20),
    ]
    for index in configurations.indices { configurations[index].rate = 3e-3 }
    for model in [try multimodal(configurations[0]), try conditional(configurations[1])] {
      let losses = model.history.epochs.map(\.train.loss)
      #expect(losses.count == 20)
      #expect(losses[19] < 0.6 * losses[0])
      #expect(model.latents.values.shape == [60, 4])
      #expect(model.latents.rows.ids == inputs.rows.ids)
      #expect(model.split.validation.count == 6)
      #expect(model.features.values.columns == 16 * 16 + 6)
      #expect(model.activeUnits > 0)
    }
  }

  @Test(arguments: [false, true])
  func theSameSeedGivesTheSameBytes(_ isConditional: Bool) throws {
    let preset = isConditional ? ImageTrainingConfiguration.conditional : .multimodal
    var configuration = SyntheticImages.configuration(preset)
    let train = isConditional ? conditional : { try multimodal($0) }
    let first = try train(configuration)
    #expect(first.weightValues == (try train(configuration)).weightValues)
    configuration.seed = 2
    #expect(first.weightValues != (try train(configuration)).weightValues)
  }

  /// Cancelled after epoch 2, a run has the weights, running statistics included, of a run of 2 epochs.
  @Test(arguments: [false, true])
  func aCancelledRunKeepsTheLastWholeStep(_ isConditional: Bool) throws {
    let cancellation = Cancellation()
    let preset = isConditional ? ImageTrainingConfiguration.conditional : .multimodal
    var configuration = SyntheticImages.configuration(preset, epochs: 50)
    configuration.patience = nil
    let progress: @Sendable (TrainingEvent) -> Void = { event in
      if case .epoch(let record, of: _) = event, record.epoch == 2 { cancellation.cancel() }
    }
    let model =
      isConditional
      ? try ConditionalVAE.train(
        images: inputs.images, labels: inputs.labels ?? [], configuration: configuration,
        cancellation: cancellation, progress: progress)
      : try MultimodalVAE.train(
        images: inputs.images, configuration: configuration, cancellation: cancellation, progress: progress)
    configuration.epochs = 2
    let whole =
      isConditional
      ? try ConditionalVAE.train(
        images: inputs.images, labels: inputs.labels ?? [], configuration: configuration)
      : try MultimodalVAE.train(images: inputs.images, configuration: configuration)
    #expect(model.isInterrupted)
    #expect(model.weightValues == whole.weightValues)
    #expect(model.latents == whole.latents)
  }

  /// Early stopping keeps the weights and the running statistics of the best epoch.
  @Test func earlyStoppingKeepsTheBestWeights() throws {
    var configuration = SyntheticImages.configuration(.conditional, epochs: 200)
    configuration.rate = 0.05
    configuration.validation = 0.3
    configuration.patience = 3
    let model = try conditional(configuration)
    let best = try #require(model.history.bestEpoch)
    #expect(model.history.ending == .stoppedEarly)
    configuration.epochs = best
    #expect(model.weightValues == (try conditional(configuration)).weightValues)
  }

  @Test func rowsAreMatchedById() throws {
    let text = try #require(inputs.text).selecting([59, 3, 10, 11])
    var labels = (inputs.labels ?? []).map { Optional($0) }
    labels[10] = nil
    let matched = try ImageInputs(images: inputs.images, text: text, labels: labels)
    #expect(matched.rows.ids == ["t3", "t11", "t59"])
    #expect(matched.text?.rows.ids == ["t3", "t11", "t59"])
    #expect(matched.text?.values.row(2).elementsEqual(text.values.row(0)) == true)
    #expect(matched.labels == ["class1", "class1", "class1"])
    #expect(matched.dropped == DroppedRows(withoutText: 56, withoutLabel: 1, withoutImage: 0))
    #expect(matched.dropped.words == "56 tracks without text, 1 without label")
    let few = try ImageInputs(images: inputs.images.selecting([1, 2]), text: text)
    #expect(few.dropped == DroppedRows(withoutText: 2, withoutImage: 4))
    #expect(inputs.dropped.words == nil)
  }

  @Test func whatCannotBeTrainedIsNamed() throws {
    let odd = FeatureTensor(
      name: "mel", rows: inputs.rows, values: Tensor(shape: [60, 10, 16]))
    let configuration = SyntheticImages.configuration(.multimodal)
    #expect(throws: TrainingError.imageSide(height: 10, width: 16, layers: 2)) {
      try MultimodalVAE.train(images: odd, configuration: configuration)
    }
    #expect(throws: TrainingError.labelCount(labels: 1, rows: 60)) {
      try ConditionalVAE.train(images: inputs.images, labels: ["a"], configuration: configuration)
    }
    let strangers = SyntheticFeatures.renamed(try #require(inputs.text), prefix: "x")
    let error = #expect(throws: TrainingError.self) {
      try MultimodalVAE.train(images: inputs.images, text: strangers, configuration: configuration)
    }
    #expect(error?.message.contains("60 tracks without text") == true)
    var broken = inputs.images.values
    broken.values[16 * 16 + 17] = .nan
    #expect(throws: FeatureError.notFinite(feature: "mel", row: "t1", column: "band1_frame1")) {
      try MultimodalVAE.train(
        images: FeatureTensor(name: "mel", rows: inputs.rows, values: broken), configuration: configuration)
    }
    let flat = FeatureTensor(name: "mel", rows: inputs.rows, values: Tensor(shape: [60, 256]))
    #expect(throws: FeatureError.self) {
      try MultimodalVAE.train(images: flat, configuration: configuration)
    }
    var wrong = configuration
    wrong.architecture.channels = []
    let range = #expect(throws: TrainingError.self) {
      try MultimodalVAE.train(images: inputs.images, configuration: wrong)
    }
    #expect(range?.parameter == "channels")
  }

  /// One row of a batch, constant images, one class: nothing becomes NaN.
  @Test func degenerateDataTrain() throws {
    var values = inputs.images.values
    for index in 0..<256 { values.values[index] = 7 }
    let images = FeatureTensor(name: "mel", rows: inputs.rows, values: values)
    var configuration = SyntheticImages.configuration(.conditional, epochs: 1, batch: 59)
    configuration.validation = 0
    let model = try ConditionalVAE.train(
      images: images, text: inputs.text, labels: [String?](repeating: "only", count: 60),
      configuration: configuration)
    #expect(model.weightValues.allSatisfy { $0.isFinite })
    #expect(model.latents.values.values.allSatisfy { $0.isFinite })
  }
}
