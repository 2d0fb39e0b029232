extension SavedModel {
  func value(_ parts: SavedParts) throws -> TrainedModel {
    let rows = try rows.value(parts)
    let split = try split(rows.count, parts)
    try parts.require(Set(classes).count == classes.count, "a class appears twice")
    try parts.require(
      labels.map { $0.count == rows.count && Set($0).isSubset(of: classes) } ?? classes.isEmpty,
      "its labels are not those of its classes")
    let content: TrainedModel.Content
    if let basic {
      content = .vectors(try vectors(basic, rows, parts))
    } else if let images, let image {
      content = .images(try self.images(images, image, rows, parts))
    } else if let fusion, let modalities {
      content = .fusion(try self.fusion(fusion, modalities, rows, parts))
    } else {
      throw StorageError.malformed(path: parts.path, reason: "its description names no network")
    }
    let network = content.network
    let shape = [rows.count, network.latent]
    guard let mean = Tensor(shape: shape, values: try parts.floats(Name.mean, shape: shape)),
      let logVariance = Tensor(shape: shape, values: try parts.floats(Name.logVariance, shape: shape))
    else { throw StorageError.malformed(path: parts.path, reason: "the latents do not fit the rows") }
    return TrainedModel(
      content, split: split, history: history, weightValues: try weights(of: network, parts),
      posterior: Posterior(mean: mean, logVariance: logVariance))
  }

  private func split(_ count: Int, _ parts: SavedParts) throws -> TrainingSplit {
    for part in [train, validation, test] {
      let isRising = zip(part, part.dropFirst()).allSatisfy { $0 < $1 }
      try parts.require(
        isRising && part.allSatisfy { (0..<count).contains($0) },
        "its split names rows that there are not among \(count)")
    }
    try parts.require(!train.isEmpty, "no row was trained on")
    return TrainingSplit(train: train, validation: validation, test: test)
  }

  private func vectors(
    _ configuration: BasicTrainingConfiguration, _ rows: TrackTable, _ parts: SavedParts
  ) throws -> VectorContent {
    try configuration.validate()
    let architecture = configuration.architecture
    let inputs = architecture.inputs
    try parts.require((1...1 << 24).contains(inputs), "its network has \(inputs) inputs")
    try checkClasses(architecture.classes, parts)
    let network = BasicVAE(architecture)
    try parts.require(network.parameterCount <= 1 << 28, "it has too many weights")
    return VectorContent(
      network: network, configuration: configuration,
      features: try features.emptyMatrix(columns: inputs, rows: rows, prefix: "", parts),
      scaler: try scaler(columns: inputs, parts), labels: labels, classes: classes, labelName: labelName)
  }

  func checkClasses(_ count: Int, _ parts: SavedParts) throws {
    try parts.require(
      classes.count == count, "it has \(classes.count) classes for \(count) columns of the network")
  }

  private func images(
    _ configuration: ImageTrainingConfiguration, _ image: SavedImageContent, _ rows: TrackTable,
    _ parts: SavedParts
  ) throws -> ImageContent {
    try configuration.validate()
    let network = try network(image.architecture, parts)
    let architecture = network.architecture
    try checkClasses(architecture.classes, parts)
    try parts.require(
      image.lowest.isFinite && image.highest.isFinite
        && (image.text == nil) == (architecture.textInputs == 0),
      "its images or texts are not those of its network")
    let inputs = ImageInputs(
      emptyImages: FeatureTensor(
        name: features.name, rows: rows,
        values: Tensor(shape: [0, architecture.height, architecture.width]),
        content: features.content ?? .spectrogram, recipe: try features.recipe?.value(parts, prefix: "")),
      text: try image.text?.emptyMatrix(
        columns: architecture.textInputs, rows: rows, prefix: "text.", parts),
      labels: labels)
    return ImageContent(
      network: network, configuration: configuration, inputs: inputs,
      scaling: ImageScaling(typical: ImageScaling.Range(lowest: image.lowest, highest: image.highest)),
      textScaler: image.isTextScaled ? try scaler(columns: architecture.textInputs, parts) : nil,
      classes: classes, labelName: labelName,
      typicalText: architecture.textInputs == 0
        ? [] : try parts.floats(Name.typicalText, shape: [architecture.textInputs]))
  }

  /// Checked before anything of its sizes is made.
  private func network(_ a: ConvolutionalArchitecture, _ parts: SavedParts) throws -> ConvolutionalVAE {
    var configuration = ImageTrainingConfiguration.multimodal
    configuration.architecture = a
    try configuration.validate()
    let unit = 1 << a.channels.count
    for side in [a.height, a.width] {
      try parts.require(
        (unit...16384).contains(side) && side.isMultiple(of: unit), "its images have sides of \(side)")
    }
    try parts.require(
      (0...1 << 20).contains(a.textInputs) && (0...1 << 20).contains(a.classes),
      "its network has \(a.textInputs) text columns and \(a.classes) classes")
    try parts.require(a.flat * a.latent * 3 <= 1 << 28, "it has too many weights")
    let network = ConvolutionalVAE(a)
    try parts.require(network.parameterCount <= 1 << 28, "it has too many weights")
    return network
  }

  func scaler(columns: Int, prefix: String = "", _ parts: SavedParts) throws -> FeatureScaler {
    let deviations = try parts.doubles(prefix + Name.deviations, shape: [columns])
    try parts.require(deviations.allSatisfy { $0 > 0 }, "a column's deviation is not positive")
    return FeatureScaler(
      means: try parts.doubles(prefix + Name.means, shape: [columns]), deviations: deviations)
  }

  private func weights(of network: ModelNetwork, _ parts: SavedParts) throws -> [Float] {
    var values = [Float](repeating: 0, count: network.weightLength)
    for weight in network.weights {
      values.replaceSubrange(
        weight.offset..<weight.offset + weight.count,
        with: try parts.floats(weight.name, shape: weight.shape))
    }
    return values
  }
}

extension TrainedModel {
  /// One that was trained before.
  init(
    _ content: Content, split: TrainingSplit, history: TrainingHistory, weightValues: [Float],
    posterior: Posterior
  ) {
    self.content = content
    self.split = split
    self.history = history
    self.weightValues = weightValues
    checkpoint = nil
    cache = LatentCache(posterior)
  }
}

extension TrainedModel.Content {
  var network: ModelNetwork {
    switch self {
    case .vectors(let content): .basic(content.network)
    case .images(let content): .convolutional(content.network)
    case .fusion(let content): .fusion(content.network)
    }
  }
}

extension ModelNetwork {
  /// Length of the flat buffer of all weights, gaps included.
  var weightLength: Int {
    switch self {
    case .basic(let network): network.layout.length
    case .convolutional(let network): network.layout.length
    case .fusion(let network): network.layout.length
    }
  }
}

extension VectorContent {
  /// One that was fitted before.
  init(
    network: BasicVAE, configuration: BasicTrainingConfiguration, features: FeatureMatrix,
    scaler: FeatureScaler, labels: [String]?, classes: [String], labelName: String
  ) {
    self.network = network
    self.configuration = configuration
    self.features = features
    self.scaler = scaler
    self.labels = labels
    self.classes = classes
    self.labelName = labelName
    dropped = DroppedRows()
  }
}

extension ImageContent {
  /// One that was fitted before.
  init(
    network: ConvolutionalVAE, configuration: ImageTrainingConfiguration, inputs: ImageInputs,
    scaling: ImageScaling, textScaler: FeatureScaler?, classes: [String], labelName: String,
    typicalText: [Float]
  ) {
    self.network = network
    self.configuration = configuration
    self.inputs = inputs
    self.scaling = scaling
    self.textScaler = textScaler
    self.classes = classes
    self.labelName = labelName
    self.typicalText = typicalText
  }
}
