import MVAEKit

/// `evaluate`: how well a model explains tracks.
enum EvaluateVerb {
  private static let part = Key<String>(
    parameter: Parameter(
      "part", "which of the tracks it was trained on; those of validation if there are any, else all",
      .word(SplitPart.allCases.map(\.rawValue))), fallback: nil, read: { $0.text })
  private static let samples = Key<Int>.integer(
    "samples", "K, draws of each track; thousands make the bound an estimate of log p(x)", in: 1...1_000_000,
    default: 64)
  private static let seed = Key<Int>.integer("seed", "the draws follow from it", in: Seed.range, default: 1)

  static let evaluate = Command(
    "evaluate", summary: "How well a model explains tracks: the ELBO and its parts, in nats a track.",
    details: [
      "ELBO = E log p(x|z) − KL(q(z|x) ‖ p(z)) with all constants and the full KL, whatever `beta:` was; the bound of K "
        + "importance-weighted draws (Burda, Grosse & Salakhutdinov 2016) is tighter. Densities are of the values as the "
        + "network sees them (standardised columns, pixels of 0...1): models of the same features compare, others do not."
    ],
    subjects: [AskedTracks.model.parameter, AskedTracks.features.parameter],
    labels: [part.parameter, samples.parameter, seed.parameter],
    examples: [
      .init("evaluate basic", "on the tracks that were held out"),
      .init("evaluate basic part: train samples: 1000", "on those it was trained on, with a tighter bound"),
      .init("scores = evaluate fused mel2 words2", "on other tracks"),
    ]
  ) { invocation in
    let given = invocation.optional(AskedTracks.features)?.isEmpty == false
    let evaluation = try invocation.withProgress { progress in
      given ? try others(invocation, progress) : try own(invocation, progress)
    }
    return .object(evaluation)
  }

  private static func others(_ invocation: Invocation, _ progress: @escaping ProgressHandler) throws
    -> Evaluation
  {
    if invocation.optional(part) != nil {
      throw invocation.diagnostic(
        "UnusedLabel", "`part:` chooses among the model's own tracks; here tracks are given", at: part)
    }
    return try AskedTracks.answer(invocation) { model, inputs in
      try model.evaluate(
        inputs, samples: try invocation.value(samples), seed: UInt64(try invocation.value(seed)),
        cancellation: invocation.cancellation, progress: progress)
    }
  }

  private static func own(_ invocation: Invocation, _ progress: @escaping ProgressHandler) throws
    -> Evaluation
  {
    let model = try invocation.value(AskedTracks.model)
    try AskedTracks.requireFeatures(of: model, invocation)
    let chosen = invocation.optional(part).flatMap(SplitPart.init)
    return try model.evaluate(
      part: chosen ?? (model.split.validation.isEmpty ? .all : .validation),
      samples: try invocation.value(samples), seed: UInt64(try invocation.value(seed)),
      cancellation: invocation.cancellation, progress: progress)
  }
}
