import MVAEKit

/// `compare`: methods side by side, with the baselines that keep them honest.
enum CompareVerb {
  private static let methods = Key<[Value]>.objects(
    "methods", "models, features, or a list of them", Observations.kinds)
  private static let labels = Key<String>.column(
    "labels", "the labels to score against; no method sees them", default: "genre")
  private static let k = Key<Int>(
    parameter: Parameter(
      "k", "how many clusters, the same for every method", .integer(2...10_000), isRequired: true),
    fallback: nil, read: { $0.integer })
  private static let seeds = Key<Int>.integer(
    "seeds", "how often each method is clustered anew", in: 1...1000, default: 10)
  private static let seed = Key<Int>.integer("seed", "the first seed", in: Seed.range, default: 1)

  static let compare = Command(
    "compare", summary: "Clusters methods by K-Means and scores them beside PCA and the raw features.",
    details: [
      "Silhouette (also in one common space), Calinski-Harabasz and Davies-Bouldin need no labels; ARI and NMI measure the "
        + "agreement with them. Values are mean ± standard deviation over the seeds; a few words say what the table supports."
    ],
    subjects: [methods.parameter], labels: [labels.parameter, k.parameter, seeds.parameter, seed.parameter],
    examples: [
      .init("compare basic k: 8", "a model with its baselines"),
      .init("compare [basic, wide] labels: genre k: 8 seeds: 10", "two models"),
    ]
  ) { invocation in
    let values = try invocation.value(methods)
    let entries = zip(values, invocation.names(of: methods)).map { entry($0, $1) }
    guard let first = entries.compactMap({ $0 }).first, entries.allSatisfy({ $0 != nil }) else {
      throw invocation.diagnostic("WrongType", "there is nothing to compare", at: methods)
    }
    let label = invocation.optional(labels) ?? first.matrix.rows.defaultLabel
    let texts = label.flatMap(first.matrix.rows.column)?.texts ?? []
    let comparison = try invocation.withProgress { progress in
      try Comparison.compare(
        entries: entries.compactMap { $0 }, labels: texts, k: try invocation.value(k),
        seeds: try invocation.value(seeds),
        seed: UInt64(try invocation.value(seed)), cancellation: invocation.cancellation, progress: progress)
    }
    return .object(comparison)
  }

  /// A model that was given a label has read the answer, where the answer is that label.
  private static func knowledge(of model: TrainedModel) -> String? {
    guard let content = try? model.images(), !content.classes.isEmpty else { return nil }
    return "was given the label `\(content.labelName)` in training, so its agreement with it is no discovery"
  }

  private static func entry(_ value: Value, _ name: String?) -> ComparisonEntry? {
    if let model = value.as(TrainedModel.self) {
      return ComparisonEntry(name: name ?? "VAE", model: model, note: knowledge(of: model))
    }
    return Observations.matrix(of: value).map { ComparisonEntry(name: name ?? $0.name, features: $0) }
  }
}
