extension TrainedModel {
  /// The classes of its label, in the order of their one-hot columns; empty for a model without a label.
  public var classes: [String] { labeled.classes }

  /// What its label is called, "genre"; `nil` for a model without one.
  public var labelName: String? { classes.isEmpty ? nil : labeled.labelName }

  /// The class of every row of ``rows``; `nil` for a model without a label.
  public var rowClasses: [String]? {
    switch content {
    case .vectors(let content): content.labels
    case .images(let content): content.inputs.labels
    case .fusion(let content): content.inputs.labels
    }
  }

  /// The class that most training rows have (the first on a tie); `nil` for a model without a label.
  public var typicalClass: String? {
    guard let rowClasses else { return nil }
    var counts: [String: Int] = [:]
    for row in split.train { counts[rowClasses[row], default: 0] += 1 }
    return classes.max { counts[$0, default: 0] < counts[$1, default: 0] }
  }

  /// What it was trained on, as it is asked about other tracks.
  public var trainingInputs: ModelInputs {
    switch content {
    case .vectors(let content): .vectors(content.features, labels: content.labels)
    case .images(let content): .images(content.inputs)
    case .fusion(let content): .fusion(content.inputs)
    }
  }

  /// Whether it holds the features it was trained on; an opened model does not.
  public var hasFeatures: Bool {
    if case .fusion(let content) = content { return content.inputs.hasValues }
    return trainingInputs.features.values.rows == rows.count
  }

  /// Features with what else the model reads beside them, matched by track id.
  ///
  /// - Parameters:
  ///   - text: for a model of images with texts.
  ///   - labels: of every row, for a model with a label; a row without one is dropped.
  /// - Throws: ``TrainingError/needsImages``, ``TrainingError``, ``FeatureError``.
  public func inputs(
    _ features: ModelFeatures, text: FeatureMatrix? = nil, labels: [String?]? = nil
  ) throws -> ModelInputs {
    switch (content, features) {
    case (.vectors(let content), .vectors(let matrix)): return try inputs(matrix, labels, content)
    case (.vectors(let content), .images(let images)): return try inputs(images.flattened, labels, content)
    case (.images, .vectors): throw TrainingError.needsImages
    case (.images(let content), .images(let images)):
      return .images(
        try ImageInputs(
          images: images, text: content.inputs.text == nil ? nil : text,
          labels: content.classes.isEmpty ? nil : labels))
    case (.fusion(let content), _):
      let known = labels.map { zip(features.rows.ids, $0).compactMap { id, label in label.map { (id, $0) } } }
      return .fusion(
        try content.inputs(
          [features] + [text.map { .vectors($0) }].compactMap { $0 },
          labels: known.map { Dictionary($0) { first, _ in first } }))
    }
  }

  private func inputs(_ matrix: FeatureMatrix, _ labels: [String?]?, _ content: VectorContent) throws
    -> ModelInputs
  {
    guard let labels, !content.classes.isEmpty else { return .vectors(matrix, labels: nil) }
    let labeled = try LabeledVectors(matrix, labels: labels)
    return .vectors(labeled.features, labels: labeled.labels)
  }

  private var labeled: any LabeledContent {
    switch content {
    case .vectors(let content): content
    case .images(let content): content
    case .fusion(let content): content
    }
  }

  /// Throws ``TrainingError/unknownClass(_:classes:)`` or ``TrainingError/noLabels`` for a class it does not know.
  func check(label: String) throws { _ = try labeled.index(of: label) }
}

extension FusionContent {
  /// Features as inputs, each at the place of the modality that it is of.
  ///
  /// - Parameter labels: of tracks by their ids, for a model with a label; tracks without one are left out.
  /// - Throws: ``FusionError``, ``FeatureError``, ``TrainingError/missing(_:)``.
  public func inputs(_ features: [ModelFeatures], labels: [String: String]? = nil) throws -> FusionInputs {
    var parts = [ModelFeatures?](repeating: nil, count: scalings.count)
    for part in features { parts[try modality(of: part)] = part }
    guard !classes.isEmpty else { return try FusionInputs(parts) }
    guard let labels else { throw TrainingError.missing(labelName) }
    return try FusionInputs(parts, labels: labels)
  }
}
