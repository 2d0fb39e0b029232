/// How compact and apart clusters are, without labels: noise is left out and counted.
public struct InternalScores: Sendable, Equatable {
  public let silhouette: Double?
  public let calinskiHarabasz: Double?
  public let daviesBouldin: Double?
  /// Rows in no cluster, which no score has seen.
  public let noiseCount: Int
  /// Rows that the silhouette was worked out on, when not on all.
  public let sampledRows: Int?

  /// Rows above which the silhouette, which compares all pairs, is worked out on a sample.
  public static let sampleLimit = 20_000
  /// Rows of a small cluster that a sample keeps at least.
  static let leastOfCluster = 50

  /// `nil` stands where a score is not defined: with fewer than 2 clusters, or as many as rows.
  ///
  /// A sample takes the same share of every cluster, but 50 rows at least, all where there are fewer.
  ///
  /// - Throws: ``ScoreError``; `CancellationError`.
  public init(
    _ values: Tensor, assignments: [Int], sampleLimit: Int = InternalScores.sampleLimit,
    cancellation: Cancellation = Cancellation(), threads: Int? = nil
  ) throws {
    guard assignments.count == values.rows else {
      throw ScoreError.lengths(rows: values.rows, labels: assignments.count)
    }
    let kept = assignments.indices.filter { assignments[$0] >= 0 }
    noiseCount = assignments.count - kept.count
    let labels = kept.map { assignments[$0] }
    guard (2..<max(2, kept.count)).contains(Set(labels).count) else {
      (silhouette, calinskiHarabasz, daviesBouldin, sampledRows) = (nil, nil, nil, nil)
      return
    }
    let points = noiseCount == 0 ? values : values.selecting(kept)
    calinskiHarabasz = try CalinskiHarabasz.score(points, labels: labels)
    daviesBouldin = try DaviesBouldin.score(points, labels: labels)
    let sample = kept.count > sampleLimit ? Self.sample(labels, limit: sampleLimit) : nil
    sampledRows = sample?.count
    silhouette = try Silhouette.score(
      sample.map { points.selecting($0) } ?? points, labels: sample.map { $0.map { labels[$0] } } ?? labels,
      cancellation: cancellation, threads: threads)
  }

  /// Rows of a sample, ascending; it follows from the labels alone.
  static func sample(_ labels: [Int], limit: Int) -> [Int] {
    var members: [Int: [Int]] = [:]
    for (row, label) in labels.enumerated() { members[label, default: []].append(row) }
    var random = RandomSource(seed: 1)
    var result: [Int] = []
    for label in members.keys.sorted() {
      let rows = members[label] ?? []
      let wanted = max(Self.leastOfCluster, rows.count * limit / labels.count)
      result += random.permutation(rows.count).prefix(wanted).map { rows[$0] }
    }
    return result.sorted()
  }
}
