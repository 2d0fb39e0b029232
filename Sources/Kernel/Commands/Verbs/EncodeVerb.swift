import MVAEKit

/// `encode`: where tracks lie in a model's latent space.
enum EncodeVerb {
  private static let count = Key<Int>.integer("count", "draws of each track", in: 1...10_000, default: 1)
  private static let seed = Key<Int>.integer("seed", "the draws follow from it", in: Seed.range, default: 1)

  static let encode = Command(
    "encode", summary: "Where tracks lie in the latent space: mean, variance and draws of q(z|x).",
    details: [
      "The members `mean`, `variance` and `samples` (z = μ + σ·ε) are features, for `cluster`, `plot` and `export`. A "
        + "conditional model reads each track's class from the label column it was trained with."
    ],
    subjects: [AskedTracks.model.parameter, AskedTracks.features.parameter],
    labels: [count.parameter, seed.parameter],
    examples: [
      .init("codes = encode basic", "the tracks it was trained on"),
      .init("codes = encode basic mfcc2 count: 10 seed: 7", "other tracks, ten draws of each"),
      .init("codes = encode fused mel2 words2", "images and lyrics"),
    ]
  ) { invocation in
    let encoding = try AskedTracks.answer(invocation) { model, inputs in
      try model.encoding(
        of: inputs, count: try invocation.value(count), seed: UInt64(try invocation.value(seed)),
        cancellation: invocation.cancellation)
    }
    return .object(encoding)
  }
}
