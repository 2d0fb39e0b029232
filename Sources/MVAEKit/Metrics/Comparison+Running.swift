extension Comparison {
  /// Clusters every entry and its baselines by K-Means with `seeds` seeds, and scores them.
  ///
  /// Baselines: for every distinct feature matrix behind a model, PCA of as many components as the model has
  /// latents, and the features as they are; the majority class, when there are labels. Entries are standardised
  /// by their own `scaling`, baselines always are. Only rows (by id) that all entries have are used.
  ///
  /// - Parameters:
  ///   - labels: the label of every row of the first entry, `nil` = missing; empty = none to compare with.
  ///   - k: clusters, 2 to n − 1.
  ///   - restarts: K-Means runs a seed, of which the best by inertia counts.
  /// - Throws: ``ComparisonError``, ``FeatureError``; `CancellationError`.
  public static func compare(
    entries: [ComparisonEntry], labels: [String?], k: Int, seeds: Int = 10, seed: UInt64 = 1,
    restarts: Int = 10, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }
  ) throws -> Comparison {
    guard (1...1000).contains(seeds) else { throw ComparisonError.seeds(seeds) }
    let shared = try SharedRows(entries, labels: labels)
    let count = shared.ids.count
    guard k >= 2, k < count else { throw ComparisonError.clusterCount(k: k, rows: count) }
    let methods = try ComparisonMethod.all(shared.entries, cancellation: cancellation)
    let judge = ComparisonJudge(
      common: shared.common.standardized, labels: shared.labels, k: k,
      seeds: (0..<seeds).map { seed &+ UInt64($0) }, restarts: restarts, cancellation: cancellation)
    var rows: [ComparisonRow] = []
    for (index, method) in methods.enumerated() {
      rows.append(
        try judge.row(method) { done in
          progress(
            WorkProgress(
              completed: index * seeds + done, total: methods.count * seeds, unit: "clusterings",
              detail: method.name))
        })
    }
    if let majority = ComparisonRow(majorityOf: shared.labels) { rows.append(majority) }
    let missing = shared.labels.filter { $0 == nil }.count
    return Comparison(
      rows: rows, k: k, seeds: seeds, rowsUsed: count, rowsNotShared: shared.droppedCount,
      rowsWithoutLabel: labels.isEmpty ? 0 : missing, commonSpace: shared.common.name,
      conclusions: ComparisonConclusions(
        rows: rows, seeds: seeds, rowsUsed: count, rowsNotShared: shared.droppedCount,
        rowsWithoutLabel: labels.isEmpty ? 0 : missing
      ).sentences)
  }
}

/// The entries cut down to the rows that all of them have.
struct SharedRows {
  let entries: [ComparisonEntry]
  let ids: [String]
  /// Of the shared rows; empty when there are none to compare with.
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
    if entries.allSatisfy({ $0.matrix.rows.ids == ids }) {
      self.entries = entries
      self.ids = ids
      self.labels = labels
      droppedCount = 0
    } else {
      let positions = try entries.map { try $0.positions }
      let kept = ids.indices.filter { row in positions.allSatisfy { $0[ids[row]] != nil } }
      self.ids = kept.map { ids[$0] }
      self.entries = zip(entries, positions).map { entry, positions in
        entry.selecting(kept.compactMap { positions[ids[$0]] })
      }
      self.labels = labels.isEmpty ? [] : kept.map { labels[$0] }
      droppedCount = ids.count - kept.count
    }
    guard self.ids.count >= 3 else { throw ComparisonError.tooFewSharedRows(self.ids.count) }
    if !labels.isEmpty, self.labels.allSatisfy({ $0 == nil }) { throw ComparisonError.noLabels }
  }

  /// The features of the first model, or the first entry when there is no model.
  var common: FeatureMatrix {
    entries.compactMap(\.source).first ?? entries[0].matrix
  }
}

extension ComparisonEntry {
  fileprivate func validate() throws {
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
  fileprivate var positions: [String: Int] {
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

  fileprivate func selecting(_ rows: [Int]) -> ComparisonEntry {
    ComparisonEntry(
      name: name, matrix: matrix.selecting(rows), source: source?.selecting(rows), activeUnits: activeUnits,
      note: note)
  }
}

extension FeatureMatrix {
  /// Its values with zero mean and unit variance, whatever its `scaling`.
  var standardized: Tensor { FeatureScaler(fitting: values).scale(values) }
}
