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
    guard case .vectors(let content) = content else {
      return try sampleImages(
        count: count, label: label, seed: seed, temperature: temperature, cancellation: cancellation
      ).flattened
    }
    var random = RandomSource(seed: seed)
    let latents = try draw(count, temperature, &random)
    let labels = try self.labels(count, label, content, known: content.labels, &random)
    let ids = (0..<count).map { "sample\($0)" }
    let columns = labels.map { [Column(name: content.labelName, content: .text($0))] } ?? []
    return FeatureMatrix(
      name: "samples of \(featureName)", rows: TrackTable(ids: ids, groups: ids, columns: columns),
      values: try decode(latents, labels: labels, cancellation: cancellation), columnNames: columnNames,
      scaling: content.features.scaling)
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
    let content = try images()
    var random = RandomSource(seed: seed)
    let latents = try draw(count, temperature, &random)
    let labels = try self.labels(count, label, content, known: content.inputs.labels, &random)
    let values = try content.decode(
      latents, conditions: content.conditions(count: count, labels: labels, text: nil),
      weights: Buffer(weightValues), cancellation: cancellation)
    let ids = (0..<count).map { "sample\($0)" }
    let columns = labels.map { [Column(name: content.labelName, content: .text($0))] } ?? []
    return try tensor(
      values, named: "samples of \(featureName)", rows: TrackTable(ids: ids, groups: ids, columns: columns))
  }

  private func draw(_ count: Int, _ temperature: Double, _ random: inout RandomSource) throws -> Tensor {
    guard (1...100_000).contains(count) else {
      throw TrainingError.parameter(name: "count", value: "\(count)", allowed: "1 to 100000")
    }
    guard temperature >= 0, temperature <= 100 else {
      throw TrainingError.parameter(name: "temperature", value: "\(temperature)", allowed: "0 to 100")
    }
    var latents = Tensor(shape: [count, network.latent])
    for index in latents.values.indices { latents.values[index] = Float(temperature * random.normal()) }
    return latents
  }

  private func labels(
    _ count: Int, _ label: String?, _ content: some LabeledContent, known: [String]?,
    _ random: inout RandomSource
  ) throws -> [String]? {
    if let label {
      guard !content.classes.isEmpty else { throw TrainingError.noLabels }
      return [String](repeating: content.classes[try content.index(of: label)], count: count)
    }
    guard !content.classes.isEmpty, let known else { return nil }
    return (0..<count).map { _ in known[split.train[random.integer(below: split.train.count)]] }
  }
}
