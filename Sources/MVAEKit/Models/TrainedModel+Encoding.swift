extension TrainedModel {
  /// q(z|x) of other features with the same columns.
  ///
  /// - Throws: ``FeatureError`` when the columns differ from those it was trained on or a value is not finite.
  public func encode(_ features: FeatureMatrix, cancellation: Cancellation = Cancellation()) throws
    -> Posterior
  {
    try check(features)
    return try Self.posterior(
      of: scaler.scale(features.values), network: network, weights: Buffer(weightValues),
      cancellation: cancellation)
  }

  /// `features` through μ and back, in the original units.
  public func reconstruct(
    _ features: FeatureMatrix, cancellation: Cancellation = Cancellation()
  ) throws -> FeatureMatrix {
    let means = try encode(features, cancellation: cancellation).mean
    return FeatureMatrix(
      name: "reconstruction of \(features.name)", rows: features.rows,
      values: try decode(means, cancellation: cancellation), columnNames: columnNames,
      scaling: self.features.scaling)
  }

  /// The training features' rows at `indices`, through μ and back, in the original units.
  public func reconstruct(rows indices: [Int], cancellation: Cancellation = Cancellation()) throws
    -> FeatureMatrix
  {
    if let index = indices.first(where: { !rows.ids.indices.contains($0) }) {
      throw TrainingError.parameter(name: "rows", value: "\(index)", allowed: "0 to \(rows.count - 1)")
    }
    return try reconstruct(features.selecting(indices), cancellation: cancellation)
  }

  /// Decodes latents of shape [rows, latent] to the original units.
  public func decode(_ latents: Tensor, cancellation: Cancellation = Cancellation()) throws -> Tensor {
    guard latents.shape.count == 2, latents.columns == network.latent else {
      throw FeatureError.shape(feature: "latents", shape: latents.shape, rows: latents.rows)
    }
    let weights = Buffer(weightValues)
    let pass = BasicVAEPass(
      model: network, capacity: Self.block(latents.rows), cancellation: cancellation, learns: false)
    var result: [Float] = []
    result.reserveCapacity(latents.rows * network.inputs)
    let order = Array(0..<latents.rows)
    for start in stride(from: 0, to: latents.rows, by: pass.capacity) {
      let rows = order[start..<min(latents.rows, start + pass.capacity)]
      pass.latents(rows: rows.count).copy(rows: rows, of: latents.values)
      try pass.decode(rows: rows.count, weights: weights)
      result += pass.output(rows: rows.count).values
    }
    let decoded = Tensor(shape: [latents.rows, network.inputs], values: result)
    return scaler.unscale(decoded ?? Tensor(shape: [0, network.inputs]))
  }

  private func check(_ features: FeatureMatrix) throws {
    try features.requireMatrix()
    guard features.columnNames == columnNames, features.values.columns == network.inputs else {
      throw FeatureError.columns(expected: columnNames, found: features.columnNames)
    }
    try features.requireFinite()
  }

  /// q(z|x) of standardised rows.
  static func posterior(of values: Tensor, network: BasicVAE, weights: Buffer, cancellation: Cancellation)
    throws -> Posterior
  {
    let latent = network.latent
    let pass = BasicVAEPass(
      model: network, capacity: block(values.rows), cancellation: cancellation, learns: false)
    var mean = Tensor(shape: [values.rows, latent])
    var logVariance = mean
    let order = Array(0..<values.rows)
    for start in stride(from: 0, to: values.rows, by: pass.capacity) {
      let rows = order[start..<min(values.rows, start + pass.capacity)]
      pass.input(rows: rows.count).copy(rows: rows, of: values.values)
      try pass.encode(rows: rows.count, weights: weights)
      let heads = pass.heads(rows: rows.count).values
      for row in 0..<rows.count {
        for dimension in 0..<latent {
          mean.values[(start + row) * latent + dimension] = heads[row * 2 * latent + dimension]
          logVariance.values[(start + row) * latent + dimension] =
            heads[row * 2 * latent + latent + dimension]
        }
      }
    }
    return Posterior(mean: mean, logVariance: logVariance)
  }

  /// Rows worked on at a time.
  private static func block(_ rows: Int) -> Int { min(256, max(1, rows)) }
}
