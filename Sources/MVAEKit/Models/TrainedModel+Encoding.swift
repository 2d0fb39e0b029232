extension TrainedModel {
  /// q(z|x) of other features with the same columns.
  ///
  /// - Throws: ``FeatureError`` when the columns differ from those it was trained on or a value is not finite,
  ///   ``TrainingError/needsImages`` for a model of images.
  public func encode(_ features: FeatureMatrix, cancellation: Cancellation = Cancellation()) throws
    -> Posterior
  {
    let content = try vectors()
    try check(features, content)
    return try Self.posterior(
      of: content.scaler.scale(features.values), network: content.network, weights: Buffer(weightValues),
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
      scaling: try vectors().features.scaling)
  }

  /// The training features' rows at `indices`, through μ and back, in the original units.
  public func reconstruct(rows indices: [Int], cancellation: Cancellation = Cancellation()) throws
    -> FeatureMatrix
  {
    switch content {
    case .vectors(let content):
      try checkRows(indices)
      return try reconstruct(content.features.selecting(indices), cancellation: cancellation)
    case .images: return try reconstructImages(rows: indices, cancellation: cancellation).flattened
    }
  }

  /// Decodes latents of shape [rows, latent] to the original units.
  ///
  /// - Throws: ``TrainingError/missing(_:)`` for a model whose decoder needs a label: see
  ///   ``decodeImages(_:labels:text:cancellation:)``.
  public func decode(_ latents: Tensor, cancellation: Cancellation = Cancellation()) throws -> Tensor {
    guard case .vectors(let content) = content else {
      return try decodeImages(latents, cancellation: cancellation).flattened.values
    }
    try checkLatents(latents)
    let network = content.network
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
    return content.scaler.unscale(decoded ?? Tensor(shape: [0, network.inputs]))
  }

  /// Throws for a row that it was not trained on.
  func checkRows(_ indices: [Int]) throws {
    if let index = indices.first(where: { !rows.ids.indices.contains($0) }) {
      throw TrainingError.parameter(name: "rows", value: "\(index)", allowed: "0 to \(rows.count - 1)")
    }
  }

  /// Throws unless they are [rows, latent].
  func checkLatents(_ latents: Tensor) throws {
    guard latents.shape.count == 2, latents.columns == network.latent else {
      throw FeatureError.shape(feature: "latents", shape: latents.shape, rows: latents.rows)
    }
  }

  private func check(_ features: FeatureMatrix, _ content: VectorContent) throws {
    try features.requireMatrix()
    guard features.columnNames == columnNames, features.values.columns == content.network.inputs else {
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
