import MVAEKit

/// `cluster`: groups of tracks that lie together.
enum ClusterVerb {
  static let verb = Verb("cluster", summary: "Groups tracks that lie together.", [kmeans])

  private static let vectors = Key<Value>.object(
    "vectors", "features, or a model's latents", Observations.kinds)
  private static let k = Key<Int>(
    parameter: Parameter("k", "how many clusters", .integer(1...10_000), isRequired: true), fallback: nil,
    read: { $0.integer })
  private static let restarts = Key<Int>.integer(
    "restarts", "starts, of which the best is kept", in: 1...1000, default: 10)
  private static let seed = Key<Int>.integer("seed", "the starts follow from it", in: Seed.range, default: 1)
  private static let labels = Key<String>.column(
    "labels", "the labels to score against; never seen by the method", default: "genre")

  private static let kmeans = Command(
    "cluster", "kmeans", summary: "K-Means: k centres, each track with the nearest.",
    details: [
      "Greedy k-means++ starts, Lloyd's iterations (Arthur & Vassilvitskii 2007), scores of the result."
    ],
    subjects: [vectors.parameter],
    labels: [k.parameter, restarts.parameter, seed.parameter, labels.parameter],
    examples: [.init("groups = cluster kmeans basic k: 8", "eight groups of a model's latents")]
  ) { invocation in
    let matrix = try Observations.matrix(vectors, invocation)
    let values = matrix.scaledValues
    let count = try invocation.value(k)
    let clustering = try invocation.withProgress { progress in
      try KMeans.cluster(
        values: values, k: count, restarts: try invocation.value(restarts),
        seed: UInt64(try invocation.value(seed)),
        cancellation: invocation.cancellation, progress: progress)
    }
    let label = invocation.optional(labels) ?? matrix.rows.defaultLabel
    let scores = try GroupScores(values, clustering, matrix.rows, label: label, invocation.cancellation)
    return .object(
      ClusterGroups(
        clustering: clustering, rows: matrix.rows, source: try Observations.name(vectors, invocation),
        scores: scores))
  }
}

extension GroupScores {
  /// Scores that a clustering has; those it is too small for are left out.
  init(
    _ values: Tensor, _ clustering: Clustering, _ rows: TrackTable, label: String?,
    _ cancellation: Cancellation
  ) throws {
    let assignments = clustering.assignments
    // Equal rows can leave clusters empty: what counts is how many are in use.
    let isScorable = (2..<max(2, values.rows)).contains(Set(assignments).count)
    silhouette =
      isScorable ? try Silhouette.score(values, labels: assignments, cancellation: cancellation) : nil
    calinskiHarabasz = isScorable ? try CalinskiHarabasz.score(values, labels: assignments) : nil
    daviesBouldin = isScorable ? try DaviesBouldin.score(values, labels: assignments) : nil
    let column = label.flatMap(rows.column)
    self.label = column?.name
    agreement = try column.map { try Agreement(assignments: assignments, labels: $0.texts) }
  }
}
