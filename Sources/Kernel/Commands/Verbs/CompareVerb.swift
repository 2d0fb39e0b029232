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
  private static let retrain = Key<Int>.integer(
    "retrain", "trainings of each model with seeds of their own, the given one among them", in: 1...100,
    default: 1)
  private static let baselines = Key<[String]>.words(
    "baselines",
    "what comes along; an autoencoder of a model that took over a minute only when it is asked for",
    ComparisonOptions.Baseline.allCases.map(\.rawValue),
    default: ComparisonOptions.Baseline.allCases.map(\.rawValue))

  static let compare = Command(
    "compare", summary: "Clusters methods by K-Means and scores them beside their baselines.",
    details: [
      "ARI, NMI, AMI, purity and matched accuracy of the clusters against the labels; Silhouette in one common space and in "
        + "each method's own; accuracy of a linear probe and of five neighbours on held-out groups; what reconstructions "
        + "miss, and how samples do. [ ] are 95 % bootstrap intervals over groups of tracks and runs; ▲ marks the best of a "
        + "column only where it is better than every other (Holm-corrected p < 0.05).",
      "An audit says before the table when labels were given to a method, its features or texts, when clips of a track fall "
        + "on both sides of a split, and when a setting was chosen by the score that is reported.",
    ],
    subjects: [methods.parameter],
    labels: [
      labels.parameter, k.parameter, seeds.parameter, seed.parameter, retrain.parameter, baselines.parameter,
    ],
    examples: [
      .init("compare basic k: 8", "a model with its baselines"),
      .init("compare [basic, wide] labels: genre k: 8 seeds: 10", "two models"),
      .init("compare basic k: 8 retrain: 5", "with other trainings of the model"),
    ]
  ) { invocation in
    let subjects = try subjects(invocation)
    let rows = subjects[0].entry.matrix.rows
    let label = invocation.optional(labels) ?? rows.defaultLabel
    let options = try options(subjects.compactMap(\.entry.model), invocation)
    let audit = LeakageAudit(
      subjects, label: label ?? "", k: options.k, looks: invocation.workspace.looks)
    let comparison = try invocation.withProgress { progress in
      try Comparison.compare(
        entries: subjects.map(\.entry), labels: label.flatMap(rows.column)?.texts ?? [], labelName: label,
        options: options, findings: audit.findings(), cancellation: invocation.cancellation,
        progress: progress)
    }
    return .object(comparison)
  }

  private static func subjects(_ invocation: Invocation) throws -> [LeakageAudit.Subject] {
    let values = try invocation.value(methods)
    let names = invocation.names(of: methods)
    // A name of a list has one lineage for all of them: not known, one by one.
    let isKnown = invocation.lineages.count == values.count
    let subjects = values.indices.compactMap { index -> LeakageAudit.Subject? in
      let lineage = isKnown ? invocation.lineages[index] : nil
      let name = names.indices.contains(index) ? names[index] : nil
      return entry(values[index], name, lineage, invocation).map {
        LeakageAudit.Subject(entry: $0, lineage: lineage)
      }
    }
    guard !subjects.isEmpty, subjects.count == values.count else {
      throw invocation.diagnostic("WrongType", "there is nothing to compare", at: methods)
    }
    return subjects
  }

  private static func entry(
    _ value: Value, _ name: String?, _ lineage: Lineage?, _ invocation: Invocation
  ) -> ComparisonEntry? {
    let model = value.as(TrainedModel.self)
    let rows = model?.rows ?? Observations.matrix(of: value)?.rows
    let label = invocation.optional(labels) ?? rows?.defaultLabel ?? ""
    let readsLabels =
      model?.labelName == label || lineage?.ancestry.contains { $0.labelsRead.contains(label) } == true
    if let model { return ComparisonEntry(name: name ?? "VAE", model: model, readsLabels: readsLabels) }
    return Observations.matrix(of: value).map {
      ComparisonEntry(name: name ?? $0.name, features: $0, readsLabels: readsLabels)
    }
  }

  private static func options(_ models: [TrainedModel], _ invocation: Invocation) throws -> ComparisonOptions
  {
    var options = ComparisonOptions(
      k: try invocation.value(k), seeds: try invocation.value(seeds),
      seed: UInt64(try invocation.value(seed)))
    options.trainings = try invocation.value(retrain)
    options.baselines = Set(try invocation.value(baselines).compactMap(ComparisonOptions.Baseline.init))
    let slowest = models.map(\.trainingSeconds).max() ?? 0
    if invocation.given(baselines) == nil, slowest * Double(options.trainings) > 60 {
      options.baselines.remove(.autoencoder)
      invocation.warn(
        "no autoencoder comes along, training it would take as long as the model; ask with `baselines:`")
    }
    announce(models, options, invocation)
    return options
  }

  /// How long training will take, before it begins.
  private static func announce(
    _ models: [TrainedModel], _ options: ComparisonOptions, _ invocation: Invocation
  ) {
    let trainings =
      Double(options.trainings - 1)
      + (options.baselines.contains(.autoencoder) ? Double(options.trainings) : 0)
    let seconds = models.reduce(0) { $0 + $1.trainingSeconds } * trainings
    guard options.trainings > 1 || seconds > 5 else { return }
    let words = seconds < 1 ? "less than a second" : "about \(NumberText.seconds(seconds))"
    invocation.warn("training comes first and takes \(words)")
  }
}
