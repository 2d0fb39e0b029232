import MVAEKit

/// `reconstruct`: what a model makes of tracks.
enum ReconstructVerb {
  private static let label = Key<String>(
    parameter: Parameter(
      "as", "decode as if this were every track's class; its own if left out", .text,
      aliases: ["label", "genre"]),
    fallback: nil, read: { $0.text })
  private static let order = Key<String>.word(
    "order", "tracks as they come, or the most badly reconstructed first", ["tracks", "worst"],
    default: "tracks")

  static let reconstruct = Command(
    "reconstruct", summary: "Tracks through the encoder's mean and back, in the features' own units.",
    details: [
      "The label column `error` of the result is Σ (x̂ − x)² of a track as the loss counts it: over standardised columns, "
        + "or over pixels of an image scaled to 0...1. With `as:` a conditional model decodes another class."
    ],
    subjects: [AskedTracks.model.parameter, AskedTracks.features.parameter],
    labels: [label.parameter, order.parameter],
    examples: [
      .init("rebuilt = reconstruct basic mfcc order: worst", "outliers first"),
      .init("rebuilt = reconstruct cvae corpus[0..<4]", "four tracks it knows"),
      .init("swapped = reconstruct cvae mel[3] as: \"Jazz\"", "another genre, the same z"),
    ]
  ) { invocation in
    try ModelClass.check(label, of: try invocation.value(AskedTracks.model), invocation)
    let answer = try AskedTracks.answer(invocation) { model, inputs in
      try model.reconstruction(
        of: inputs, as: invocation.optional(label), cancellation: invocation.cancellation)
    }
    let isWorstFirst = try invocation.value(order) == "worst"
    return (isWorstFirst ? answer.features.selecting(answer.worstFirst) : answer.features).value
  }
}
