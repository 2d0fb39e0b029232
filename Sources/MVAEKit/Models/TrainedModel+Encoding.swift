extension TrainedModel {
  /// q(z|x) of other features with the same columns.
  ///
  /// - Parameter labels: the class of each row, for an encoder that reads one; without them those of the column of
  ///   the label's name in the features' table.
  /// - Throws: ``FeatureError`` when the columns differ from those it was trained on or a value is not finite,
  ///   ``TrainingError/missing(_:)``, ``TrainingError/unknownClass(_:classes:)``,
  ///   ``TrainingError/needsImages`` for a model of images.
  public func encode(
    _ features: FeatureMatrix, labels: [String]? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> Posterior {
    let content = try vectors()
    return try content.posterior(
      of: content.scaled(features, labels: labels), count: features.rows.count,
      weights: Buffer(weightValues), cancellation: cancellation)
  }

  /// `features` through μ and back, in the original units.
  ///
  /// - Parameters:
  ///   - labels: the class of each row; without them as ``encode(_:labels:cancellation:)``.
  ///   - label: decode as if this were the class of every row, instead of its own.
  public func reconstruct(
    _ features: FeatureMatrix, labels: [String]? = nil, as label: String? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws -> FeatureMatrix {
    let content = try vectors()
    let own = labels ?? content.column(of: features.rows)
    let means = try encode(features, labels: own, cancellation: cancellation).mean
    let shown = label.map { [String](repeating: $0, count: features.rows.count) }
    if let label { _ = try content.index(of: label) }
    return FeatureMatrix(
      name: "reconstruction of \(features.name)", rows: features.rows,
      values: try decode(means, labels: shown ?? own, cancellation: cancellation), columnNames: columnNames,
      scaling: content.features.scaling)
  }

  /// The training features' rows at `indices`, through μ and back, in the original units.
  public func reconstruct(rows indices: [Int], cancellation: Cancellation = Cancellation()) throws
    -> FeatureMatrix
  {
    switch content {
    case .vectors(let content):
      try checkRows(indices)
      return try reconstruct(
        content.features.selecting(indices),
        labels: content.labels.map { labels in indices.map { labels[$0] } },
        cancellation: cancellation)
    case .images: return try reconstructImages(rows: indices, cancellation: cancellation).flattened
    case .fusion(let content):
      try checkRows(indices)
      return try reconstruct(content.inputs.selecting(indices), cancellation: cancellation).flattened
    }
  }

  /// Decodes latents of shape [rows, latent] to the original units: the mean of p(x|z), probabilities of a
  /// Bernoulli or categorical model.
  ///
  /// - Parameter labels: the class of each row, for a decoder that reads one.
  /// - Throws: ``TrainingError/missing(_:)`` without labels that the decoder needs,
  ///   ``TrainingError/unknownClass(_:classes:)``, ``GenerationError``.
  public func decode(
    _ latents: Tensor, labels: [String]? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> Tensor {
    guard case .vectors(let content) = content else {
      return try decodeFeatures(latents, labels: labels, cancellation: cancellation).flattened.values
    }
    try checkLatents(latents)
    let values = try content.decode(
      latents, labels: content.indices(labels, count: latents.rows, in: .decoder),
      weights: Buffer(weightValues), cancellation: cancellation)
    let decoded = Tensor(shape: [latents.rows, content.network.inputs], values: values)
    return content.scaler.unscale(decoded ?? Tensor(shape: [0, content.network.inputs]))
  }

  /// Throws for a row that it was not trained on.
  func checkRows(_ indices: [Int]) throws {
    guard hasFeatures else { throw TrainingError.featuresMissing }
    if let index = indices.first(where: { !rows.ids.indices.contains($0) }) {
      throw TrainingError.parameter(name: "rows", value: "\(index)", allowed: "0 to \(rows.count - 1)")
    }
  }
}
