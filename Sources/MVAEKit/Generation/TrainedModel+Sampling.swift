extension TrainedModel {
  /// New feature vectors: z from N(0, temperature²), decoded to the original units; images one vector each.
  ///
  /// - Parameter label: as for ``sampleImages(count:label:seed:temperature:cancellation:)``.
  /// - Throws: ``TrainingError/parameter(name:value:allowed:)`` when `count` or `temperature` is out of range,
  ///   ``TrainingError/unknownClass(_:classes:)``.
  public func sample(
    count: Int, label: String? = nil, seed: UInt64, temperature: Double = 1,
    cancellation: Cancellation = Cancellation()
  ) throws -> FeatureMatrix {
    let request = SampleRequest(count: count, seed: seed, temperature: temperature, label: label)
    switch try sample(request, cancellation: cancellation) {
    case .vectors(let matrix): return matrix
    case .images(let images): return images.flattened
    }
  }

  /// New images: z from N(0, temperature²), decoded, in the typical range of the images learned from.
  ///
  /// - Parameter label: the class of all of them; without it a conditional model draws each one's class as often
  ///   as it was among the training rows. The column of the model's label in the result says which.
  /// - Throws: ``TrainingError/needsVectors`` for a model of vectors, ``TrainingError/unknownClass(_:classes:)``,
  ///   ``TrainingError/parameter(name:value:allowed:)``.
  public func sampleImages(
    count: Int, label: String? = nil, seed: UInt64, temperature: Double = 1,
    cancellation: Cancellation = Cancellation()
  ) throws -> FeatureTensor {
    let request = SampleRequest(count: count, seed: seed, temperature: temperature, label: label)
    guard case .images(let images) = try sample(request, cancellation: cancellation) else {
      throw TrainingError.needsVectors
    }
    return images
  }

  /// New features of the kind it was trained on, with a column of the model's label if it has one.
  ///
  /// A model with a label and none asked for draws each one's class as often as it was among the training rows; a
  /// fitted density is then that of each class.
  /// - Throws: ``TrainingError``, ``GenerationError``, `CancellationError`.
  public func sample(_ request: SampleRequest, cancellation: Cancellation = Cancellation()) throws
    -> ModelFeatures
  {
    try request.validate()
    var random = RandomSource(seed: request.seed)
    let drawn: (latents: Tensor, labels: [String]?)
    if request.source == .prior {
      if let label = request.label { try check(label: label) }
      let latents = prior(request, &random)
      drawn = (latents, labels(request, &random))
    } else {
      drawn = try fitted(request, &random, cancellation)
    }
    let ids = (0..<request.count).map { "sample\($0)" }
    return try decodeFeatures(
      drawn.latents, labels: drawn.labels, rows: TrackTable(ids: ids, groups: ids, columns: []),
      cancellation: cancellation
    ).named("samples of \(featureName)")
  }

  private func prior(_ request: SampleRequest, _ random: inout RandomSource) -> Tensor {
    var latents = Tensor(shape: [request.count, network.latent])
    for index in latents.values.indices {
      latents.values[index] = Float(request.temperature * random.normal())
    }
    return latents
  }

  /// Draws from densities of the aggregate posterior, one a class where there are classes.
  private func fitted(
    _ request: SampleRequest, _ random: inout RandomSource, _ cancellation: Cancellation
  ) throws -> (latents: Tensor, labels: [String]?) {
    if let label = request.label, !classes.isEmpty { try check(label: label) }
    let labels = labels(request, &random)
    let wanted = labels ?? [String?](repeating: request.label, count: request.count).compactMap { $0 }
    var densities: [String: LatentMixture] = [:]
    for label in Set(wanted).sorted() {
      densities[label] = try density(
        request.source, rows: rows(ofClass: label, in: request.labelColumn), seed: request.seed,
        cancellation: cancellation)
    }
    let common =
      wanted.isEmpty
      ? try density(request.source, seed: request.seed, cancellation: cancellation) : nil
    var latents = Tensor(shape: [request.count, network.latent])
    for row in 0..<request.count {
      if row.isMultiple(of: 256) { try cancellation.check() }
      guard let density = wanted.isEmpty ? common : densities[wanted[row]] else { continue }
      let point = density.draw(&random, temperature: request.temperature)
      latents.values.replaceSubrange(
        row * network.latent..<(row + 1) * network.latent, with: point.map { Float($0) })
    }
    return (latents, labels)
  }

  /// The class of each draw of a model with a label.
  private func labels(_ request: SampleRequest, _ random: inout RandomSource) -> [String]? {
    guard !classes.isEmpty else { return nil }
    if let label = request.label { return [String](repeating: label, count: request.count) }
    guard let known = rowClasses else { return nil }
    return (0..<request.count).map { _ in known[split.train[random.integer(below: split.train.count)]] }
  }
}

/// What is to be sampled.
public struct SampleRequest: Sendable, Equatable {
  public var count: Int
  public var seed: UInt64
  /// Scales the deviations of the draws: from 0, or from the mean of the density they come from.
  public var temperature: Double
  public var source: LatentSource
  /// The class of all draws; of a model without a label only for a fitted density, which is then that of the class.
  public var label: String?
  /// Where a model without a label finds the class of its rows.
  public var labelColumn: String?

  public init(
    count: Int, seed: UInt64 = 1, temperature: Double = 1, source: LatentSource = .prior,
    label: String? = nil, labelColumn: String? = nil
  ) {
    self.count = count
    self.seed = seed
    self.temperature = temperature
    self.source = source
    self.label = label
    self.labelColumn = labelColumn
  }

  func validate() throws {
    try TrainingError.check("count", count, "1 to 100000", (1...100_000).contains)
    try TrainingError.check("temperature", temperature, "0 to 100", (0...100).contains)
  }
}
