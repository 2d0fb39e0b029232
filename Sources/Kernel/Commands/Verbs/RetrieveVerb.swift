import MVAEKit

/// `retrieve`: how well sound finds lyrics, and lyrics sound.
enum RetrieveVerb {
  private static let among = Key<[Value]>(
    parameter: Parameter(
      "among",
      "features of both modalities, or tracks that the model knows; those held out of training if left out",
      .list(.object([.features, .images, .corpus, .track]))),
    fallback: nil, read: { $0.list })
  private static let count = Key<Int>.integer(
    "count", "nearest tracks to name for each", in: 1...100, default: 5)

  static let retrieve = Command(
    "retrieve", summary: "Finds tracks by their sound from the lyrics alone, and the other way round.",
    details: [
      "Each modality alone gives q(z|x); the distance of two tracks is the 2-Wasserstein distance of these Gaussians. Recall "
        + "at k: how often a track's own partner is among the k nearest of all that are compared."
    ],
    subjects: [CrossModal.model.parameter], labels: [among.parameter, count.parameter],
    examples: [
      .init("retrieve fused", "on the tracks that were held out"),
      .init("found = retrieve fused among: [mel2, words2]", "among other tracks"),
    ]
  ) { invocation in
    let model = try invocation.value(CrossModal.model)
    let content = try CrossModal.content(of: model, invocation)
    var inputs = try CrossModal.inputs(among, of: model, invocation)
    if invocation.optional(among)?.isEmpty != false { inputs = inputs.selecting(model.heldOut) }
    let count = try invocation.value(count)
    let ways = try content.modalityNames.indices.flatMap { first in
      try content.modalityNames.indices.filter { $0 != first }.map { second in
        try CrossModal.blaming(among, invocation) {
          try model.retrieve(
            from: first, to: second, in: inputs, count: count, cancellation: invocation.cancellation)
        }
      }
    }
    return .object(RetrievedTracks(ways: ways))
  }
}

extension TrainedModel {
  /// Rows that were not learned from; all of them when none was held out.
  var heldOut: [Int] {
    let held = (split.validation + split.test).sorted()
    return held.isEmpty ? Array(rows.ids.indices) : held
  }
}
