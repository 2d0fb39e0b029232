extension SavedModel {
  /// What a saved model of several modalities knows, which is trusted in nothing.
  func fusion(
    _ configuration: FusionTrainingConfiguration, _ modalities: [SavedModality], _ rows: TrackTable,
    _ parts: SavedParts
  ) throws -> FusionContent {
    var configuration = configuration
    configuration.architecture.modalities = modalities.map(\.architecture)
    configuration.architecture.classes = classes.count
    try configuration.validate()
    for modality in modalities { try check(modality.architecture, parts) }
    try parts.require(configuration.architecture.weightEstimate <= 1 << 28, "it has too many weights")
    let network = FusionVAE(configuration.architecture)
    try parts.require(network.parameterCount <= 1 << 28, "it has too many weights")
    var present = [ModalitySet](repeating: [], count: rows.count)
    for (index, modality) in modalities.enumerated() {
      for row in modality.rows {
        try parts.require(rows.ids.indices.contains(row), "a modality is of a row that there is not")
        present[row].insert(ModalitySet([index]))
      }
    }
    let features = try modalities.indices.map { try self.features(modalities[$0], $0, rows, parts) }
    return FusionContent(
      network: network, configuration: configuration,
      inputs: FusionInputs(emptyParts: features, rows: rows, present: present, labels: labels),
      classes: classes, labelName: labelName,
      scalings: try modalities.indices.map { try scaling(modalities[$0], $0, parts) })
  }

  /// Checked before anything of its sizes is made.
  private func check(_ architecture: ModalityArchitecture, _ parts: SavedParts) throws {
    try architecture.validate()
    switch architecture.shape {
    case .vector(let columns):
      try parts.require((1...1 << 24).contains(columns), "a modality has \(columns) columns")
    case .image(let height, let width):
      let unit = 1 << architecture.hidden.count
      for side in [height, width] {
        try parts.require(
          (unit...16384).contains(side) && side.isMultiple(of: unit), "its images have sides of \(side)")
      }
    }
  }

  private func features(
    _ modality: SavedModality, _ index: Int, _ rows: TrackTable, _ parts: SavedParts
  ) throws -> ModelFeatures {
    let prefix = Self.prefix(index)
    switch modality.architecture.shape {
    case .vector(let columns):
      let empty = rows.selecting([])
      let matrix = try modality.features.emptyMatrix(columns: columns, rows: empty, prefix: prefix, parts)
      return .vectors(matrix)
    case .image(let height, let width):
      return .images(
        FeatureTensor(
          name: modality.features.name, rows: rows.selecting([]), values: Tensor(shape: [0, height, width]),
          content: modality.features.content ?? .spectrogram,
          recipe: try modality.features.recipe?.value(parts, prefix: prefix)))
    }
  }

  private func scaling(_ modality: SavedModality, _ index: Int, _ parts: SavedParts) throws -> ModalityScaling
  {
    guard modality.architecture.isImage else {
      let columns = modality.architecture.count
      return ModalityScaling(
        image: nil, vector: try scaler(columns: columns, prefix: Self.prefix(index), parts))
    }
    let (lowest, highest) = (modality.lowest ?? .nan, modality.highest ?? .nan)
    try parts.require(lowest.isFinite && highest.isFinite, "the range of its images is no range")
    return ModalityScaling(
      image: ImageScaling(typical: ImageScaling.Range(lowest: lowest, highest: highest)), vector: nil)
  }
}
