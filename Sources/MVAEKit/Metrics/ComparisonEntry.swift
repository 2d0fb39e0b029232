/// One method in a ``Comparison``: the space it gives, and what it was made from.
public struct ComparisonEntry: Sendable {
  public let name: String
  /// The space to cluster, standardised or not by its own `scaling`.
  public let matrix: FeatureMatrix
  /// The features a model was trained on: its baselines (PCA, raw) are made from them.
  public let source: FeatureMatrix?
  /// What can be trained again, reconstructs and samples.
  public let model: TrainedModel?
  /// Which of the model's rows `matrix` has.
  let modelRows: [Int]
  /// Of a model: latent dimensions that carry something.
  public let activeUnits: Int?
  /// A few words for the table, such as "interrupted".
  public let note: String?
  /// Whether it was given the labels that it is scored against: it cannot be best at finding them.
  public let readsLabels: Bool

  /// Features, or any latents, as they are.
  public init(name: String, features: FeatureMatrix, note: String? = nil, readsLabels: Bool = false) {
    self.init(
      name: name, matrix: features, source: nil, model: nil, modelRows: [], activeUnits: nil, note: note,
      readsLabels: readsLabels)
  }

  /// The latents of a model, with its baselines if it holds what it was trained on.
  public init(name: String, model: TrainedModel, note: String? = nil, readsLabels: Bool = false) {
    self.init(
      name: name, matrix: model.latents, source: model.hasFeatures ? model.features : nil,
      model: model, modelRows: Array(0..<model.rows.count), activeUnits: model.activeUnits,
      note: note ?? (model.isInterrupted ? "interrupted" : nil), readsLabels: readsLabels)
  }

  private init(
    name: String, matrix: FeatureMatrix, source: FeatureMatrix?, model: TrainedModel?, modelRows: [Int],
    activeUnits: Int?, note: String?, readsLabels: Bool
  ) {
    self.name = name
    self.matrix = matrix
    self.source = source
    self.model = model
    self.modelRows = modelRows
    self.activeUnits = activeUnits
    self.note = note
    self.readsLabels = readsLabels
  }

  func selecting(_ rows: [Int]) -> ComparisonEntry {
    ComparisonEntry(
      name: name, matrix: matrix.selecting(rows), source: source?.selecting(rows), model: model,
      modelRows: modelRows.isEmpty ? [] : rows.map { modelRows[$0] }, activeUnits: activeUnits, note: note,
      readsLabels: readsLabels)
  }

  /// Throws ``FeatureError`` for values that are no finite vectors, one a row.
  func validate() throws {
    for features in [matrix, source].compactMap({ $0 }) {
      try features.requireMatrix()
      guard features.values.columns > 0 else { throw TrainingError.noColumns }
      try features.requireFinite()
    }
    if let source, source.rows.count != matrix.rows.count {
      throw FeatureError.shape(feature: name, shape: source.values.shape, rows: matrix.rows.count)
    }
  }

  /// The row of every id.
  var positions: [String: Int] {
    get throws {
      var positions: [String: Int] = [:]
      for (row, id) in matrix.rows.ids.enumerated() {
        guard positions.updateValue(row, forKey: id) == nil else {
          throw ComparisonError.repeatedID(id, entry: name)
        }
      }
      return positions
    }
  }
}

/// The entries cut down to the rows that all of them have.
struct SharedRows {
  let entries: [ComparisonEntry]
  let rows: TrackTable
  /// Of the shared rows; `nil` where there is none.
  let labels: [String?]
  /// Rows of the first entry that were left out.
  let droppedCount: Int

  init(_ entries: [ComparisonEntry], labels: [String?]) throws {
    guard let first = entries.first else { throw ComparisonError.noEntries }
    let ids = first.matrix.rows.ids
    guard labels.isEmpty || labels.count == ids.count else {
      throw ComparisonError.labelCount(found: labels.count, expected: ids.count)
    }
    for entry in entries { try entry.validate() }
    let known = labels.isEmpty ? [String?](repeating: nil, count: ids.count) : labels
    if entries.allSatisfy({ $0.matrix.rows.ids == ids }) {
      self.entries = entries
      rows = first.matrix.rows
      self.labels = known
      droppedCount = 0
    } else {
      let positions = try entries.map { try $0.positions }
      let kept = ids.indices.filter { row in positions.allSatisfy { $0[ids[row]] != nil } }
      self.entries = zip(entries, positions).map { entry, positions in
        entry.selecting(kept.compactMap { positions[ids[$0]] })
      }
      rows = first.matrix.rows.selecting(kept)
      self.labels = kept.map { known[$0] }
      droppedCount = ids.count - kept.count
    }
    guard rows.count >= 3 else { throw ComparisonError.tooFewSharedRows(rows.count) }
    if !labels.isEmpty, self.labels.allSatisfy({ $0 == nil }) { throw ComparisonError.noLabels }
  }

  /// The features of the first model, or the first entry when there is no model.
  var common: FeatureMatrix {
    entries.compactMap(\.source).first ?? entries[0].matrix
  }
}

extension FeatureMatrix {
  /// Its values with zero mean and unit variance, whatever its `scaling`.
  var standardized: Tensor { FeatureScaler(fitting: values).scale(values) }
}
