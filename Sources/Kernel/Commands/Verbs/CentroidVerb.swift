import MVAEKit

/// `centroid`: the middle of a class in the latent space.
enum CentroidVerb {
  private static let label = Key<String>.text("label", "the class", isRequired: true)
  private static let column = Key<String>.column(
    "of", "the label column that has the class; the model's own, or the main one, if left out")

  static let centroid = Command(
    "centroid", summary: "The mean of a class's latents, as one point to decode or to draw.",
    details: [
      "The mean of μ over all tracks of the model that have the class. Its label columns `tracks` and `spread` tell how many "
        + "they are and how far they lie from it, √(Σ ‖μ − centroid‖² / tracks)."
    ],
    subjects: [AskedTracks.model.parameter], labels: [label.parameter, column.parameter],
    examples: [
      .init("jazz = centroid basic label: \"Jazz\"", "then `decode basic jazz` is the typical features"),
      .init("calm = centroid basic label: \"calm\" of: mood", "of another label column"),
    ]
  ) { invocation in
    let found = try invocation.value(AskedTracks.model).centroid(
      of: try invocation.value(label), in: invocation.optional(column))
    invocation.warn("\(found.words), at a distance of \(NumberText.short(found.spread)) from it")
    return .object(found.features)
  }
}

extension LatentCentroid {
  /// "Jazz: 50 tracks".
  var words: String { "\(label): \(NumberText.count(count, "track"))" }
}
