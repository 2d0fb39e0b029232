/// One method in a ``Comparison``: the space it gives, and what it was made from.
public struct ComparisonEntry: Sendable {
  public let name: String
  /// The space to cluster, standardised or not by its own `scaling`.
  public let matrix: FeatureMatrix
  /// The features a model was trained on: its baselines (PCA, raw) are made from them.
  public let source: FeatureMatrix?
  /// Of a model: latent dimensions that carry something.
  public let activeUnits: Int?
  /// A few words for the table, such as "interrupted".
  public let note: String?

  /// Features, or any latents, as they are.
  public init(name: String, features: FeatureMatrix, note: String? = nil) {
    self.init(name: name, matrix: features, source: nil, activeUnits: nil, note: note)
  }

  /// The latents of a model, with its baselines if it holds what it was trained on.
  public init(name: String, model: TrainedModel, note: String? = nil) {
    self.init(
      name: name, matrix: model.latents, source: model.hasFeatures ? model.features : nil,
      activeUnits: model.activeUnits,
      note: note ?? (model.isInterrupted ? "interrupted" : nil))
  }

  /// Latents of any model: `source` has the same rows in the same order.
  public init(
    name: String, matrix: FeatureMatrix, source: FeatureMatrix?, activeUnits: Int?, note: String? = nil
  ) {
    self.name = name
    self.matrix = matrix
    self.source = source
    self.activeUnits = activeUnits
    self.note = note
  }
}
