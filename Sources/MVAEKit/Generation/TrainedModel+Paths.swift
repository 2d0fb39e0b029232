extension TrainedModel {
  /// Features along the way between the means of two training rows, in order, with a column `t` from 0 to 1.
  ///
  /// - Parameters:
  ///   - steps: points, both ends included, 2 … 1000.
  ///   - label: the class of all points of a model with a label; without it each half has the class of its end.
  /// - Throws: ``GenerationError/row(_:count:)``, ``TrainingError``.
  public func interpolate(
    from first: Int, to last: Int, steps: Int = 8, path: LatentPath = .linear, label: String? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws -> ModelFeatures {
    try TrainingError.check("steps", steps, "2 to 1000", (2...1000).contains)
    let (a, b) = (try mean(ofRow: first), try mean(ofRow: last))
    let positions = LatentPath.positions(steps: steps)
    let points = positions.flatMap { path.point(from: a, to: b, at: $0) }
    let labels =
      classes.isEmpty
      ? nil
      : try positions.map { try label ?? rowClass($0 < 0.5 ? first : last) }
    if classes.isEmpty, let label { try check(label: label) }
    let ids = (0..<steps).map { "step\($0)" }
    let rows = TrackTable(
      ids: ids, groups: ids, columns: [Column(name: "t", content: .numbers(positions))])
    return try decodeFeatures(
      tensor(points), labels: labels, rows: rows, cancellation: cancellation
    )
    .named("\(rowName(first)) to \(rowName(last))")
  }

  /// Features while one latent dimension goes from one value to another, with columns `dimension` and `z`.
  ///
  /// - Parameters:
  ///   - steps: values of the dimension, both ends included, 2 … 1000.
  ///   - row: the training row at whose mean the other dimensions stand; at 0 without one.
  ///   - label: for a model with a label; without it the row's, or the most frequent class.
  /// - Throws: ``GenerationError``, ``TrainingError``.
  public func traverse(
    dimension: Int, from lowest: Double = -3, to highest: Double = 3, steps: Int = 9, at row: Int? = nil,
    label: String? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> ModelFeatures {
    guard (0..<network.latent).contains(dimension) else {
      throw GenerationError.dimension(dimension, latent: network.latent)
    }
    try TrainingError.check("steps", steps, "2 to 1000", (2...1000).contains)
    let origin = try row.map(mean(ofRow:)) ?? [Float](repeating: 0, count: network.latent)
    let values = LatentPath.positions(steps: steps).map { lowest + $0 * (highest - lowest) }
    let points = values.flatMap { value in
      var point = origin
      point[dimension] = Float(value)
      return point
    }
    if let label { try check(label: label) }
    let label = try label ?? row.flatMap { classes.isEmpty ? nil : try rowClass($0) } ?? typicalClass
    let ids = (0..<steps).map { "z\(dimension)_\($0)" }
    let rows = TrackTable(
      ids: ids, groups: ids,
      columns: [
        Column(name: "dimension", content: .numbers(values.map { _ in Double(dimension) })),
        Column(name: "z", content: .numbers(values)),
      ])
    return try decodeFeatures(
      tensor(points), labels: label.map { [String](repeating: $0, count: steps) }, rows: rows,
      cancellation: cancellation
    ).named("dimension \(dimension) of \(featureName)")
  }

  private func tensor(_ points: [Float]) -> Tensor {
    Tensor(shape: [points.count / network.latent, network.latent], values: points)
      ?? Tensor(shape: [0, network.latent])
  }

  private func mean(ofRow row: Int) throws -> [Float] {
    let means = posterior.mean
    guard (0..<means.rows).contains(row) else { throw GenerationError.row(row, count: means.rows) }
    return Array(means.row(row))
  }

  private func rowClass(_ row: Int) throws -> String {
    guard let rowClasses, rowClasses.indices.contains(row) else { throw TrainingError.missing("label") }
    return rowClasses[row]
  }

  private func rowName(_ row: Int) -> String { rows.ids.indices.contains(row) ? rows.ids[row] : "\(row)" }
}

extension ModelFeatures {
  func named(_ name: String) -> ModelFeatures { replacing(name: name, rows: rows) }
}
