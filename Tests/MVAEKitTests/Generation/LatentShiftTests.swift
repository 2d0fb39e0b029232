import Testing

@testable import MVAEKit

/// Centroids of classes and the ways between them.
@Suite struct LatentShiftTests {
  /// Eight points of two classes in two dimensions, in whole numbers.
  private let means = Tensor(
    shape: [6, 2], values: [0, 0, 2, 0, 4, 0, 10, 5, 12, 5, 14, 11])

  @Test func centroidsAreMeans() throws {
    let found = LatentCentroid(label: "a", column: "genre", means: try #require(means), rows: [0, 1, 2])
    #expect(found.mean == [2, 0] && found.count == 3)
    #expect(abs(found.spread * found.spread - 8.0 / 3) < 1e-12)
    let features = found.features
    #expect(features.values.values == [2, 0] && features.rows.ids == ["a"] && features.scaling == .none)
    #expect(features.rows.column("genre")?.content == .text(["a"]))
    #expect(features.rows.column("tracks")?.content == .numbers([3]))
  }

  @Test func aShiftMovesOneMeanOntoTheOther() throws {
    let means = try #require(means)
    let from = LatentCentroid(label: "a", column: "genre", means: means, rows: [0, 1, 2])
    let to = LatentCentroid(label: "b", column: "genre", means: means, rows: [3, 4, 5])
    let moved = LatentShift(from: from, to: to).moved(means)
    #expect(LatentCentroid(label: "a", column: "genre", means: moved, rows: [0, 1, 2]).mean == to.mean)
    #expect(LatentShift(from: from, to: to, strength: 0).moved(means) == means)
    #expect(LatentShift(from: from, to: to, strength: -0.5).vector == [-5, -3.5])
  }

  /// Without hidden layers a decoder is linear, so that the mean of what it makes of a class is what it makes of the
  /// class's mean: a shift brings the one class's mean features exactly onto the other's. Within the digits of single
  /// precision over values of up to ten.
  @Test func aLinearModelMovesTheMeanFeatures() throws {
    let features = SyntheticFeatures.blobs(rows: 60, columns: 5, clusters: 3)
    let model = try BasicVAE.train(
      features: features,
      configuration: BasicTrainingConfiguration(
        architecture: BasicArchitecture(hidden: [], latent: 3), schedule: TrainingSchedule(epochs: 30)))
    let shift = try model.shift(from: "blob0", to: "blob2")
    let first = (0..<60).filter { $0 % 3 == 0 }
    let shifted = try model.shifted(.vectors(features.selecting(first), labels: nil), by: shift)
    let other = try model.reconstruct(features.selecting((0..<60).filter { $0 % 3 == 2 }))
    for (own, wanted) in zip(ColumnMoments(shifted.values).means, ColumnMoments(other.values).means) {
      #expect(abs(own - wanted) < 1e-4)
    }
    let own = try model.reconstruct(features.selecting(first))
    let apart = zip(ColumnMoments(own.values).means, ColumnMoments(other.values).means).map { abs($0 - $1) }
    #expect((apart.max() ?? 0) > 0.5, "the classes are apart, else this shows nothing")
    #expect(shifted.name == "blobs, blob0 to blob2" && shifted.rows.ids.first == "t0")
    // What a centroid decodes to is the class's mean, too.
    let decoded = try model.decodeFeatures(model.centroid(of: "blob2").features.values)
    for (own, wanted) in zip(decoded.values.values, ColumnMoments(other.values).means) {
      #expect(abs(Double(own) - wanted) < 1e-4)
    }
  }

  /// No shift is a reconstruction: images in their own ranges, conditional ones with their own labels and texts.
  @Test func strengthZeroReconstructs() throws {
    let inputs = SyntheticImages.make(rows: 24)
    for kind in ["multimodal", "conditional"] {
      let model =
        kind == "multimodal"
        ? try MultimodalVAE.train(
          images: inputs.images, text: inputs.text,
          configuration: SyntheticImages.configuration(.multimodal, epochs: 1))
        : try ConditionalVAE.train(
          images: inputs.images, text: inputs.text, labels: inputs.labels ?? [], labelName: "genre",
          configuration: SyntheticImages.configuration(.conditional, epochs: 1))
      let asked =
        kind == "multimodal"
        ? ModelInputs.images(try ImageInputs(images: inputs.images, text: inputs.text)) : .images(inputs)
      let none = try model.shifted(asked, by: try model.shift(from: "class0", to: "class1", strength: 0))
      let rebuilt = try model.reconstruction(of: asked).features
      // dB of up to 80, brought to the typical range and back in single precision.
      for (own, wanted) in zip(none.values.values, rebuilt.values.values) {
        #expect(abs(own - wanted) < 1e-3)
      }
      let whole = try model.shifted(asked, by: try model.shift(from: "class0", to: "class1"))
      #expect(whole.values != none.values)
      let genres = kind == "conditional" ? [String](repeating: "class1", count: 24) : inputs.labels ?? []
      #expect(whole.rows.column("genre")?.content == .text(genres))
    }
  }

  @Test func unknownClassesAreListed() throws {
    var features = SyntheticFeatures.blobs(rows: 60, columns: 5, clusters: 3)
    features = FeatureMatrix(
      name: features.name,
      rows: features.rows.adding(
        Column(name: "tempo", content: .numbers((0..<60).map { Double($0 % 2) + 80 }))),
      values: features.values, columnNames: features.columnNames)
    let model = try BasicVAE.train(
      features: features,
      configuration: BasicTrainingConfiguration(latent: 2, schedule: TrainingSchedule(epochs: 1)))
    #expect(try model.centroid(of: "81", in: "tempo").count == 30)
    let classes = ["blob0", "blob1", "blob2"]
    let expected = LatentClassError.unknownClass("blob", column: "genre", classes: classes, parameter: "to")
    #expect(throws: expected) { try model.shift(from: "blob0", to: "blob") }
    #expect(expected.hint == "did you mean blob0? There are blob0, blob1, blob2")
    #expect(throws: LatentClassError.noColumn("style", columns: ["genre", "tempo"])) {
      try model.centroid(of: "x", in: "style")
    }
  }
}
