import Testing

@testable import MVAEKit

@Suite struct TrainedModelAnswersTests {
  private let features = SyntheticFeatures.blobs(rows: 60, columns: 5, clusters: 3)
  private let inputs = SyntheticImages.make(rows: 40)

  private func basic() throws -> TrainedModel {
    try BasicVAE.train(
      features: features,
      configuration: BasicTrainingConfiguration(latent: 3, schedule: TrainingSchedule(epochs: 5)))
  }

  private func conditional() throws -> TrainedModel {
    try ConditionalVAE.train(
      images: inputs.images, text: inputs.text, labels: inputs.labels ?? [], labelName: "genre",
      configuration: SyntheticImages.configuration(.conditional, epochs: 1))
  }

  @Test func encodingIsThePosterior() throws {
    let model = try basic()
    let encoding = try model.encoding(of: .vectors(features, labels: nil), count: 3, seed: 2)
    #expect(encoding.mean.values == model.latents.values)
    #expect(encoding.samples.values.shape == [180, 3])
    #expect(encoding.samples.rows.ids.prefix(4) == ["t0.0", "t0.1", "t0.2", "t1.0"])
    #expect(encoding.samples.rows.groups[4] == "t1")
    #expect(encoding == (try model.encoding(of: .vectors(features, labels: nil), count: 3, seed: 2)))
    // Rows draw from their own streams.
    let few = try model.encoding(of: .vectors(features.selecting([0, 1]), labels: nil), count: 3, seed: 2)
    #expect(Array(few.draws.values) == Array(encoding.draws.values.prefix(18)))
    let conditional = try conditional()
    #expect(try conditional.encoding(of: .images(inputs)).posterior == conditional.posterior)
  }

  /// 20,000 draws of one row have its mean and variance to five standard errors.
  @Test func drawsAreOfTheirGaussian() throws {
    let posterior = Posterior(
      mean: try #require(Tensor(shape: [2, 1], values: [1, -4])),
      logVariance: try #require(Tensor(shape: [2, 1], values: [0, 2])))
    let rows = TrackTable(ids: ["a", "b"], groups: ["a", "b"], columns: [])
    let encoding = try LatentEncoding(rows: rows, posterior: posterior, count: 10_000)
    let second = Tensor(shape: [10_000, 1], values: Array(encoding.draws.values[10_000...]))
    let moments = ColumnMoments(try #require(second))
    #expect(abs(moments.means[0] + 4) < 5 * 2.72 / 100)
    #expect(abs(moments.variances[0] / 7.389 - 1) < 5 * 0.0142)
    #expect(zip(encoding.variance.values.values, [1, 7.389]).allSatisfy { abs($0 - $1) < 1e-3 })
    #expect(throws: TrainingError.self) {
      try LatentEncoding(rows: rows, posterior: posterior, count: 0)
    }
    #expect(throws: FeatureError.self) {
      try LatentEncoding(rows: rows.selecting([0]), posterior: posterior)
    }
  }

  @Test func reconstructionsSayHowFarTheyAreOff() throws {
    let model = try basic()
    let answer = try model.reconstruction(of: .vectors(features, labels: nil))
    #expect(answer.features.values == (try model.reconstruct(features).values))
    #expect(answer.features.rows.column("error")?.content == .numbers(answer.squaredErrors))
    let standard = model.scaler.scale(features.values)
    let rebuilt = model.scaler.scale(answer.features.values)
    let expected = zip(standard.row(7), rebuilt.row(7)).reduce(0) {
      $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1))
    }
    #expect(abs(answer.squaredErrors[7] - expected) < 1e-4 * expected)
    let worst = answer.worstFirst
    #expect(answer.squaredErrors[worst[0]] == answer.squaredErrors.max())
    #expect(zip(worst, worst.dropFirst()).allSatisfy { answer.squaredErrors[$0] >= answer.squaredErrors[$1] })
  }

  @Test func aSwappedClassChangesThePicture() throws {
    let model = try conditional()
    let own = try model.reconstruction(of: .images(inputs.selecting([0, 1])))
    let swapped = try model.reconstruction(of: .images(inputs.selecting([0, 1])), as: "class1")
    #expect(own.features.values.row(0) != swapped.features.values.row(0))
    #expect(throws: TrainingError.unknownClass("x", classes: ["class0", "class1"])) {
      try model.reconstruction(of: .images(inputs), as: "x")
    }
    #expect(throws: TrainingError.noLabels) {
      try basic().reconstruction(of: .vectors(features, labels: nil), as: "class0")
    }
  }

  @Test func aWayBeginsAndEndsAtItsTracks() throws {
    let model = try basic()
    let way = try model.interpolate(from: 3, to: 8, steps: 5)
    let ends = try model.decode(model.posterior.mean.selecting([3, 8]))
    #expect(way.values.row(0) == ends.row(0))
    #expect(way.values.row(4) == ends.row(1))
    #expect(way.rows.column("t")?.content == .numbers([0, 0.25, 0.5, 0.75, 1]))
    #expect(way.name == "t3 to t8")
    let images = try conditional().interpolate(from: 0, to: 1, steps: 4, path: .spherical)
    #expect(images.values.shape == [4, 16, 16])
    #expect(images.rows.column("genre")?.content == .text(["class0", "class0", "class1", "class1"]))
    #expect(throws: GenerationError.row(60, count: 60)) { try model.interpolate(from: 60, to: 0) }
    #expect(throws: GenerationError.row(-1, count: 60)) { try model.interpolate(from: 0, to: -1) }
    #expect(throws: TrainingError.self) { try model.interpolate(from: 0, to: 1, steps: 1) }
    #expect(throws: TrainingError.noLabels) { try model.interpolate(from: 0, to: 1, label: "x") }
  }

  @Test func oneDimensionMoves() throws {
    let model = try basic()
    let moved = try model.traverse(dimension: 1, from: -2, to: 2, steps: 5, at: 4)
    var point = Array(model.posterior.mean.row(4))
    point[1] = 1
    let decoded = try model.decode(try #require(Tensor(shape: [1, 3], values: point)))
    #expect(zip(moved.values.row(3), decoded.values).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(moved.rows.column("z")?.content == .numbers([-2, -1, 0, 1, 2]))
    let origin = try model.traverse(dimension: 0, steps: 3)
    let zero = try model.decode(Tensor(shape: [1, 3]))
    #expect(zip(origin.values.row(1), zero.values).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(throws: GenerationError.dimension(3, latent: 3)) { try model.traverse(dimension: 3) }
    #expect(throws: GenerationError.dimension(-1, latent: 3)) { try model.traverse(dimension: -1) }
    let images = try conditional().traverse(dimension: 0, steps: 3, label: "class1")
    #expect(images.rows.column("genre")?.content == .text(["class1", "class1", "class1"]))
    #expect(throws: TrainingError.self) { try conditional().traverse(dimension: 0, label: "x") }
  }

  @Test func pointsThatDoNotFitAreNamed() throws {
    let model = try basic()
    #expect(throws: GenerationError.latentCount(found: 2, expected: 3)) {
      try model.decodeFeatures(Tensor(shape: [1, 2]))
    }
    #expect(throws: GenerationError.notFinite(row: 1, dimension: 2)) {
      try model.decodeFeatures(try #require(Tensor(shape: [2, 3], values: [0, 0, 0, 0, 0, .infinity])))
    }
    #expect(throws: TrainingError.missing("genre")) {
      try conditional().decodeFeatures(Tensor(shape: [1, 4]))
    }
  }

  @Test func aDescriptionCounts() throws {
    let model = try basic()
    let description = ModelDescription(model)
    #expect(description.parameterCount == model.network.summary.parameterCount)
    // 5-32-16-3, two heads, and back.
    let products = 5 * 32 + 32 * 16 + 2 * 16 * 3 + 3 * 16 + 16 * 32 + 32 * 5
    #expect(description.operations == 2 * products)
    #expect(description.stepsPerEpoch == 1 && description.epochs == 5)
    let images = ModelDescription(try conditional())
    let first = try #require(images.layers.first)
    // 16×16 → 8×8 of 4 channels, windows of 4×4.
    #expect(first.outputShape == [4, 8, 8] && first.operations == 2 * 64 * 4 * 16)
    let last = try #require(images.layers.last)
    #expect(last.outputShape == [1, 16, 16] && last.operations == first.operations)
    #expect(images.parameterCount == images.model.summary.parameterCount)
  }

  @Test func dimensionsAreRanked() {
    var mean = Tensor(shape: [4, 3])
    for row in 0..<4 { mean.values[row * 3 + 1] = Float(row) - 1.5 }
    let posterior = Posterior(mean: mean, logVariance: Tensor(shape: [4, 3]))
    #expect(posterior.dimensionsByDivergence == [1, 0, 2])
  }
}
