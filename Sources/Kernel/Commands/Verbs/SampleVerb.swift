import MVAEKit

/// `sample`: new feature vectors from a model.
enum SampleVerb {
  private static let model = Key<TrainedModel>.value("model", "a trained model")
  private static let count = Key<Int>.integer("count", "how many", in: 1...100_000, default: 8)
  private static let seed = Key<Int>.integer("seed", "the draws follow from it", in: Seed.range, default: 1)
  private static let temperature = Key<Double>.number(
    "temperature", "spread of the draws: z from N(0, temperature²)", in: 0...100, default: 1)

  static let sample = Command(
    "sample", summary: "New features: draws from the prior, decoded to the features' own units.",
    subjects: [model.parameter], labels: [count.parameter, seed.parameter, temperature.parameter],
    examples: [.init("new = sample basic count: 4 seed: 7", "four feature vectors that no track has")]
  ) { invocation in
    let features = try invocation.value(model).sample(
      count: try invocation.value(count), seed: UInt64(try invocation.value(seed)),
      temperature: try invocation.value(temperature), cancellation: invocation.cancellation)
    return .object(features)
  }
}
