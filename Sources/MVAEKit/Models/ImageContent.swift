/// What a trained model of images knows beside its weights.
public struct ImageContent: Sendable, LabeledContent {
  public let network: ConvolutionalVAE
  public internal(set) var configuration: ImageTrainingConfiguration
  /// What it was trained on, matched, in the original units.
  public let inputs: ImageInputs
  public let scaling: ImageScaling
  /// Standardises texts whose features ask for it, by the training rows; `nil` leaves them as they are.
  public let textScaler: FeatureScaler?
  /// The classes of the label, in the order of its one-hot columns.
  public let classes: [String]
  /// What the label is called: "genre".
  public let labelName: String

  /// The mean text of the training rows, scaled: stands in where a decoder wants a text and there is none.
  let typicalText: [Float]

  init(
    network: ConvolutionalVAE, configuration: ImageTrainingConfiguration, inputs: ImageInputs,
    classes: [String], labelName: String, train: [Int]
  ) {
    self.network = network
    self.configuration = configuration
    self.inputs = inputs
    self.classes = classes
    self.labelName = labelName
    scaling = ImageScaling(fitting: inputs.images.values, rows: train)
    let scaler = inputs.text.flatMap { text in
      text.scaling == .standard ? FeatureScaler(fitting: text.values, rows: train) : nil
    }
    textScaler = scaler
    typicalText =
      inputs.text.map { text in
        ColumnMoments(scaler?.scale(text.values) ?? text.values, rows: train).means.map { Float($0) }
      } ?? []
  }

  /// Inputs as the network sees them.
  ///
  /// - Throws: ``FeatureError`` or ``TrainingError`` when they do not fit what it was trained on.
  func scaled(_ inputs: ImageInputs, cancellation: Cancellation) throws -> ScaledImages {
    try check(inputs)
    let index = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
    let text = network.architecture.textInputs > 0 ? inputs.text : nil
    return ScaledImages(
      images: inputs.images.values.values,
      ranges: try ImageScaling.ranges(inputs.images.values, cancellation: cancellation),
      text: text.map { textScaler?.scale($0.values).values ?? $0.values.values } ?? [],
      labels: classes.isEmpty ? [] : (inputs.labels ?? []).compactMap { index[$0] })
  }

  private func check(_ inputs: ImageInputs) throws {
    let shape = inputs.images.values.shape
    guard shape[1] == network.architecture.height, shape[2] == network.architecture.width else {
      throw TrainingError.imageShape(
        expected: [network.architecture.height, network.architecture.width], found: Array(shape.dropFirst()))
    }
    if let own = self.inputs.text {
      guard let text = inputs.text else { throw TrainingError.missing("text") }
      guard text.columnNames == own.columnNames, text.values.columns == own.values.columns else {
        throw FeatureError.columns(expected: own.columnNames, found: text.columnNames)
      }
    }
    guard !classes.isEmpty else { return }
    guard let labels = inputs.labels else { throw TrainingError.missing(labelName) }
    if let unknown = labels.first(where: { !classes.contains($0) }) {
      throw TrainingError.unknownClass(unknown, classes: classes)
    }
  }
}

/// Images, scaled texts and classes, row-major: what a network works on.
///
/// Images are scaled to [0, 1] when they are laid in, so that a corpus of them is not kept twice.
struct ScaledImages {
  var images: [Float]
  /// Of each image.
  var ranges: [ImageScaling.Range]
  var text: [Float]
  var labels: [Int]

  /// Lays the rows at `indices` into `pass`.
  func lay(_ indices: ArraySlice<Int>, into pass: ConvolutionalVAEPass) {
    let target = pass.input(indices.count)
    target.copy(rows: indices, of: images)
    for (index, row) in indices.enumerated() { ImageScaling.scale(target.part(index, 1), ranges[row]) }
    layConditions(indices, into: pass)
  }

  /// The same without images.
  func layConditions(_ indices: ArraySlice<Int>, into pass: ConvolutionalVAEPass) {
    let texts = pass.texts(indices.count)
    if texts.columns > 0 { texts.copy(rows: indices, of: text) }
    let oneHot = pass.labels(indices.count)
    if oneHot.columns > 0 { oneHot.lay(oneHot: indices.map { labels[$0] }) }
  }
}
