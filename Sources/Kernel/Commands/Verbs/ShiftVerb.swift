import MVAEKit

/// `shift`: tracks on the way from one class to another.
enum ShiftVerb {
  private static let from = Key<String>.text("from", "the class to leave", isRequired: true)
  private static let to = Key<String>.text("to", "the class to go to", isRequired: true)
  private static let using = Key<TrainedModel>.value(
    "using", "a trained model, whose latent space they move in")
  private static let strength = Key<Double>.number(
    "strength", "how far: 1 is the whole way between the centroids, below 0 the other way", in: -10...10,
    default: 1)
  /// A text too, so that it can be named where no tracks are given that know their columns.
  private static let column = Key<String>(
    parameter: Parameter(
      "of", "the label column that has the classes; the model's own, or the main one, if left out",
      .either([.column, .text])), fallback: nil, read: { $0.text })

  static let shift = Command(
    "shift", summary: "Tracks moved from one class towards another in the latent space, and decoded.",
    details: [
      "z = μ + strength · (centroid of `to:` − centroid of `from:`), decoded to the features' own units (attribute vectors: "
        + "Larsen et al. 2016). A conditional model whose label has the classes decodes `to:` from half of the way on. "
        + "With `strength: 0` it is `reconstruct`."
    ],
    subjects: [AskedTracks.features.parameter],
    labels: [from.parameter, to.parameter, using.parameter, strength.parameter, column.parameter],
    examples: [
      .init(
        "rock = shift corpus[3] from: \"Jazz\" to: \"Rock\" using: fused", "a track that the model knows"),
      .init("half = shift mfcc from: \"Jazz\" to: \"Rock\" using: basic strength: 0.5", "features, half way"),
      .init(
        "sad = shift corpus[3] from: \"joyful\" to: \"melancholy\" of: mood using: fused", "another label"),
    ]
  ) { invocation in
    let asked = invocation.naming(using.name, as: AskedTracks.model.name)
    return try withRecipes(asked) {
      try AskedTracks.answer(asked) { model, inputs in
        let shift = try model.shift(
          from: try invocation.value(from), to: try invocation.value(to), in: invocation.optional(column),
          strength: try invocation.value(strength))
        tell(shift, inputs.rows, invocation)
        return try model.shifted(inputs, by: shift, cancellation: invocation.cancellation).value
      }
    }
  }

  /// How far the classes are apart, and which tracks are of another one.
  private static func tell(_ shift: LatentShift, _ rows: TrackTable, _ invocation: Invocation) {
    let apart = zip(shift.from.mean, shift.to.mean).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
    invocation.warn(
      "\(shift.from.words), \(shift.to.words), their centroids \(NumberText.short(apart.squareRoot())) apart "
        + "(spreads \(NumberText.short(shift.from.spread)) and \(NumberText.short(shift.to.spread)))")
    guard let labels = rows.column(shift.from.column)?.texts else { return }
    let others = labels.filter { $0 != shift.from.label }.count
    if others > 0 {
      invocation.warn(
        labels.count == 1
          ? "the track is not \(shift.from.label) and goes the same way"
          : "\(others) of \(labels.count) tracks are not \(shift.from.label) and go the same way")
    }
  }

  /// Says of tracks that the model does not know which features to make of them.
  private static func withRecipes(_ asked: Invocation, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as Diagnostic where error.id == "OtherRows" {
      let commands = try asked.value(AskedTracks.model).recipes.map {
        "`extract \($0.kind) TRACKS like: MODEL`"
      }
      guard !commands.isEmpty else { throw error }
      throw asked.diagnostic(
        error.id, error.message, at: AskedTracks.features,
        hint: "make their features by \(commands.joined(separator: " and ")), and shift those")
    }
  }
}

extension Invocation {
  /// The same with the argument `name` under `other`, as what several verbs share reads it.
  fileprivate func naming(_ name: String, as other: String) -> Invocation {
    var (arguments, spans) = (arguments, spans)
    arguments[other] = arguments[name]
    spans[other] = spans[name]
    return Invocation(
      command: command, arguments: arguments, spans: spans, names: names, lineages: lineages, span: span,
      context: context, sweeps: sweeps, title: title)
  }
}

extension FeatureRecipe {
  /// The kind of `extract` that makes it.
  fileprivate var kind: String {
    switch self {
    case .mfcc: "mfcc"
    case .mel: "mel"
    case .spectral: "spectral"
    case .lyrics, .embedding: "lyrics"
    }
  }
}
