extension FusionContent {
  /// What the model was trained on of a modality, as the network sees it; `nil` when it does not hold it.
  ///
  /// - Parameter rows: of its tracks, those that have it among them; all without.
  func known(_ target: Int, rows: [Int]? = nil, cancellation: Cancellation) throws
    -> KnownModality?
  {
    guard inputs.hasValues else { return nil }
    let own = inputs.having(ModalitySet([target]))
    let rows = rows.map { rows in rows.filter { inputs.present[$0].has(target) } } ?? own
    let part = try ScaledModalities.Part(
      inputs.parts[target], scalings[target], cancellation: cancellation)
    let columns = network.architecture.modalities[target].count
    let buffer = Buffer(count: rows.count * columns).matrix(rows: rows.count, columns: columns)
    for (index, row) in rows.enumerated() { part.lay(row, into: buffer.part(index, 1)) }
    let shape = [rows.count, columns]
    return KnownModality(
      values: Tensor(shape: shape, values: buffer.values) ?? Tensor(shape: shape), rows: rows)
  }
}

/// Real values of a modality, as a network sees them.
struct KnownModality {
  let values: Tensor
  /// Positions among the model's tracks.
  let rows: [Int]

  /// Of each row of `variances`, the share of the variance here.
  func openShares(_ variances: [Double]) -> [Double] {
    let spread = ColumnMoments(values, rows: nil).variances
    let total = spread.reduce(0, +)
    let columns = max(1, spread.count)
    return (0..<variances.count / columns).map { row in
      total > 0 ? variances[row * columns..<(row + 1) * columns].reduce(0, +) / total : 0
    }
  }

  /// The likest rows of each row of `imagined`.
  func neighbors(of imagined: [Float], count: Int, cancellation: Cancellation) throws
    -> [[Imputation.Neighbor]]
  {
    let columns = values.columns
    let means = ColumnMoments(values, rows: nil).means
    let lengths = (0..<values.rows).map { Self.length(values.row($0), means) }
    return try (0..<imagined.count / max(1, columns)).map { row in
      try cancellation.check()
      let own = imagined[row * columns..<(row + 1) * columns]
      let length = Self.length(own, means)
      let all = rows.indices.map { index in
        let scale = length * lengths[index]
        let product = Self.product(own, values.row(index), means)
        return Imputation.Neighbor(row: rows[index], similarity: scale > 0 ? product / scale : 0)
      }
      let order = all.sorted {
        $0.similarity == $1.similarity ? $0.row < $1.row : $0.similarity > $1.similarity
      }
      return Array(order.prefix(count))
    }
  }

  private static func length(_ values: ArraySlice<Float>, _ means: [Double]) -> Double {
    product(values, values, means).squareRoot()
  }

  private static func product(
    _ first: ArraySlice<Float>, _ second: ArraySlice<Float>, _ means: [Double]
  ) -> Double {
    var sum = 0.0
    for (pair, mean) in zip(zip(first, second), means) {
      sum += (Double(pair.0) - mean) * (Double(pair.1) - mean)
    }
    return sum
  }
}
