import MVAEKit

/// `cluster kmeans`.
enum ClusterKMeans {
  private static let count = ClusterCountLabels(criteria: [.silhouette, .calinski, .davies])
  private static let batch = Key<Int?>.integerOrOff(
    "batch", "tracks of a mini-batch, for very many tracks; `off` goes through all of them each time",
    in: 1...1_000_000, default: nil)

  static let kmeans = Command(
    "cluster", "kmeans", summary: "K-Means: k centres, each track with the nearest.",
    details: [
      "Greedy k-means++ starts, Lloyd's iterations (Arthur & Vassilvitskii 2007), scores of the result. "
        + "With `batch:` centres move by batches drawn at random (Sculley 2010)."
    ],
    subjects: [ClusterVerb.vectors.parameter],
    labels: count.parameters + [
      ClusterVerb.restarts.parameter, batch.parameter, ClusterVerb.seed.parameter,
      ClusterVerb.labels.parameter,
    ],
    examples: [
      .init("groups = cluster kmeans basic k: 8", "eight groups of a model's latents"),
      .init("groups = cluster kmeans basic k: auto", "as many as the silhouette is greatest for"),
      .init("groups = cluster kmeans mfcc k: 4...16 criterion: davies", "another range, another criterion"),
    ]
  ) { invocation in
    let subject = try ClusterVerb.Subject(invocation)
    let restarts = try invocation.value(ClusterVerb.restarts)
    let seed = UInt64(try invocation.value(ClusterVerb.seed))
    let batch = try invocation.value(batch)
    let clustering = try count.clustering(of: subject, invocation) { k, progress in
      if let batch {
        return ClusterTuning.Candidate(
          try KMeans.cluster(
            values: subject.values, k: k, restarts: restarts, batch: batch, seed: seed,
            cancellation: invocation.cancellation, progress: progress))
      }
      return ClusterTuning.Candidate(
        try KMeans.cluster(
          values: subject.values, k: k, restarts: restarts, seed: seed, cancellation: invocation.cancellation,
          progress: progress))
    }
    return try subject.groups(clustering, invocation)
  }
}
