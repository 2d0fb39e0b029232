extension TrainedModel {
  /// q(z|x) of every row.
  ///
  /// - Throws: ``FeatureError`` or ``TrainingError`` when they do not fit what it was trained on.
  public func encode(_ inputs: ModelInputs, cancellation: Cancellation = Cancellation()) throws -> Posterior {
    switch inputs {
    case .vectors(let matrix, let labels): try encode(matrix, labels: labels, cancellation: cancellation)
    case .images(let images): try encode(images, cancellation: cancellation)
    case .fusion(let inputs): try encode(inputs, cancellation: cancellation)
    }
  }

  /// Features of latents of shape [rows, latent], in the units of those it was trained on.
  ///
  /// - Parameters:
  ///   - labels: the class of each row, for a model with a label; it becomes a column of the result.
  ///   - rows: what the rows are called; `decoded0`, `decoded1`, … if left out.
  /// - Throws: ``GenerationError``, ``TrainingError``.
  public func decodeFeatures(
    _ latents: Tensor, labels: [String]? = nil, rows: TrackTable? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws -> ModelFeatures {
    try checkLatents(latents)
    try labels?.forEach(check(label:))
    let ids = (0..<latents.rows).map { "decoded\($0)" }
    var table = rows ?? TrackTable(ids: ids, groups: ids, columns: [])
    if let labels, let labelName {
      table = table.adding(Column(name: labelName, content: .text(labels)))
    }
    let name = "decoded \(featureName)"
    switch content {
    case .vectors(let content):
      return .vectors(
        FeatureMatrix(
          name: name, rows: table, values: try decode(latents, labels: labels, cancellation: cancellation),
          columnNames: columnNames, scaling: content.features.scaling))
    case .images:
      return ModelFeatures.images(
        try decodeImages(latents, labels: labels, cancellation: cancellation)
      ).replacing(name: name, rows: table)
    case .fusion:
      return try decode(latents, modality: 0, labels: labels, rows: table, cancellation: cancellation).named(
        name)
    }
  }

  /// Features through μ and back, and how far each track is off; of several modalities the first, of the tracks
  /// that have it.
  ///
  /// - Parameter label: decode as if this were the class of every row, instead of its own.
  public func reconstruction(
    of inputs: ModelInputs, as label: String? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> Reconstruction {
    if let label { try check(label: label) }
    var inputs = inputs
    let rebuilt: ModelFeatures
    switch inputs {
    case .vectors(let matrix, let labels):
      rebuilt = .vectors(
        try reconstruct(matrix, labels: labels, as: label, cancellation: cancellation))
    case .images(let images):
      rebuilt = .images(try reconstruct(images, as: label, cancellation: cancellation))
    case .fusion(let fused):
      let known = fused.selecting(fused.having(.all(1)))
      inputs = .fusion(known)
      rebuilt = try reconstruct(known, as: label, cancellation: cancellation)
    }
    let original = inputs.features
    let errors = (0..<original.rows.count).map { row in
      squaredError(original.values.row(row), rebuilt.values.row(row))
    }
    return Reconstruction(
      original: original, features: rebuilt, squaredErrors: errors, label: label.flatMap { _ in labelName })
  }

  /// Σ (x̂ − x)² of one row as the model sees it: standardised columns, or pixels of an image scaled to [0, 1].
  private func squaredError(_ original: ArraySlice<Float>, _ rebuilt: ArraySlice<Float>) -> Double {
    if let deviations = firstScaler?.deviations {
      return zip(zip(original, rebuilt), deviations).reduce(0) { sum, item in
        let difference = (Double(item.0.1) - Double(item.0.0)) / item.1
        return sum + difference * difference
      }
    } else {
      let width = ImageScaling.Range(of: original).width
      let factor = width > 0 ? 1 / width : 0
      return zip(original, rebuilt).reduce(0) { sum, item in
        let difference = (Double(item.1) - Double(item.0)) * factor
        return sum + difference * difference
      }
    }
  }

  /// Standardises what it decodes first; `nil` where that is images.
  private var firstScaler: FeatureScaler? {
    switch content {
    case .vectors(let content): content.scaler
    case .images: nil
    case .fusion(let content): content.scalings.first?.vector
    }
  }

  /// Throws unless they are finite and of shape [rows, latent].
  func checkLatents(_ latents: Tensor) throws {
    guard latents.shape.count == 2, latents.columns == network.latent else {
      throw GenerationError.latentCount(found: latents.columns, expected: network.latent)
    }
    if let index = latents.values.firstIndex(where: { !$0.isFinite }) {
      throw GenerationError.notFinite(row: index / network.latent, dimension: index % network.latent)
    }
  }
}

/// Features beside what a model makes of them.
public struct Reconstruction: Sendable, Equatable {
  public let original: ModelFeatures
  /// The same rows in the original units.
  public let features: ModelFeatures
  /// Σ (x̂ − x)² of each row as the loss counts it, but through μ instead of a draw.
  public let squaredErrors: [Double]
  /// The label that was exchanged, "genre"; `nil` when every row kept its own.
  public let label: String?

  init(original: ModelFeatures, features: ModelFeatures, squaredErrors: [Double], label: String?) {
    self.original = original
    self.squaredErrors = squaredErrors
    self.label = label
    self.features = features.replacing(
      name: features.name,
      rows: features.rows.adding(Column(name: Self.errorColumn, content: .numbers(squaredErrors))))
  }

  /// The column that ``features`` carry: ``squaredErrors``.
  public static let errorColumn = "error"

  /// Rows from the most badly reconstructed one to the best (the first on a tie).
  public var worstFirst: [Int] {
    squaredErrors.indices.sorted { first, second in
      squaredErrors[first] == squaredErrors[second]
        ? first < second : squaredErrors[first] > squaredErrors[second]
    }
  }
}
