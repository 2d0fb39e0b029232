import MVAEKit

/// `sample`: new features from a model.
enum SampleVerb {
  private static let model = Key<TrainedModel>.value("model", "a trained model")
  private static let count = Key<Int>.integer("count", "how many", in: 1...100_000, default: 8)
  private static let seed = Key<Int>.integer("seed", "the draws follow from it", in: Seed.range, default: 1)
  private static let temperature = Key<Double>.number(
    "temperature", "spread of the draws: z from N(0, temperature²)", in: 0...100, default: 1)

  private static let label = Key<String>(
    parameter: Parameter(
      "label", "a conditional model's class of all draws; as often as in training if left out", .text,
      aliases: ["genre"]),
    fallback: nil, read: { $0.text })

  static let sample = Command(
    "sample", summary: "New features: draws from the prior, decoded to the features' own units.",
    details: [
      "A model of images gives images, in the typical range of those it learned from; others give vectors."
    ],
    subjects: [model.parameter],
    labels: [label.parameter, count.parameter, seed.parameter, temperature.parameter],
    examples: [
      .init("new = sample basic count: 4 seed: 7", "four feature vectors that no track has"),
      .init("rock = sample cvae label: \"Rock\" count: 4", "four images of one genre"),
    ]
  ) { invocation in
    let model = try invocation.value(model)
    if case .images = model.content {
      let images = try model.sampleImages(
        count: try invocation.value(count), label: invocation.optional(label),
        seed: UInt64(try invocation.value(seed)), temperature: try invocation.value(temperature),
        cancellation: invocation.cancellation)
      return .object(images)
    }
    if invocation.optional(label) != nil {
      throw invocation.diagnostic(
        "NoLabels", "this model knows no labels", at: label, hint: "`train conditional` makes one that does")
    }
    let features = try model.sample(
      count: try invocation.value(count), seed: UInt64(try invocation.value(seed)),
      temperature: try invocation.value(temperature), cancellation: invocation.cancellation)
    return .object(features)
  }
}
