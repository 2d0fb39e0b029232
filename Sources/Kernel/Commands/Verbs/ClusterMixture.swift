import MVAEKit

/// `cluster mixture`.
enum ClusterMixture {
  private static let count = ClusterCountLabels(criteria: [.bic, .silhouette, .calinski, .davies])
  private static let covariance = Key<String>.word(
    "covariance",
    "a matrix for each component, a variance for each column, one matrix for all, or one variance for each",
    GaussianMixture.Covariance.allCases.map(\.rawValue), default: GaussianMixture.Covariance.full.rawValue)
  private static let restarts = Key<Int>.integer(
    "restarts", "starts from K-Means, of which the likeliest is kept", in: 1...1000, default: 1)
  private static let regularisation = Key<Double>.number(
    "regularisation", "what is added to every variance", in: 0...1e6, default: 1e-6)

  static let mixture = Command(
    "cluster", "mixture", summary: "A mixture of k Gaussians, each track with the likeliest.",
    details: [
      "Expectation maximisation (Dempster, Laird & Rubin 1977) until the mean log-likelihood gains less than 0.001, as "
        + "scikit-learn's GaussianMixture. Probabilities stand beside the clusters in `labels`."
    ],
    subjects: [ClusterVerb.vectors.parameter],
    labels: count.parameters + [
      covariance.parameter, restarts.parameter, regularisation.parameter, ClusterVerb.seed.parameter,
      ClusterVerb.labels.parameter,
    ],
    examples: [
      .init("groups = cluster mixture basic k: 8", "soft groups of a model's latents"),
      .init(
        "groups = cluster mixture basic k: auto covariance: diagonal", "as many as the BIC is lowest for"),
    ]
  ) { invocation in
    let subject = try ClusterVerb.Subject(invocation)
    var settings = MixtureSettings()
    settings.covariance = GaussianMixture.Covariance(rawValue: try invocation.value(covariance)) ?? .full
    settings.restarts = try invocation.value(restarts)
    settings.regularisation = try invocation.value(regularisation)
    let (seed, wanted) = (UInt64(try invocation.value(ClusterVerb.seed)), settings)
    let clustering = try count.clustering(of: subject, invocation) { k, progress in
      let mixture = try GaussianMixture.fit(
        subject.values, components: k, settings: wanted, seed: seed, cancellation: invocation.cancellation,
        progress: progress)
      let found = try mixture.clustering(of: subject.values, cancellation: invocation.cancellation)
      return ClusterTuning.Candidate(found, bic: mixture.bic)
    }
    return try subject.groups(clustering, invocation)
  }
}
