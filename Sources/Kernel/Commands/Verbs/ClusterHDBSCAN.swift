import MVAEKit

/// `cluster hdbscan`.
enum ClusterHDBSCAN {
  private static let minClusterSize = Key<Int>.integer(
    "min_cluster_size", "tracks of the smallest cluster", in: 2...1_000_000, default: 5)
  private static let minSamples = Key<Int>.integer(
    "min_samples",
    "tracks that make a place dense, the track itself among them; as `min_cluster_size` if left out",
    in: 1...1_000_000)

  static let hdbscan = Command(
    "cluster", "hdbscan", summary: "HDBSCAN: clusters of different densities; the rest is noise.",
    details: [
      "Campello, Moulavi & Sander (2013), exact, with scikit-learn's counting; the package hdbscan counts one track less. In "
        + "many dimensions densities differ little: project to a few components first."
    ],
    subjects: [ClusterVerb.vectors.parameter],
    labels: [minClusterSize.parameter, minSamples.parameter, ClusterVerb.labels.parameter],
    examples: [.init("groups = cluster hdbscan basic min_cluster_size: 10", "clusters of ten tracks or more")]
  ) { invocation in
    let subject = try ClusterVerb.Subject(invocation)
    let clustering = try invocation.withProgress { progress in
      try HDBSCAN.cluster(
        values: subject.values, minClusterSize: try invocation.value(minClusterSize),
        minSamples: invocation.optional(minSamples), cancellation: invocation.cancellation, progress: progress
      )
    }
    return try subject.groups(clustering, invocation)
  }
}
