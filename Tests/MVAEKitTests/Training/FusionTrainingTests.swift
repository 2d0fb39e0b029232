import Testing

@testable import MVAEKit

/// Training of models of several modalities, tracks with holes among them.
struct FusionTrainingTests {
  @Test(arguments: Fusion.allCases) func lossFallsWithHoles(_ fusion: Fusion) throws {
    let model = try FusionData(rows: 120).model(fusion, epochs: 15, holes: true)
    let losses = model.history.epochs.map(\.train.loss)
    #expect(losses[14] < 0.95 * losses[0])
    #expect(model.latents.values.values.allSatisfy { $0.isFinite })
    #expect(model.rows.count == 120 - 120 / 12, "tracks with neither are none")
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let data = FusionData(rows: 40)
    let models = try (0..<2).map { _ in try data.model(.mopoe, epochs: 2, holes: true) }
    #expect(models[0].weightValues == models[1].weightValues)
    #expect(models[0].posterior == models[1].posterior)
  }

  /// Two epochs and two more are the bytes of four.
  @Test func trainingGoesOn() throws {
    let data = FusionData(rows: 40)
    let whole = try data.model(.mopoe, epochs: 4)
    let parts = try data.model(.mopoe, epochs: 2).continued(epochs: 2)
    #expect(parts.weightValues == whole.weightValues)
  }

  @Test func aCancelledStepLeavesTheLastWholeOne() throws {
    let data = FusionData(rows: 60)
    let cancellation = Cancellation()
    let model = try FusionVAE.train(
      data.inputs(), configuration: data.configuration(.mopoe, epochs: 500), cancellation: cancellation
    ) { event in
      if case .epoch(let record, _) = event, record.epoch == 3 { cancellation.cancel() }
    }
    #expect(model.isInterrupted)
    #expect(model.history.epochs.count == 3)
    #expect(model.latents.values.rows == 60)
  }

  @Test func partsThatDoNotFitAreRefused() throws {
    let data = FusionData(rows: 20)
    let other = SyntheticFeatures.renamed(data.vectors, prefix: "x")
    #expect(throws: FusionError.noCommonRows(["mel", "words"])) {
      try FusionVAE.train(
        FusionInputs([.images(data.images), .vectors(other)]),
        configuration: data.configuration(.poe, epochs: 1))
    }
    var configuration = data.configuration(.mopoe, epochs: 1)
    configuration.architecture.modalityDropout = 0.5
    #expect(throws: TrainingError.self) { try FusionVAE.train(data.inputs(), configuration: configuration) }
    configuration = data.configuration(.mopoe, epochs: 1)
    configuration.architecture.modalities[0].hidden = [4, 4, 4, 4]
    #expect(throws: TrainingError.imageSide(height: 8, width: 8, layers: 4)) {
      try FusionVAE.train(data.inputs(), configuration: configuration)
    }
  }

  /// A model that is saved and opened answers with the same bytes, whatever is missing.
  @Test(arguments: Fusion.allCases) func savedModelsAnswerAlike(_ fusion: Fusion) throws {
    let data = FusionData(rows: 40)
    let model = try data.model(fusion, epochs: 2, holes: true)
    let folder = try TemporaryFolder()
    let path = folder.path("fused.safetensors")
    try SavedFile.model(model).write(path: path)
    guard case .model(let opened) = try SavedFile(path: path) else { throw FusionError.noRows("model") }
    #expect(!opened.hasFeatures)
    #expect(opened.posterior == model.posterior)
    for visible in [ModalitySet.sound, .text, .both] {
      #expect(
        try opened.encode(data.holed(), visible: visible) == model.encode(data.holed(), visible: visible))
    }
    let points = model.posterior.mean
    for modality in 0..<2 {
      #expect(
        try opened.decode(points, modality: modality).values
          == model.decode(points, modality: modality).values)
    }
  }
}
