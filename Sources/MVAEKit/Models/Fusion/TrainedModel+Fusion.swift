extension TrainedModel {
  /// What a model of several modalities knows.
  ///
  /// - Throws: ``FusionError/needsFusion(_:)`` for a model that decodes one.
  public func fusion(to purpose: String = "decode several modalities") throws -> FusionContent {
    guard case .fusion(let content) = content else { throw FusionError.needsFusion(purpose) }
    return content
  }

  /// q(z|x) of tracks by what `visible` names of them (`nil` = all that is there); the prior of a track that has none.
  ///
  /// - Throws: ``FusionError``, ``FeatureError`` or ``TrainingError`` when they do not fit what it was trained on.
  public func encode(
    _ inputs: FusionInputs, visible: ModalitySet? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> Posterior {
    let content = try fusion()
    return try content.posterior(
      of: try content.scaled(inputs, cancellation: cancellation), visible: visible,
      weights: Buffer(weightValues), cancellation: cancellation)
  }

  /// One modality decoded from latents of shape [rows, latent], in its own units: the mean of p(x|z).
  ///
  /// - Parameters:
  ///   - modality: its position among those it was trained on.
  ///   - labels: the class of each row, for a model with a label.
  ///   - rows: what the rows are called; `decoded0`, `decoded1`, … if left out.
  /// - Throws: ``FusionError``, ``TrainingError``, ``GenerationError``.
  public func decode(
    _ latents: Tensor, modality: Int, labels: [String]? = nil, rows: TrackTable? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws -> ModelFeatures {
    let content = try fusion()
    try checkLatents(latents)
    guard content.scalings.indices.contains(modality) else {
      throw FusionError.modalityCount(expected: content.scalings.count, found: modality + 1)
    }
    let values = try content.decode(
      modality, latents, labels: content.indices(of: labels, count: latents.rows),
      weights: Buffer(weightValues), cancellation: cancellation)
    let ids = (0..<latents.rows).map { "decoded\($0)" }
    return content.features(
      values, of: modality, rows: rows ?? TrackTable(ids: ids, groups: ids, columns: []))
  }

  /// Tracks through μ and back, one modality of them.
  ///
  /// - Parameter label: decode as if this were the class of every row, instead of its own.
  func reconstruct(
    _ inputs: FusionInputs, modality: Int = 0, as label: String? = nil, cancellation: Cancellation
  ) throws -> ModelFeatures {
    let means = try encode(inputs, cancellation: cancellation).mean
    let labels = label.map { [String](repeating: $0, count: inputs.rows.count) } ?? inputs.labels
    let rebuilt = try decode(
      means, modality: modality, labels: labels, rows: inputs.rows, cancellation: cancellation)
    let original = inputs.features(modality)
    return try fusion().inOwnRanges(rebuilt, as: original).replacing(
      name: "reconstruction of \(original.name)", rows: inputs.rows)
  }
}

extension FusionContent {
  /// Values of a modality as the network gives them, in its own units.
  func features(_ values: [Float], of modality: Int, rows: TrackTable) -> ModelFeatures {
    let columns = network.architecture.modalities[modality].count
    return features(
      unscaled: scalings[modality].unscale(values, columns: columns), of: modality, rows: rows)
  }

  /// Values in a modality's own units.
  func features(unscaled: [Float], of modality: Int, rows: TrackTable) -> ModelFeatures {
    let own = inputs.parts[modality].features
    let shape = [rows.count] + own.rowShape
    let tensor = Tensor(shape: shape, values: unscaled) ?? Tensor(shape: shape)
    let name = "decoded \(own.name)"
    switch own {
    case .vectors(let matrix):
      return .vectors(
        FeatureMatrix(
          name: name, rows: rows, values: tensor, columnNames: matrix.columnNames, scaling: matrix.scaling,
          recipe: matrix.recipe))
    case .images(let images):
      return .images(
        FeatureTensor(
          name: name, rows: rows, values: tensor, content: images.content, recipe: images.recipe))
    }
  }

}

extension FusionContent {
  /// Images that were decoded to the typical range, each in the range of the one it stands for.
  func inOwnRanges(_ decoded: ModelFeatures, as original: ModelFeatures) -> ModelFeatures {
    guard case .images(let images) = decoded, case .images(let own) = original,
      let typical = scalings.first(where: { $0.image != nil })?.image?.typical, typical.width > 0
    else { return decoded }
    var values = images.values
    let size = max(1, values.columns)
    for row in 0..<values.rows {
      let range = ImageScaling.Range(of: own.values.row(row))
      for index in row * size..<(row + 1) * size {
        let share = (Double(values.values[index]) - typical.lowest) / typical.width
        values.values[index] = Float(range.lowest + share * range.width)
      }
    }
    return decoded.replacing(values: values, rows: images.rows)
  }
}

extension FusionInputs {
  /// Whether the values are there; an opened model has none.
  var hasValues: Bool {
    zip(present.indices, present).allSatisfy { row, set in
      set.members.allSatisfy { parts[$0].places[row] != nil }
    }
  }

  /// A modality of every track, 0 where a track has none.
  public func features(_ modality: Int) -> ModelFeatures {
    let part = parts[modality]
    if part.places == Array(rows.ids.indices), part.features.rows.ids == rows.ids { return part.features }
    let width = part.features.values.columns
    var values = Tensor(shape: [rows.count] + part.features.rowShape)
    for (row, place) in part.places.enumerated() {
      guard let place else { continue }
      values.values.replaceSubrange(row * width..<(row + 1) * width, with: part.features.values.row(place))
    }
    return part.features.replacing(values: values, rows: rows)
  }

  /// One vector a track, all modalities side by side; what a track lacks is the mean of those that have it.
  var flattened: FeatureMatrix {
    var columns: [String] = []
    var blocks: [Tensor] = []
    for part in parts {
      let values = part.features.values
      let means = ColumnMoments(
        Tensor(shape: [values.rows, values.columns], values: values.values) ?? values, rows: nil
      ).means.map { Float($0) }
      let rows = part.places.flatMap { $0.map { Array(values.row($0)) } ?? means }
      blocks.append(
        Tensor(shape: [rows.count / max(1, values.columns), values.columns], values: rows) ?? values)
      columns += part.features.columnNames
    }
    var joined: [Float] = []
    for row in rows.ids.indices { for block in blocks { joined += block.row(row) } }
    let shape = [rows.count, columns.count]
    return FeatureMatrix(
      name: name, rows: rows, values: Tensor(shape: shape, values: joined) ?? Tensor(shape: shape),
      columnNames: columns)
  }
}
