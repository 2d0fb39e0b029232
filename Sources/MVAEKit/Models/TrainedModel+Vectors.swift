extension TrainedModel {
  /// What a model of feature vectors knows.
  ///
  /// - Throws: ``TrainingError/needsImages`` for a model of images.
  func vectors() throws -> VectorContent {
    guard case .vectors(let content) = content else { throw TrainingError.needsImages }
    return content
  }

  /// The columns of what it decodes.
  public var columnNames: [String] {
    switch content {
    case .vectors(let content): content.features.columnNames
    case .images(let content): content.inputs.images.pixelNames
    case .fusion(let content): content.inputs.parts[0].features.columnNames
    }
  }

  /// Standardises the columns of vectors; of a model of images, those of the text; of several modalities the first.
  public var scaler: FeatureScaler {
    switch content {
    case .vectors(let content): content.scaler
    case .images(let content):
      content.textScaler ?? .identity(columns: content.network.architecture.textInputs)
    case .fusion(let content):
      content.scalings[0].vector ?? .identity(columns: content.network.architecture.modalities[0].count)
    }
  }
}
