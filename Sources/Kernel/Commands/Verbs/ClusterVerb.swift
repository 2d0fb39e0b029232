import MVAEKit

/// `cluster`: groups of tracks that lie together.
enum ClusterVerb {
  static let verb = Verb(
    "cluster", summary: "Groups tracks that lie together.",
    [
      ClusterKMeans.kmeans, ClusterMixture.mixture, ClusterAgglomerative.agglomerative, ClusterDBSCAN.dbscan,
      ClusterHDBSCAN.hdbscan, ClusterSpectral.spectral,
    ])

  static let vectors = Key<Value>.object(
    "vectors", "features, or a model's latents", Observations.kinds)
  static let restarts = Key<Int>.integer(
    "restarts", "starts, of which the best is kept", in: 1...1000, default: 10)
  static let seed = Key<Int>.integer("seed", "the starts follow from it", in: Seed.range, default: 1)
  static let labels = Key<String>.column(
    "labels", "the labels to score against; never seen by the method", default: "genre")

  /// The rows to cluster, as the method sees them.
  struct Subject {
    let matrix: FeatureMatrix
    let values: Tensor
    let source: String
    let label: String?

    init(_ invocation: Invocation) throws {
      matrix = try Observations.matrix(vectors, invocation)
      values = matrix.scaledValues
      source = try Observations.name(vectors, invocation)
      label = invocation.optional(labels) ?? matrix.rows.defaultLabel
    }

    /// The clustering with its scores, ready to show.
    func groups(_ clustering: Clustering, linkage: Linkage? = nil, _ invocation: Invocation) throws -> Value {
      let scores = try GroupScores(values, clustering, matrix.rows, label: label, invocation.cancellation)
      return .object(
        ClusterGroups(
          clustering: clustering, vectors: matrix, source: source, scores: scores, linkage: linkage))
    }
  }
}

extension GroupScores {
  /// Scores that a clustering has; those it is too small for are left out.
  init(
    _ values: Tensor, _ clustering: Clustering, _ rows: TrackTable, label: String?,
    _ cancellation: Cancellation
  ) throws {
    let assignments = clustering.assignments
    inner = try InternalScores(values, assignments: assignments, cancellation: cancellation)
    let column = label.flatMap(rows.column)
    self.label = column?.name
    agreement = try column.map { try Agreement(assignments: assignments, labels: $0.texts) }
  }
}
