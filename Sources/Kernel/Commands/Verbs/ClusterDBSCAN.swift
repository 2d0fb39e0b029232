import MVAEKit

/// `cluster dbscan`.
enum ClusterDBSCAN {
  private static let eps = Key<Double?>(
    parameter: Parameter(
      "eps",
      "the radius of a neighbourhood; `auto` is the distance within which nine in ten tracks have enough",
      .either([.number(0...1e12), .word(["auto"])]), fallback: "auto"),
    fallback: .some(nil), read: { .some($0.number) })
  private static let minSamples = Key<Int>.integer(
    "min_samples", "tracks in the neighbourhood of a core track, itself among them", in: 1...1_000_000,
    default: 5)

  static let dbscan = Command(
    "cluster", "dbscan", summary: "DBSCAN: where tracks lie dense; the rest is noise.",
    details: [
      "Ester, Kriegel, Sander & Xu (1996), with scikit-learn's counting. In many dimensions densities differ little: project "
        + "to a few components first."
    ],
    subjects: [ClusterVerb.vectors.parameter],
    labels: [eps.parameter, minSamples.parameter, ClusterVerb.labels.parameter],
    examples: [
      .init("groups = cluster dbscan basic", "a radius that suits"),
      .init("groups = cluster dbscan mfcc eps: 1.5 min_samples: 10", "a given one"),
    ]
  ) { invocation in
    let subject = try ClusterVerb.Subject(invocation)
    let least = try invocation.value(minSamples)
    let clustering = try invocation.withProgress { progress in
      let radius =
        try invocation.value(eps)
        ?? DBSCAN.suitableRadius(
          of: subject.values, minSamples: least, cancellation: invocation.cancellation)
      return try DBSCAN.cluster(
        values: subject.values, eps: radius, minSamples: least, cancellation: invocation.cancellation,
        progress: progress)
    }
    return try subject.groups(clustering, invocation)
  }
}
