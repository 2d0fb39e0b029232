/// What a trained ``FusionVAE`` knows beside its weights.
public struct FusionContent: Sendable, LabeledContent {
  public let network: FusionVAE
  public internal(set) var configuration: FusionTrainingConfiguration
  /// What it was trained on, in the original units.
  public let inputs: FusionInputs
  /// How each modality's values are brought to those that the network sees.
  let scalings: [ModalityScaling]
  /// The classes of the label, in the order of its one-hot columns.
  public let classes: [String]
  /// What the label is called: "genre".
  public let labelName: String

  init(
    network: FusionVAE, configuration: FusionTrainingConfiguration, inputs: FusionInputs, classes: [String],
    labelName: String, train: [Int]
  ) {
    self.init(
      network: network, configuration: configuration, inputs: inputs, classes: classes, labelName: labelName,
      scalings: zip(inputs.parts, network.architecture.modalities).map { part, modality in
        ModalityScaling(
          fitting: part.features, rows: train.compactMap { part.places[$0] }, modality.likelihood)
      })
  }

  /// One that was fitted before.
  init(
    network: FusionVAE, configuration: FusionTrainingConfiguration, inputs: FusionInputs, classes: [String],
    labelName: String, scalings: [ModalityScaling]
  ) {
    self.network = network
    self.configuration = configuration
    self.inputs = inputs
    self.classes = classes
    self.labelName = labelName
    self.scalings = scalings
  }

  /// "mel", "lyrics".
  public var modalityNames: [String] { inputs.parts.map(\.features.name) }

  /// Inputs as the network sees them.
  ///
  /// - Throws: ``FeatureError`` or ``TrainingError`` when they do not fit what it was trained on.
  func scaled(_ inputs: FusionInputs, cancellation: Cancellation) throws -> ScaledModalities {
    guard inputs.parts.count == scalings.count else {
      throw FusionError.modalityCount(expected: scalings.count, found: inputs.parts.count)
    }
    let parts = try scalings.indices.map { index in
      let part = inputs.parts[index]
      try check(part.features, at: index)
      return try ScaledModalities.Part(part, scalings[index], cancellation: cancellation)
    }
    return ScaledModalities(
      parts: parts, present: inputs.present,
      labels: try indices(of: inputs.labels, count: inputs.rows.count))
  }

  /// Throws unless `features` are of the kind of the modality at `index`, or nothing at all.
  func check(_ features: ModelFeatures, at index: Int) throws {
    guard features.rows.count > 0 else { return }
    let own = inputs.parts[index].features
    guard features.isImages == own.isImages else {
      throw FusionError.kind(modality: own.name, wantsImages: own.isImages)
    }
    if own.isImages {
      guard features.rowShape == own.rowShape else {
        throw TrainingError.imageShape(expected: own.rowShape, found: features.rowShape)
      }
    } else {
      guard features.columnNames == own.columnNames, features.rowShape == own.rowShape else {
        throw FeatureError.columns(expected: own.columnNames, found: features.columnNames)
      }
    }
    if case .vectors(let matrix) = features {
      try network.architecture.modalities[index].likelihood.check(matrix)
    }
  }

  /// The modality that features are of: by their kind, shape and columns.
  ///
  /// - Throws: ``FusionError/unknownFeatures(name:modalities:)``.
  public func modality(of features: ModelFeatures) throws -> Int {
    for index in scalings.indices {
      let own = inputs.parts[index].features
      let isSame =
        own.isImages
        ? features.isImages && own.rowShape == features.rowShape
        : !features.isImages && own.columnNames == features.columnNames
      if isSame { return index }
    }
    throw FusionError.unknownFeatures(name: features.name, modalities: modalityNames)
  }
}

/// Brings one modality's values to those that a network sees, and back.
struct ModalityScaling: Sendable, Equatable {
  /// Of images.
  var image: ImageScaling?
  /// Of vectors.
  var vector: FeatureScaler?

  init(image: ImageScaling?, vector: FeatureScaler?) {
    self.image = image
    self.vector = vector
  }

  init(fitting features: ModelFeatures, rows: [Int], _ likelihood: Likelihood) {
    switch features {
    case .images(let images): self.init(image: ImageScaling(fitting: images.values, rows: rows), vector: nil)
    case .vectors(let matrix):
      let isRaw = likelihood.needsRawValues || matrix.scaling == .none
      let scaler =
        isRaw
        ? FeatureScaler.identity(columns: matrix.values.columns)
        : FeatureScaler(fitting: matrix.values, rows: rows)
      self.init(image: nil, vector: scaler)
    }
  }

  /// Back in the modality's units, images in the typical range of those learned from.
  func unscale(_ values: [Float], columns: Int) -> [Float] {
    if let image { return image.unscale(values, size: columns) }
    guard let vector, let tensor = Tensor(shape: [values.count / max(1, columns), columns], values: values)
    else { return values }
    return vector.unscale(tensor).values
  }

  /// The width in the modality's units of one unit of the network, of column `column`.
  func unit(_ column: Int) -> Double { image?.typical.width ?? vector?.deviations[column] ?? 1 }
}

/// Modalities and classes as a network sees them.
struct ScaledModalities {
  struct Part {
    /// Of the rows that there are, row-major; images as they come.
    let values: [Float]
    /// Of each image, which is brought to [0, 1] when it is laid in, so that a corpus of them is not kept twice.
    let ranges: [ImageScaling.Range]
    /// The row of each track.
    let places: [Int?]

    init(_ part: FusionInputs.Part, _ scaling: ModalityScaling, cancellation: Cancellation) throws {
      places = part.places
      switch part.features {
      case .vectors(let matrix):
        values = scaling.vector?.scale(matrix.values).values ?? matrix.values.values
        ranges = []
      case .images(let images):
        values = images.values.values
        ranges = try ImageScaling.ranges(images.values, cancellation: cancellation)
      }
    }

    /// Lays the track at `index` into a matrix of one row, zeros when it has nothing.
    func lay(_ index: Int, into target: MatrixView) {
      guard let row = places[index] else { return target.base.update(repeating: 0, count: target.count) }
      target.copy(rows: [row], of: values)
      if !ranges.isEmpty { ImageScaling.scale(target, ranges[row]) }
    }
  }

  var parts: [Part]
  /// What each track has.
  var present: [ModalitySet]
  /// Columns of the classes; empty without labels.
  var labels: [Int]

  /// Lays the tracks at `indices` into `pass`, 0 where a track has nothing.
  func lay(_ indices: ArraySlice<Int>, into pass: FusionPass) {
    for (modality, part) in zip(pass.modalities, parts) {
      let target = modality.input(indices.count)
      for (row, index) in indices.enumerated() { part.lay(index, into: target.part(row, 1)) }
    }
    layLabels(indices, into: pass)
  }

  func layLabels(_ indices: ArraySlice<Int>, into pass: FusionPass) {
    let oneHot = pass.labels(indices.count)
    if oneHot.columns > 0, !labels.isEmpty { oneHot.lay(oneHot: indices.map { labels[$0] }) }
  }
}
