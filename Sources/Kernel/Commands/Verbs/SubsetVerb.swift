import MVAEKit

/// `subset`: some of the tracks, drawn at random.
enum SubsetVerb {
  private static let items = Key<Value>.object(
    "items", "a corpus, features or images", [.corpus, .features, .images])
  private static let count = Key<Int>(
    parameter: Parameter("count", "how many tracks", .integer(1...10_000_000), isRequired: true),
    fallback: nil, read: { $0.integer })
  private static let by = Key<String>.column("by", "the column whose categories keep their shares")
  private static let seed = Key<Int>.integer("seed", "of the draw", in: Seed.range, default: 1)

  static let subset = Command(
    "subset", summary: "Draws some of the tracks at random, the same ones for the same seed.",
    details: [
      "With `by:` each category keeps its share, rounded by the largest remainder; tracks without a value are a category "
        + "of their own. The order stays."
    ],
    subjects: [items.parameter], labels: [count.parameter, by.parameter, seed.parameter],
    examples: [
      .init("some = subset corpus count: 500 by: genre seed: 1", "every genre as frequent as before"),
      .init("few = subset mfcc count: 50", "features as well"),
    ]
  ) { invocation in
    let value = try invocation.value(items)
    guard let table = value.trackTable else { return nil }
    let rows = try table.sample(
      count: try invocation.value(count), by: invocation.optional(by),
      seed: UInt64(try invocation.value(seed)))
    return value.items(at: rows)
  }
}

extension Value {
  /// The labels of what has one row a track.
  var trackTable: TrackTable? {
    self.as(Corpus.self)?.table ?? self.as(FeatureMatrix.self)?.rows ?? self.as(FeatureTensor.self)?.rows
  }
}
