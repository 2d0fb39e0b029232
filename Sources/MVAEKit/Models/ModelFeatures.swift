/// Features of the kind that a model takes and gives: one vector or one image a track, in their own units.
public enum ModelFeatures: Sendable, Equatable {
  case vectors(FeatureMatrix)
  case images(FeatureTensor)

  public var name: String {
    switch self {
    case .vectors(let matrix): matrix.name
    case .images(let images): images.name
    }
  }

  public var rows: TrackTable {
    switch self {
    case .vectors(let matrix): matrix.rows
    case .images(let images): images.rows
    }
  }

  /// How they were made, if that is known.
  public var recipe: FeatureRecipe? {
    switch self {
    case .vectors(let matrix): matrix.recipe
    case .images(let images): images.recipe
    }
  }

  /// Shape [rows, columns] or [rows, bands, frames].
  public var values: Tensor {
    switch self {
    case .vectors(let matrix): matrix.values
    case .images(let images): images.values
    }
  }

  /// One vector a row: images band by band.
  public var flattened: FeatureMatrix {
    switch self {
    case .vectors(let matrix): matrix
    case .images(let images): images.flattened
    }
  }

  public func selecting(_ indices: [Int]) -> ModelFeatures {
    switch self {
    case .vectors(let matrix): .vectors(matrix.selecting(indices))
    case .images(let images): .images(images.selecting(indices))
    }
  }

  /// Other values of the same kind for other rows.
  func replacing(values: Tensor, rows: TrackTable) -> ModelFeatures {
    switch self {
    case .vectors(let matrix):
      .vectors(
        FeatureMatrix(
          name: matrix.name, rows: rows, values: values, columnNames: matrix.columnNames,
          scaling: matrix.scaling, recipe: matrix.recipe))
    case .images(let images):
      .images(
        FeatureTensor(
          name: images.name, rows: rows, values: values, content: images.content, recipe: images.recipe))
    }
  }

  /// The same values for other rows, as many, under another name.
  func replacing(name: String, rows: TrackTable) -> ModelFeatures {
    switch self {
    case .vectors(let matrix):
      .vectors(
        FeatureMatrix(
          name: name, rows: rows, values: matrix.values, columnNames: matrix.columnNames,
          scaling: matrix.scaling))
    case .images(let images):
      .images(
        FeatureTensor(
          name: name, rows: rows, values: images.values, content: images.content, recipe: images.recipe))
    }
  }
}

/// All that a model reads of some tracks: their features, and the texts and labels that it was trained with.
public enum ModelInputs: Sendable, Equatable {
  /// With the class of each row, for a model with a label.
  case vectors(FeatureMatrix, labels: [String]?)
  case images(ImageInputs)
  case fusion(FusionInputs)

  /// Of a model of several modalities those of the first, 0 where a track has none.
  public var features: ModelFeatures {
    switch self {
    case .vectors(let matrix, _): .vectors(matrix)
    case .images(let inputs): .images(inputs.images)
    case .fusion(let inputs): inputs.features(0)
    }
  }

  public var rows: TrackTable {
    switch self {
    case .vectors(let matrix, _): matrix.rows
    case .images(let inputs): inputs.rows
    case .fusion(let inputs): inputs.rows
    }
  }

  public func selecting(_ indices: [Int]) -> ModelInputs {
    switch self {
    case .vectors(let matrix, let labels):
      .vectors(matrix.selecting(indices), labels: labels.map { labels in indices.map { labels[$0] } })
    case .images(let inputs): .images(inputs.selecting(indices))
    case .fusion(let inputs): .fusion(inputs.selecting(indices))
    }
  }
}

extension TrackTable {
  /// The same rows with one more column, which replaces one of the same name.
  public func adding(_ column: Column) -> TrackTable {
    TrackTable(ids: ids, groups: groups, columns: columns.filter { $0.name != column.name } + [column])
  }
}
