import MVAEKit

/// `coherence`: what every subset of the modalities says of each of them.
enum CoherenceVerb {
  private static let labels = Key<String>.column(
    "labels", "the label that judges name decoded tracks by; `genre` where there is one")
  private static let draws = Key<Int>.integer(
    "draws", "z of each track and subset", in: 1...1000, default: 16)
  private static let seed = Key<Int>.integer("seed", "the draws follow from it", in: Seed.range, default: 1)

  static let coherence = Command(
    "coherence", summary: "How well each modality is explained and recognised from every subset of them.",
    details: [
      "log p(x|z) in nats a track, z ~ q(z|subset), on the tracks held out of training; the same with another track's z, and "
        + "whether the difference is chance. A judge (a linear probe of real features, learned on the training tracks) "
        + "names the class of what is decoded: cross coherence where the modality itself was not given, joint coherence "
        + "where both are drawn from the prior."
    ],
    subjects: [CrossModal.model.parameter], labels: [labels.parameter, draws.parameter, seed.parameter],
    examples: [
      .init("coherence fused", "both modalities from sound, lyrics, both"),
      .init("coherence fused labels: style draws: 64", "by another label"),
    ]
  ) { invocation in
    let model = try invocation.value(CrossModal.model)
    let content = try CrossModal.content(of: model, invocation)
    try AskedTracks.requireFeatures(of: model, invocation)
    let name = invocation.optional(labels) ?? model.labelName ?? model.rows.defaultLabel
    let texts = name.flatMap(model.rows.column)?.texts ?? []
    let known = zip(model.rows.ids, texts).compactMap { id, text in text.map { (id, $0) } }
    let isHeldOut = model.split.validation.count + model.split.test.count > 0
    if !isHeldOut {
      invocation.warn("no track was held out: judges and model are measured on what they learned from")
    }
    let request = CoherenceRequest(
      inputs: content.inputs.selecting(model.heldOut),
      judging: isHeldOut ? content.inputs.selecting(model.split.train) : content.inputs,
      labels: Dictionary(known) { first, _ in first }, labelName: name ?? "label",
      draws: try invocation.value(draws), seed: UInt64(try invocation.value(seed)))
    let coherence = try invocation.withProgress { progress in
      try model.coherence(request, cancellation: invocation.cancellation, progress: progress)
    }
    return .object(coherence)
  }
}
