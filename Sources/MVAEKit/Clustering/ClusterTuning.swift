/// Clusterings for several k, scored: the curves behind an automatic choice of k.
public struct ClusterTuning: Sendable, Equatable {
  /// What the choice goes by; none looks at labels.
  public enum Criterion: String, Sendable, CaseIterable {
    /// The greatest mean silhouette.
    case silhouette
    /// The lowest Bayesian information criterion; of mixtures only.
    case bic
    /// The greatest Caliński-Harabasz score.
    case calinski
    /// The lowest Davies-Bouldin score.
    case davies
  }

  /// One k; `nil` stands where a score is not defined.
  public struct Point: Sendable, Equatable {
    public let k: Int
    public let inertia: Double?
    public let silhouette: Double?
    public let calinskiHarabasz: Double?
    public let daviesBouldin: Double?
    public let bic: Double?
    /// Against labels, only when they were asked for; the choice never sees it.
    public let adjustedRand: Double?
  }

  public let criterion: Criterion
  /// By k, ascending.
  public let points: [Point]
  /// The k that was chosen: the first best.
  public let k: Int
  /// The labels that ARI was worked out against, `nil` when none were read.
  public let labelsRead: String?

  /// Labels to score each k against.
  public struct Labels: Sendable {
    public let name: String
    /// One a row, `nil` where it is not known.
    public let texts: [String?]

    public init(name: String, texts: [String?]) {
      self.name = name
      self.texts = texts
    }
  }

  /// A clustering with the criterion that its method has of its own.
  public struct Candidate: Sendable {
    public let clustering: Clustering
    public let bic: Double?

    public init(_ clustering: Clustering, bic: Double? = nil) {
      self.clustering = clustering
      self.bic = bic
    }
  }

  /// Clusters `values` for every k of `range` by `cluster` and keeps the best by `criterion`.
  ///
  /// - Throws: ``ClusteringError``, ``ScoreError``; `CancellationError`; what `cluster` throws.
  public static func best(
    of range: ClosedRange<Int>, values: Tensor, criterion: Criterion, labels: Labels? = nil,
    cancellation: Cancellation = Cancellation(), progress: ProgressHandler = { _ in },
    cluster: (Int) throws -> Candidate
  ) throws -> Clustering {
    guard values.rows > range.lowerBound else {
      throw ClusteringError.clusterCount(k: range.lowerBound, rows: values.rows)
    }
    // As many clusters as rows say nothing.
    let upper = min(range.upperBound, values.rows - 1)
    var points: [Point] = []
    var best: (clustering: Clustering, score: Double)?
    for k in range.lowerBound...max(range.lowerBound, upper) {
      try cancellation.check()
      let candidate = try cluster(k)
      let point = try point(k, candidate, values, labels, cancellation)
      points.append(point)
      if let score = score(point, criterion), score > best?.score ?? -.infinity {
        best = (candidate.clustering, score)
      } else if best == nil, k == upper {
        best = (candidate.clustering, 0)
      }
      progress(
        WorkProgress(
          completed: k - range.lowerBound + 1, total: upper - range.lowerBound + 1,
          unit: "numbers of clusters"))
    }
    guard var chosen = best?.clustering else {
      throw ClusteringError.clusterCount(k: range.lowerBound, rows: values.rows)
    }
    let k = chosen.clusterCount
    chosen.tuning = ClusterTuning(criterion: criterion, points: points, k: k, labelsRead: labels?.name)
    return chosen
  }

  private static func point(
    _ k: Int, _ candidate: Candidate, _ values: Tensor, _ labels: Labels?, _ cancellation: Cancellation
  ) throws -> Point {
    let assignments = candidate.clustering.assignments
    let scores = try InternalScores(values, assignments: assignments, cancellation: cancellation)
    let agreement = try labels.map { try Agreement(assignments: assignments, labels: $0.texts) }
    return Point(
      k: k, inertia: candidate.clustering.inertia, silhouette: scores.silhouette,
      calinskiHarabasz: scores.calinskiHarabasz, daviesBouldin: scores.daviesBouldin, bic: candidate.bic,
      adjustedRand: agreement?.adjustedRand)
  }

  /// Higher is better.
  private static func score(_ point: Point, _ criterion: Criterion) -> Double? {
    switch criterion {
    case .silhouette: point.silhouette
    case .bic: point.bic.map { -$0 }
    case .calinski: point.calinskiHarabasz
    case .davies: point.daviesBouldin.map { -$0 }
    }
  }

  /// A column a score, a row a k; scores that no k has are left out.
  public var columns: [Column] {
    let scores: [(String, (Point) -> Double?)] = [
      ("inertia", \.inertia), ("silhouette", \.silhouette), ("calinski_harabasz", \.calinskiHarabasz),
      ("davies_bouldin", \.daviesBouldin), ("bic", \.bic), ("ari", \.adjustedRand),
    ]
    let ks = Column(name: "k", content: .numbers(points.map { Double($0.k) }))
    return [ks]
      + scores.compactMap { name, score in
        let values = points.map(score)
        guard values.contains(where: { $0 != nil }) else { return nil }
        return Column(name: name, content: .numbers(values.map { $0 ?? .nan }))
      }
  }
}
