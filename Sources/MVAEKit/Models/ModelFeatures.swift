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

  /// Shape [rows, columns] or [rows, bands, frames].
  public var values: Tensor {
    switch self {
    case .vectors(let matrix): matrix.values
    case .images(let images): images.values
    }
  }

  public func selecting(_ indices: [Int]) -> ModelFeatures {
    switch self {
    case .vectors(let matrix): .vectors(matrix.selecting(indices))
    case .images(let images): .images(images.selecting(indices))
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

  public var features: ModelFeatures {
    switch self {
    case .vectors(let matrix, _): .vectors(matrix)
    case .images(let inputs): .images(inputs.images)
    }
  }

  public var rows: TrackTable { features.rows }

  public func selecting(_ indices: [Int]) -> ModelInputs {
    switch self {
    case .vectors(let matrix, let labels):
      .vectors(matrix.selecting(indices), labels: labels.map { labels in indices.map { labels[$0] } })
    case .images(let inputs): .images(inputs.selecting(indices))
    }
  }
}

extension TrackTable {
  /// The same rows with one more column, which replaces one of the same name.
  public func adding(_ column: Column) -> TrackTable {
    TrackTable(ids: ids, groups: groups, columns: columns.filter { $0.name != column.name } + [column])
  }
}
