extension TrainedModel {
  /// What a model of images knows.
  ///
  /// - Throws: ``TrainingError/needsVectors`` for a model of feature vectors.
  public func images() throws -> ImageContent {
    guard case .images(let content) = content else { throw TrainingError.needsVectors }
    return content
  }

  /// q(z|x) of other images with their texts and labels, as far as it was trained with them.
  ///
  /// - Throws: ``FeatureError`` or ``TrainingError`` when they do not fit what it was trained on.
  public func encode(_ inputs: ImageInputs, cancellation: Cancellation = Cancellation()) throws -> Posterior {
    let content = try images()
    return try content.posterior(
      of: try content.scaled(inputs, cancellation: cancellation), count: inputs.rows.count,
      weights: Buffer(weightValues),
      cancellation: cancellation)
  }

  /// Images through μ and back, each in its own range of values.
  ///
  /// - Parameter labels: decode as if this were the class of every row, instead of its own.
  public func reconstruct(
    _ inputs: ImageInputs, as label: String? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> FeatureTensor {
    let content = try images()
    let means = try encode(inputs, cancellation: cancellation).mean
    var conditions = try content.scaled(inputs, cancellation: cancellation)
    if let label {
      conditions.labels = [Int](repeating: try content.index(of: label), count: inputs.rows.count)
    }
    return try tensor(
      content.decode(
        means, conditions: conditions, weights: Buffer(weightValues), cancellation: cancellation),
      named: "reconstruction of \(inputs.images.name)", rows: inputs.rows, ranges: conditions.ranges)
  }

  /// The training images at `indices`, through μ and back, each in its own range of values.
  public func reconstructImages(rows indices: [Int], cancellation: Cancellation = Cancellation()) throws
    -> FeatureTensor
  {
    try checkRows(indices)
    return try reconstruct(images().inputs.selecting(indices), cancellation: cancellation)
  }

  /// Decodes latents of shape [rows, latent] to images in the typical range of those learned from.
  ///
  /// - Parameters:
  ///   - labels: the class of each row, for a conditional model.
  ///   - text: the text of each row, for a decoder that takes texts; without it the mean text of the training rows.
  /// - Throws: ``TrainingError/missing(_:)`` without labels that the decoder needs, ``TrainingError``,
  ///   ``FeatureError``.
  public func decodeImages(
    _ latents: Tensor, labels: [String]? = nil, text: FeatureMatrix? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws -> FeatureTensor {
    let content = try images()
    try checkLatents(latents)
    let conditions = try content.conditions(count: latents.rows, labels: labels, text: text)
    let values = try content.decode(
      latents, conditions: conditions, weights: Buffer(weightValues), cancellation: cancellation)
    let ids = (0..<latents.rows).map { "decoded\($0)" }
    let columns = labels.map { [Column(name: content.labelName, content: .text($0))] } ?? []
    return try tensor(
      values, named: "decoded \(featureName)", rows: TrackTable(ids: ids, groups: ids, columns: columns))
  }

  func tensor(
    _ values: [Float], named name: String, rows: TrackTable, ranges: [ImageScaling.Range]? = nil
  ) throws -> FeatureTensor {
    let content = try images()
    let (height, width) = (content.network.architecture.height, content.network.architecture.width)
    let unscaled = content.scaling.unscale(values, size: height * width, ranges: ranges)
    return FeatureTensor(
      name: name, rows: rows,
      values: Tensor(shape: [rows.count, height, width], values: unscaled)
        ?? Tensor(shape: [rows.count, height, width]),
      content: content.inputs.images.content, recipe: content.inputs.images.recipe)
  }
}

extension ImageContent {
  /// Texts and classes for decoding `count` rows.
  func conditions(count: Int, labels: [String]?, text: FeatureMatrix?) throws -> ScaledImages {
    var texts = (0..<count).flatMap { _ in typicalText }
    if let text, let own = inputs.text {
      try text.requireMatrix()
      guard text.columnNames == own.columnNames else {
        throw FeatureError.columns(expected: own.columnNames, found: text.columnNames)
      }
      guard text.rows.count == count else {
        throw FeatureError.shape(feature: text.name, shape: text.values.shape, rows: count)
      }
      try text.requireFinite()
      texts = textScaler?.scale(text.values).values ?? text.values.values
    }
    return ScaledImages(images: [], ranges: [], text: texts, labels: try indices(of: labels, count: count))
  }
}
