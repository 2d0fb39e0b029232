/// What a trained model is beside its tensors, as it is stored.
struct SavedModel: Codable {
  /// Of a model of vectors.
  var basic: BasicTrainingConfiguration?
  /// Of a model of images.
  var images: ImageTrainingConfiguration?
  var image: SavedImageContent?
  /// Of a model of several modalities.
  var fusion: FusionTrainingConfiguration?
  var modalities: [SavedModality]?
  let classes: [String]
  let labelName: String
  /// The class of each row.
  let labels: [String]?
  let features: SavedFeatures
  let rows: SavedRows
  let train: [Int]
  let validation: [Int]
  let test: [Int]
  let history: TrainingHistory

  /// What only a model of images has.
  struct SavedImageContent: Codable {
    let architecture: ConvolutionalArchitecture
    let text: SavedFeatures?
    let isTextScaled: Bool
    let lowest: Double
    let highest: Double
  }

  /// What a model of several modalities has of each.
  struct SavedModality: Codable {
    let architecture: ModalityArchitecture
    let features: SavedFeatures
    /// Rows that have it.
    let rows: [Int]
    /// Of images.
    let lowest: Double?
    let highest: Double?
  }

  enum Name {
    static let mean = "mvae.latents.mean"
    static let logVariance = "mvae.latents.log_variance"
    static let means = "mvae.scaler.means"
    static let deviations = "mvae.scaler.deviations"
    static let typicalText = "mvae.typical_text"
  }

  init(_ model: TrainedModel, _ parts: inout SavedParts) throws {
    for weight in model.weights {
      if let tensor = model.weight(weight.name) { parts.append(weight.name, tensor) }
    }
    let posterior = model.posterior
    parts.append(Name.mean, posterior.mean)
    parts.append(Name.logVariance, posterior.logVariance)
    rows = SavedRows(model.rows)
    (train, validation, test) = (model.split.train, model.split.validation, model.split.test)
    (classes, labelName, labels) = (model.classes, model.labelName ?? "label", model.rowClasses)
    history = model.history
    switch model.content {
    case .vectors(let content):
      basic = content.configuration
      features = SavedFeatures(of: content.features, prefix: "", &parts)
      parts.append(Name.means, content.scaler.means)
      parts.append(Name.deviations, content.scaler.deviations)
    case .images(let content):
      images = content.configuration
      features = SavedFeatures(of: content.inputs.images, prefix: "", &parts)
      image = SavedImageContent(
        architecture: content.network.architecture,
        text: content.inputs.text.map { SavedFeatures(of: $0, prefix: "text.", &parts) },
        isTextScaled: content.textScaler != nil, lowest: content.scaling.typical.lowest,
        highest: content.scaling.typical.highest)
      if let scaler = content.textScaler {
        parts.append(Name.means, scaler.means)
        parts.append(Name.deviations, scaler.deviations)
      }
      if let text = Tensor(shape: [content.typicalText.count], values: content.typicalText), text.rows > 0 {
        parts.append(Name.typicalText, text)
      }
    case .fusion(let content):
      fusion = content.configuration
      features = SavedFeatures(of: FeatureMatrix.empty, prefix: "", &parts)
      modalities = content.scalings.indices.map { Self.modality($0, of: content, &parts) }
    }
  }

  private static func modality(_ index: Int, of content: FusionContent, _ parts: inout SavedParts)
    -> SavedModality
  {
    let (inputs, scaling) = (content.inputs, content.scalings[index])
    if let scaler = scaling.vector {
      parts.append(prefix(index) + Name.means, scaler.means)
      parts.append(prefix(index) + Name.deviations, scaler.deviations)
    }
    return SavedModality(
      architecture: content.network.architecture.modalities[index],
      features: SavedFeatures(of: inputs.parts[index].features, prefix: prefix(index), &parts),
      rows: inputs.having(ModalitySet([index])), lowest: scaling.image?.typical.lowest,
      highest: scaling.image?.typical.highest)
  }

  /// What the tensors of a modality begin with.
  static func prefix(_ modality: Int) -> String { "part\(modality)." }
}
