import MVAEKit

/// `describe`: a model in figures, or groups of tracks in words.
enum DescribeVerb {
  private static let subject = Key<Value>.object(
    "subject", "a trained model, or a clustering", [.model, .clustering])
  private static let features = Key<FeatureMatrix>.value(
    "features", "of groups: what tells them apart; what was clustered if left out", isRequired: false)
  private static let corpus = Key<Corpus>.value(
    "corpus", "of groups: the tracks, for their lyrics and their sound", isRequired: false)
  private static let count = Key<Int>.integer(
    "count", "of groups: features, words and medoids of each", in: 1...50, default: 4)

  static let describe = Command(
    "describe", summary: "A model's layers and training, or what each group of a clustering is made of.",
    details: [
      "Of a model: layers, shapes, parameters, cost. FLOP are of one track forward, a multiply-add counts 2; the members "
        + "`layers`, `summary` and `dimensions` are tables for `export`.",
      "Of groups: sizes, labels, features by Cohen's d (mean of the group less mean of the others, in pooled deviations), words "
        + "by class-based TF-IDF (Grootendorst 2022), and medoids, the tracks in the middle; the member `medoids` has them to play.",
    ],
    subjects: [subject.parameter], labels: [features.parameter, corpus.parameter, count.parameter],
    examples: [
      .init("describe basic", "layers, training, latent dimensions"),
      .init("parts = describe basic", "`export parts.layers \"layers.csv\"` writes the layers as a table"),
      .init("found = describe groups features: mfcc corpus: corpus", "groups; then `play found.medoids[0]`"),
    ]
  ) { invocation in
    let value = try invocation.value(subject)
    if let model = value.as(TrainedModel.self) {
      for (key, isGiven) in [
        (features.name, invocation.given(features) != nil), (corpus.name, invocation.given(corpus) != nil),
      ] where isGiven {
        throw invocation.diagnostic(
          "Conflict", "`\(key):` is for groups; a model is described by itself", at: subject)
      }
      return .object(ModelDescription(model))
    }
    return try value.as(ClusterGroups.self).map { .object(try described($0, invocation)) }
  }

  private static func described(_ groups: ClusterGroups, _ invocation: Invocation) throws -> DescribedGroups {
    let rows = groups.vectors.rows
    let given = try invocation.optional(features).map { given in
      guard let positions = rows.positions(in: given.rows) else {
        throw invocation.diagnostic(
          "OtherTracks", "these features do not have every track of the clustering", at: features)
      }
      return given.selecting(positions)
    }
    let corpus = try invocation.optional(corpus).map { corpus in
      guard let positions = rows.positions(in: corpus.table) else {
        throw invocation.diagnostic(
          "OtherTracks", "this corpus does not have every track of the clustering", at: self.corpus)
      }
      return corpus.selecting(positions)
    }
    let description = try GroupDescription(
      assignments: groups.clustering.assignments, space: groups.vectors.scaledValues,
      features: given ?? groups.vectors, texts: corpus?.tracks.map(\.text) ?? [],
      count: try invocation.value(count), cancellation: invocation.cancellation)
    return DescribedGroups(
      description: description, rows: rows, label: groups.scores.label, source: groups.source, corpus: corpus)
  }
}

extension TrackTable {
  /// Where `other` has each of these rows, by id; `nil` when it lacks one.
  fileprivate func positions(in other: TrackTable) -> [Int]? {
    let known = Dictionary(zip(other.ids, other.ids.indices)) { first, _ in first }
    let found = ids.compactMap { known[$0] }
    return found.count == ids.count ? found : nil
  }
}
