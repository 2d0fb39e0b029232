import Foundation
import Testing

@testable import MVAEKit

@Suite struct SavedFileTests {
  private let inputs = SyntheticImages.make(rows: 40)

  private static func basic() throws -> TrainedModel {
    try BasicVAE.train(
      features: SyntheticFeatures.blobs(rows: 60, columns: 5, clusters: 3),
      configuration: BasicTrainingConfiguration(latent: 3, schedule: TrainingSchedule(epochs: 4, seed: 12)))
  }

  private func conditional() throws -> TrainedModel {
    try ConditionalVAE.train(
      images: inputs.images, text: inputs.text, labels: inputs.labels ?? [], labelName: "genre",
      configuration: SyntheticImages.configuration(.conditional, epochs: 2))
  }

  static func reopened(_ model: TrainedModel) throws -> TrainedModel {
    let bytes = try SavedFile.model(model).encoded(path: "x")
    guard case .model(let opened) = try SavedFile(FileBytes(path: "x", bytes: bytes)) else {
      throw StorageError.malformed(path: "x", reason: "no model")
    }
    // What is opened is written to the same bytes.
    #expect(try SavedFile.model(opened).encoded(path: "x") == bytes)
    return opened
  }

  private static func expectSame(_ opened: TrainedModel, _ model: TrainedModel) {
    #expect(opened.weightValues.map(\.bitPattern) == model.weightValues.map(\.bitPattern))
    #expect(opened.network == model.network)
    #expect(opened.posterior == model.posterior)
    #expect(opened.latents == model.latents)
    #expect(opened.rows == model.rows)
    #expect(opened.split == model.split)
    #expect(opened.history == model.history)
    #expect(opened.history.epochs.map(\.seconds) == model.history.epochs.map(\.seconds))
    #expect(opened.schedule == model.schedule)
    #expect(opened.featureName == model.featureName)
    #expect(opened.columnNames == model.columnNames)
    #expect(opened.scaler == model.scaler)
    #expect(opened.classes == model.classes && opened.rowClasses == model.rowClasses)
    #expect(!opened.hasFeatures && model.hasFeatures)
  }

  @Test func aModelOfVectorsAnswersAsBefore() throws {
    let model = try Self.basic()
    let opened = try Self.reopened(model)
    Self.expectSame(opened, model)
    let other = SyntheticFeatures.blobs(rows: 9, columns: 5, clusters: 3, seed: 8)
    #expect(try opened.encode(other) == model.encode(other))
    #expect(try opened.reconstruct(other) == model.reconstruct(other))
    #expect(try opened.decode(model.posterior.mean) == model.decode(model.posterior.mean))
    for source in [LatentSource.prior, .gaussian, .mixture(components: 2)] {
      let request = SampleRequest(count: 5, seed: 3, source: source)
      #expect(try opened.sample(request) == model.sample(request))
    }
    #expect(try opened.interpolate(from: 0, to: 3) == model.interpolate(from: 0, to: 3))
    #expect(try opened.traverse(dimension: 1, at: 2) == model.traverse(dimension: 1, at: 2))
    #expect(throws: TrainingError.featuresMissing) { try opened.reconstruct(rows: [0]) }
  }

  @Test func aConditionalModelAnswersAsBefore() throws {
    let model = try conditional()
    let opened = try Self.reopened(model)
    Self.expectSame(opened, model)
    let content = try opened.images()
    #expect(content.configuration == (try model.images().configuration))
    #expect(content.scaling == (try model.images().scaling))
    let other = SyntheticImages.make(rows: 6, seed: 5)
    #expect(try opened.encode(other) == model.encode(other))
    #expect(try opened.reconstruct(other, as: "class1") == model.reconstruct(other, as: "class1"))
    for source in [LatentSource.prior, .gaussian] {
      let request = SampleRequest(count: 5, seed: 3, source: source)
      #expect(try opened.sample(request) == model.sample(request))
    }
    #expect(throws: TrainingError.featuresMissing) { try opened.reconstructImages(rows: [0]) }
  }

  @Test func aDecoderWithTextsAnswersAsBefore() throws {
    var configuration = SyntheticImages.configuration(.multimodal, epochs: 1)
    configuration.architecture.textEnters = [.encoder, .decoder]
    let text = try #require(inputs.text)
    let standard = FeatureMatrix(
      name: "words", rows: text.rows, values: text.values, columnNames: text.columnNames, scaling: .standard)
    let model = try MultimodalVAE.train(images: inputs.images, text: standard, configuration: configuration)
    let opened = try Self.reopened(model)
    Self.expectSame(opened, model)
    #expect(try opened.images().textScaler == model.images().textScaler)
    #expect(try opened.sampleImages(count: 3, seed: 1) == model.sampleImages(count: 3, seed: 1))
  }

  @Test func anInterruptedModelIsSavedAsItIs() throws {
    let cancellation = Cancellation()
    let model = try BasicVAE.train(
      features: SyntheticFeatures.blobs(rows: 60, columns: 5, clusters: 3),
      configuration: BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 1000, patience: nil)),
      cancellation: cancellation, progress: { _ in cancellation.cancel() })
    #expect(model.isInterrupted)
    let opened = try Self.reopened(model)
    #expect(opened.isInterrupted)
    Self.expectSame(opened, model)
  }

  @Test func aFileIsWrittenWholeAndRead() throws {
    let folder = try TemporaryFolder()
    let model = try Self.basic()
    try SavedFile.model(model).write(path: folder.path("m.safetensors"))
    #expect(folder.names == ["m.safetensors"])
    guard case .model(let opened) = try SavedFile(path: folder.path("m.safetensors")) else {
      Issue.record("a model was written")
      return
    }
    Self.expectSame(opened, model)
    #expect(throws: StorageError.self) {
      try SavedFile.model(model).write(path: folder.path("no/m.safetensors"))
    }
    #expect(throws: StorageError.self) { try SavedFile(path: folder.path("none.safetensors")) }
  }

  @Test func featuresComeBack() throws {
    let table = TrackTable(
      ids: ["a", "é\n\"", "c"], groups: ["g", "g", "h"],
      columns: [
        Column(name: "genre", content: .text(["Rock", nil, "Jazz \\ Blues"])),
        Column(name: "tempo", content: .numbers([120.5, .nan, .infinity])),
      ])
    let matrix = FeatureMatrix(
      name: "mfcc", rows: table,
      values: try #require(Tensor(shape: [3, 2], values: [1, 2, 3, -0.1, 5e-30, 6])),
      columnNames: ["x", "y"],
      recipe: .mfcc(MFCCConfiguration(coefficients: 1, fmax: 8000), sampleRate: 22050))
    let bytes = try SavedFile.features(matrix).encoded(path: "x")
    guard case .features(let opened) = try SavedFile(FileBytes(path: "x", bytes: bytes)) else {
      Issue.record("features were written")
      return
    }
    #expect(opened.values == matrix.values && opened.recipe == matrix.recipe)
    #expect(opened.rows.ids == table.ids && opened.rows.groups == table.groups)
    #expect(opened.rows.columns[0] == table.columns[0])
    guard case .numbers(let numbers) = opened.rows.columns[1].content else {
      Issue.record("a column of numbers")
      return
    }
    #expect(numbers[0] == 120.5 && numbers[1].isNaN && numbers[2] == .infinity)
    let images = SyntheticImages.make(rows: 3).images
    let recipe = FeatureTensor(
      name: images.name, rows: images.rows, values: images.values,
      recipe: .mel(MelConfiguration(), sampleRate: 8000))
    let stored = try SavedFile.images(recipe).encoded(path: "x")
    guard case .images(let reread) = try SavedFile(FileBytes(path: "x", bytes: stored)) else {
      Issue.record("images were written")
      return
    }
    #expect(reread == recipe)
  }

  /// The encoder that is read gives the same bytes for texts it never saw.
  @Test func lyricsAreEncodedAsBefore() throws {
    let corpus = try Corpus.demo(tracks: 24, seed: 3, duration: 1)
    let fit = try LyricsExtractor(LyricsConfiguration(dimensions: 5)).fit(corpus)
    let bytes = try SavedFile.features(fit.extraction.features).encoded(path: "x")
    guard case .features(let opened) = try SavedFile(FileBytes(path: "x", bytes: bytes)),
      case .lyrics(let encoder)? = opened.recipe
    else {
      Issue.record("lyrics were written")
      return
    }
    #expect(encoder == fit.encoder)
    let texts = ["love in the night rain", "la la la", "zzz unknown words"]
    #expect(try encoder.encode(texts) == fit.encoder.encode(texts))
    // A model trained with them carries the encoder, too.
    let mel = try MelExtractor(MelConfiguration(bands: 16, frames: 16)).extract(from: corpus).features
    let model = try MultimodalVAE.train(
      images: mel, text: fit.extraction.features,
      configuration: SyntheticImages.configuration(.multimodal, epochs: 1))
    #expect(try Self.reopened(model).recipes == model.recipes)
    #expect(model.recipes.count == 2)
  }

  /// Sets of places are written in one order, whatever the process.
  @Test func architecturesComeBack() throws {
    var architecture = ConvolutionalArchitecture()
    architecture.likelihood = .laplace(scale: .learned)
    architecture.samples = false
    architecture.textEnters = [.decoder, .encoder]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let json = String(decoding: try encoder.encode(architecture), as: UTF8.self)
    #expect(json.contains("\"textEnters\":[\"encoder\",\"decoder\"]"))
    #expect(try JSONDecoder().decode(ConvolutionalArchitecture.self, from: Data(json.utf8)) == architecture)
    let basic = BasicArchitecture(
      decoderHidden: [3], likelihood: .bernoulli, classes: 2, labelEnters: [.decoder])
    #expect(try JSONDecoder().decode(BasicArchitecture.self, from: encoder.encode(basic)) == basic)
  }

  @Test func aConditionalModelOfVectorsAnswersAsBefore() throws {
    let features = SyntheticFeatures.blobs(rows: 60, columns: 5, clusters: 3)
    let labels = (0..<60).map { Optional("class\($0 % 2)") }
    var schedule = TrainingSchedule(epochs: 2)
    schedule.test = 0.1
    let model = try ConditionalVAE.train(
      features: features, labels: labels, labelName: "side",
      configuration: BasicTrainingConfiguration(latent: 3, schedule: schedule))
    let opened = try Self.reopened(model)
    Self.expectSame(opened, model)
    #expect(opened.split.test == model.split.test && !opened.split.test.isEmpty)
    #expect(opened.labelName == "side")
    let request = SampleRequest(count: 4, seed: 2, source: .gaussian, label: "class1")
    #expect(try opened.sample(request) == model.sample(request))
    #expect(throws: TrainingError.featuresMissing) { try opened.continued(epochs: 1) }
    #expect(throws: TrainingError.featuresMissing) { try opened.evaluate(part: .train) }
  }

  /// numpy decodes with the weights and scaler of the file to the same features (single precision: 1e-4 of their size).
  @Test func pythonDecodesTheSame() throws {
    guard PythonPeer.has("safetensors.numpy") else { return }
    let folder = try TemporaryFolder()
    let model = try Self.basic()
    try SavedFile.model(model).write(path: folder.path("m.safetensors"))
    let program = """
      import json, sys, numpy as np
      from safetensors import safe_open
      f = safe_open(sys.argv[1], "np")
      t = {k: f.get_tensor(k) for k in f.keys()}
      d = json.loads(f.metadata()["mvae"])
      assert d["version"] == 1 and d["model"]["basic"]["architecture"]["hidden"] == [32, 16]
      assert d["model"]["rows"]["ids"][0] == "t0" and len(d["model"]["history"]["epochs"]) == 4
      x = t["mvae.latents.mean"]
      for i in range(3):
          x = x @ t[f"decoder.{i}.weight"].T + t[f"decoder.{i}.bias"]
          if i < 2: x = np.maximum(x, 0)
      x = x * t["mvae.scaler.deviations"] + t["mvae.scaler.means"]
      print(" ".join(map(str, x.flatten())))
      """
    let numbers = try PythonPeer.run(program, [folder.path("m.safetensors")]).split(
      whereSeparator: \.isWhitespace
    )
    .compactMap { Float($0) }
    let decoded = try model.decode(model.posterior.mean).values
    #expect(numbers.count == decoded.count)
    #expect(zip(numbers, decoded).allSatisfy { abs($0 - $1) <= 1e-4 * max(1, abs($1)) })
  }
}
