import Testing

@testable import MVAEKit

@Suite struct IDXImportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func mnist(labels: [UInt8] = [7, 1, 7, 1, 7, 2]) throws {
    _ = try folder.write(IDXBytes.images(6), "train-images-idx3-ubyte")
    _ = try folder.write(IDXBytes.packed(IDXBytes.labels(labels)), "train-labels-idx1-ubyte.gz")
    _ = try folder.write(IDXBytes.packed(IDXBytes.images(2)), "t10k-images.idx3-ubyte.gz")
  }

  private func label(_ images: FeatureTensor) -> Column.Content? { images.rows.column("label")?.content }

  @Test func imagesAndTheLabelsBesideThem() throws {
    try mnist()
    let images = try FeatureTensor.importIDX(path: folder.url.path)
    #expect(images.values.shape == [6, 3, 2] && images.content == .picture)
    #expect(Array(images.values.row(2)) == [20, 21, 22, 23, 24, 25], "as they are stored")
    #expect(images.rows.ids == ["0", "1", "2", "3", "4", "5"])
    #expect(label(images) == .text(["7", "1", "7", "1", "7", "2"]))
    #expect(try FeatureTensor.importIDX(path: folder.path("train-images-idx3-ubyte")).values == images.values)
    #expect(images.flattened.columnNames.first == "row0_column0")
  }

  @Test func theTestPartHasNoLabelsHere() throws {
    try mnist()
    let images = try FeatureTensor.importIDX(path: folder.url.path, part: .test)
    #expect(images.values.shape == [2, 3, 2] && images.rows.columns.isEmpty)
  }

  @Test func aLimitTakesOfEachLabelInTurn() throws {
    try mnist()
    let four = try FeatureTensor.importIDX(path: folder.url.path, limit: 4)
    #expect(four.rows.ids == ["0", "1", "2", "5"] || four.rows.ids == ["0", "1", "5", "2"].sorted())
    #expect(label(four) == .text(["7", "1", "7", "2"]))
    #expect(Array(four.values.row(3)).first == 50)
    #expect(try FeatureTensor.importIDX(path: folder.url.path, part: .test, limit: 1).rows.ids == ["0"])
  }

  @Test func labelsOfOtherImagesAreAnError() throws {
    try mnist(labels: [1, 2])
    let path = folder.path("train-labels-idx1-ubyte.gz")
    #expect(throws: StorageError.lengths(path: path, name: "of labels", found: 2, expected: 6)) {
      try FeatureTensor.importIDX(path: folder.url.path)
    }
  }

  @Test func otherArraysAreNoImages() throws {
    let labels = try folder.write(IDXBytes.labels([1, 2]), "train-labels-idx1-ubyte")
    #expect(
      throws: StorageError.rank(
        path: labels, name: "of images", shape: [2], expected: "[images, height, width]")
    ) {
      try FeatureTensor.importIDX(path: labels)
    }
    let none = try folder.write(IDXBytes.file(shape: [0, 28, 28], data: []), "none")
    #expect(throws: StorageError.self) { try FeatureTensor.importIDX(path: none) }
  }

  @Test func aFolderWithoutImagesOrWithSeveralSaysSo() throws {
    let empty = #expect(throws: StorageError.self) { try FeatureTensor.importIDX(path: folder.url.path) }
    #expect(empty?.message.contains("no IDX file of train images") == true)
    for name in ["emnist-letters-train-images-idx3-ubyte", "emnist-digits-train-images-idx3-ubyte.gz"] {
      _ = try folder.write(IDXBytes.images(1), name)
    }
    let several = #expect(throws: StorageError.self) { try FeatureTensor.importIDX(path: folder.url.path) }
    #expect(several?.message.contains("emnist-letters-train-images-idx3-ubyte") == true)
  }

  /// Models take pictures as they take spectrograms, and give pictures back.
  @Test func modelsTakePictures() throws {
    let path = try folder.write(
      IDXBytes.file(shape: [8, 4, 4], data: (0..<128).map { UInt8($0 * 37 % 256) }), "x-images-idx3-ubyte")
    var configuration = ImageTrainingConfiguration.multimodal
    configuration.architecture.channels = [2]
    configuration.epochs = 1
    let model = try MultimodalVAE.train(
      images: FeatureTensor.importIDX(path: path), configuration: configuration)
    let made = try model.sampleImages(count: 2, label: nil, seed: 1)
    #expect(made.content == .picture && made.values.shape == [2, 4, 4])
  }

  @Test(arguments: [(28, 3, "up to 2 layers"), (30, 3, "1 layer of"), (27, 1, "multiples of 2")])
  func sidesThatCannotBeHalvedGetAHint(_ side: Int, _ layers: Int, _ words: String) {
    let hint = TrainingError.imageSide(height: side, width: side, layers: layers).hint ?? ""
    #expect(hint.contains(words), "\(hint)")
  }
}
