import MVAEKit

/// `cluster agglomerative`.
enum ClusterAgglomerative {
  private static let count = ClusterCountLabels(criteria: [.silhouette, .calinski, .davies])
  private static let linkage = Key<String>.word(
    "linkage", "which clusters merge first: least rise of squares, nearest tracks, mean, farthest tracks",
    LinkageMethod.allCases.map(\.rawValue), default: LinkageMethod.ward.rawValue)

  static let agglomerative = Command(
    "cluster", "agglomerative", summary: "A hierarchy of merges, cut at k clusters.",
    details: [
      "`ward` and `single` take memory as the tracks do; `average` and `complete` hold all distances, of 16,384 tracks at "
        + "most. `plot dendrogram` draws the hierarchy."
    ],
    subjects: [ClusterVerb.vectors.parameter],
    labels: count.parameters + [linkage.parameter, ClusterVerb.labels.parameter],
    examples: [
      .init("groups = cluster agglomerative basic k: 8", "Ward's hierarchy cut at eight"),
      .init("groups = cluster agglomerative mfcc k: 2...12 linkage: average", "the best cut of another"),
    ]
  ) { invocation in
    let subject = try ClusterVerb.Subject(invocation)
    let method = LinkageMethod(rawValue: try invocation.value(linkage)) ?? .ward
    // One hierarchy serves every k.
    var hierarchy: Linkage?
    let clustering = try count.clustering(of: subject, invocation) { k, progress in
      let merged =
        try hierarchy
        ?? AgglomerativeClustering.linkage(
          values: subject.values, method: method, cancellation: invocation.cancellation, progress: progress)
      hierarchy = merged
      return ClusterTuning.Candidate(
        try AgglomerativeClustering.cluster(values: subject.values, linkage: merged, k: k, method: method))
    }
    return try subject.groups(clustering, linkage: hierarchy, invocation)
  }
}
