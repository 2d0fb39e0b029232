import MVAEKit

/// `cluster spectral`.
enum ClusterSpectral {
  private static let count = ClusterCountLabels(criteria: [.silhouette, .calinski, .davies])
  private static let neighbors = Key<Int>.integer(
    "neighbors", "edges from each track to its nearest", in: 1...1000, default: 10)

  static let spectral = Command(
    "cluster", "spectral", summary: "Spectral clustering: K-Means on the graph of nearest tracks.",
    details: [
      "The leading eigenvectors of the normalised graph, rows scaled to length 1 (Ng, Jordan & Weiss 2001). It finds shapes "
        + "that have no centre; its scores are of the tracks' own space."
    ],
    subjects: [ClusterVerb.vectors.parameter],
    labels: count.parameters + [
      neighbors.parameter, ClusterVerb.seed.parameter, ClusterVerb.labels.parameter,
    ],
    examples: [.init("groups = cluster spectral basic k: 8 neighbors: 15", "eight parts of the graph")]
  ) { invocation in
    let subject = try ClusterVerb.Subject(invocation)
    let edges = try invocation.value(neighbors)
    let seed = UInt64(try invocation.value(ClusterVerb.seed))
    let clustering = try count.clustering(of: subject, invocation) { k, progress in
      ClusterTuning.Candidate(
        try SpectralClustering.cluster(
          values: subject.values, k: k, neighbors: edges, seed: seed, cancellation: invocation.cancellation,
          progress: progress))
    }
    return try subject.groups(clustering, invocation)
  }
}
