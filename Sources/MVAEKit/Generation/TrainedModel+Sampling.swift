extension TrainedModel {
  /// New feature vectors: z from N(0, temperature²), decoded to the original units.
  ///
  /// - Throws: ``TrainingError/parameter(name:value:allowed:)`` when `count` or `temperature` is out of range.
  public func sample(
    count: Int, seed: UInt64, temperature: Double = 1, cancellation: Cancellation = Cancellation()
  ) throws -> FeatureMatrix {
    guard (1...100_000).contains(count) else {
      throw TrainingError.parameter(name: "count", value: "\(count)", allowed: "1 to 100000")
    }
    guard temperature >= 0, temperature <= 100 else {
      throw TrainingError.parameter(name: "temperature", value: "\(temperature)", allowed: "0 to 100")
    }
    var random = RandomSource(seed: seed)
    var latents = Tensor(shape: [count, network.latent])
    for index in latents.values.indices { latents.values[index] = Float(temperature * random.normal()) }
    let ids = (0..<count).map { "sample\($0)" }
    return FeatureMatrix(
      name: "samples of \(featureName)", rows: TrackTable(ids: ids, groups: ids, columns: []),
      values: try decode(latents, cancellation: cancellation), columnNames: columnNames,
      scaling: features.scaling)
  }
}
