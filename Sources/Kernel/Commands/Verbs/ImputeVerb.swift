import MVAEKit

/// `impute`: one modality of tracks, imagined from the other.
enum ImputeVerb {
  private static let from = Key<[Value]>(
    parameter: Parameter(
      "from", "features of what is known, `mel[5]`, or tracks that the model knows; all of them if left out",
      .list(.object([.features, .images, .corpus, .track]))),
    fallback: nil, read: { $0.list })
  private static let target = Key<String>(
    parameter: Parameter(
      "to", "what is imagined: `lyrics` or `sound`; what is not given if left out, else the lyrics", .text),
    fallback: nil, read: { $0.text })
  private static let draws = Key<Int>.integer(
    "draws", "z of each track, whose mean is shown", in: 2...10_000, default: 64)
  private static let neighbors = Key<Int>.integer(
    "neighbors", "real tracks to name for each", in: 1...100, default: 3)
  private static let seed = Key<Int>.integer("seed", "the draws follow from it", in: Seed.range, default: 1)

  static let impute = Command(
    "impute", summary: "Imagines the lyrics of tracks from their sound, or their sound from the lyrics.",
    details: [
      "z ~ q(z|what is given), decoded: the mean over the draws. Its uncertainty is how far the draws differ and how far such imputations were from the truth "
        + "on tracks held out of training. Lyrics are told as the real tracks "
        + "whose lyrics are most like them, the words that stand out, and topics (components of the lyrics). What is to be imagined is never read, even "
        + "where a track has it."
    ],
    subjects: [CrossModal.model.parameter],
    labels: [from.parameter, target.parameter, draws.parameter, neighbors.parameter, seed.parameter],
    examples: [
      .init("impute fused from: mel[5]", "lyrics from audio, with uncertainty"),
      .init("heard = impute fused from: words[5]", "audio from lyrics: `play heard.features[0]`"),
      .init("all = impute fused to: \"lyrics\"", "of every track that the model knows"),
    ]
  ) { invocation in
    let model = try invocation.value(CrossModal.model)
    let content = try CrossModal.content(of: model, invocation)
    let inputs = try CrossModal.inputs(from, of: model, invocation)
    let wanted = try CrossModal.modality(target, of: content, invocation) ?? missing(inputs, content)
    let errors = try errors(wanted, model, invocation.cancellation)
    let imputation = try CrossModal.blaming(from, invocation) {
      try model.impute(
        wanted, from: inputs, errors: errors, draws: try invocation.value(draws),
        neighbors: try invocation.value(neighbors), seed: UInt64(try invocation.value(seed)),
        cancellation: invocation.cancellation)
    }
    let own = content.inputs.parts[wanted].features
    let encoder = own.rows.count > 0 ? own.recipe?.lyricsEncoder : nil
    return .object(
      ImputedTracks(
        imputation: imputation, known: model.rows, target: content.modalityNames[wanted],
        words: encoder.map { ImputedWords(encoder: $0, known: own) }, errors: errors))
  }

  /// Learned on the validation tracks and tried on the test tracks, or learned on the test tracks when there are no others.
  private static func errors(_ wanted: Int, _ model: TrainedModel, _ cancellation: Cancellation) throws
    -> ImputationErrors?
  {
    guard model.hasFeatures else { return nil }
    let parts = [model.split.validation, model.split.test].filter { !$0.isEmpty }
    return try model.imputationErrors(
      wanted, measured: parts.first ?? [], checked: parts.dropFirst().first ?? [], cancellation: cancellation)
  }

  /// What no track has, else the last modality.
  private static func missing(_ inputs: FusionInputs, _ content: FusionContent) -> Int {
    let all = content.modalityNames.indices
    return all.last { inputs.having(ModalitySet([$0])).isEmpty } ?? all.upperBound - 1
  }
}
