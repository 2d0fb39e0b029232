/// Judges methods one by one, all in the same way.
struct ComparisonJudge {
  /// The standardised features all methods are also scored in.
  let common: Tensor
  /// Of each row; `nil` where there is none.
  let labels: [String?]
  let labelName: String?
  let options: ComparisonOptions
  let bootstrap: TrackBootstrap
  let probe: ProbeScores?
  let cancellation: Cancellation

  init(
    _ shared: SharedRows, labelName: String?, options: ComparisonOptions, cancellation: Cancellation
  ) {
    common = shared.common.standardized
    labels = shared.labels
    self.labelName = labelName
    self.options = options
    let groups = shared.rows.groups
    bootstrap = TrackBootstrap(groups: groups, replicates: options.replicates, seed: options.seed)
    probe = ProbeScores(
      labels: labels, groups: groups, seed: options.seed, cancellation: cancellation)
    self.cancellation = cancellation
  }

  private var hasLabels: Bool { labels.contains { $0 != nil } }

  /// - Parameter progress: told the number of clusterings done.
  func measure(_ method: ComparisonMethod, progress: (Int) -> Void) throws -> MeasuredMethod {
    var measured = MeasuredMethod(method)
    var scored: [ScoredClusters] = []
    for space in method.spaces {
      var known: [[Int]: ScoredClusters] = [:]
      for clusters in try clusterings(of: space, done: scored.count, progress) {
        // Seeds often find the same clusters under other numbers: they are scored once.
        let found = try known[clusters] ?? score(clusters, in: space)
        known[clusters] = found
        scored.append(found)
      }
    }
    add(scored, to: &measured)
    if let probe {
      measured.add(.probe, try method.spaces.map(probe.linear), bootstrap)
      measured.add(.neighbors, try method.spaces.map(probe.neighbors), bootstrap)
    }
    measured.add(.reconstruction, method.misses, bootstrap, scale: Decibels.of)
    if options.generates { try addGeneration(method, to: &measured) }
    return measured
  }

  /// Rows in clusters by lot, once a seed.
  func lots() throws -> MeasuredMethod {
    let scored = try options.clusteringSeeds.map { seed in
      var random = RandomSource(seed: seed, stream: 3)
      return try score(labels.indices.map { _ in random.integer(below: options.k) }, in: nil)
    }
    var measured = MeasuredMethod(ComparisonMethod(name: "random clusters", kind: .random, spaces: []))
    add(scored, to: &measured)
    return measured
  }

  /// Every row in the largest class: no agreement by definition; `nil` without labels.
  func majority() -> MeasuredMethod? {
    let present = labels.compactMap { $0 }
    let counts = Dictionary(grouping: present) { $0 }.mapValues(\.count)
    guard let largest = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
    let share = Int((100 * Double(largest.value) / Double(present.count)).rounded())
    var measured = MeasuredMethod(
      ComparisonMethod(
        name: "majority class", kind: .majority, note: "\(largest.key): \(share) % of the labelled rows",
        spaces: []))
    let none = [Double](repeating: 0, count: bootstrap.replicates)
    for score in [ComparisonScore.ari, .nmi, .ami] {
      measured.row.scores[score] = Score(mean: 0, standardDeviation: 0)
    }
    measured.replicates[.ari] = none
    let right = RowRatio(numerators: labels.map { $0.map { $0 == largest.key ? 1 : 0 } ?? .nan })
    for score in [ComparisonScore.purity, .accuracy] {
      measured.row.scores[score] = Score(mean: right.value, standardDeviation: 0)
    }
    if probe != nil {
      for score in [ComparisonScore.probe, .neighbors] { measured.add(score, [right], bootstrap) }
    }
    return measured
  }

  /// One a seed, clusters numbered in the order of their first row.
  private func clusterings(of space: Tensor, done: Int, _ progress: (Int) -> Void) throws -> [[Int]] {
    try options.clusteringSeeds.enumerated().map { index, seed in
      let clustering = try KMeans.cluster(
        values: space, k: options.k, restarts: options.restarts, seed: seed, cancellation: cancellation)
      progress(done + index + 1)
      return Contingency.numbered(clustering.assignments)
    }
  }

  /// What one clustering is worth.
  private struct ScoredClusters {
    let clusters: [Int]
    let agreement: Agreement?
    var scores: [ComparisonScore: Double] = [:]
    /// Of each row in the common space; `nil` with one cluster.
    var silhouettes: RowRatio?
  }

  /// Internal scores are left out where they are not defined (one cluster only, as of a collapsed model).
  private func score(_ clusters: [Int], in space: Tensor?) throws -> ScoredClusters {
    var scored = ScoredClusters(
      clusters: clusters, agreement: hasLabels ? try Agreement(assignments: clusters, labels: labels) : nil)
    let count = Set(clusters).count
    guard count >= 2, count < clusters.count else { return scored }
    scored.silhouettes = try silhouettes(of: clusters)
    guard let space else { return scored }
    let own = try InternalScores(
      space, assignments: clusters, sampleLimit: Comparison.silhouetteRows, cancellation: cancellation)
    scored.scores[.ownSilhouette] = own.silhouette
    scored.scores[.calinskiHarabasz] = own.calinskiHarabasz
    scored.scores[.daviesBouldin] = own.daviesBouldin
    return scored
  }

  /// In the common space; NaN for rows that a sample leaves out.
  private func silhouettes(of clusters: [Int]) throws -> RowRatio {
    guard clusters.count > Comparison.silhouetteRows else {
      return RowRatio(
        numerators: try Silhouette.scores(common, labels: clusters, cancellation: cancellation))
    }
    let sample = InternalScores.sample(clusters, limit: Comparison.silhouetteRows)
    let found = try Silhouette.scores(
      common.selecting(sample), labels: sample.map { clusters[$0] }, cancellation: cancellation)
    var numerators = [Double](repeating: .nan, count: clusters.count)
    for (row, value) in zip(sample, found) { numerators[row] = value }
    return RowRatio(numerators: numerators)
  }

  private func add(_ scored: [ScoredClusters], to measured: inout MeasuredMethod) {
    for score in [ComparisonScore.ownSilhouette, .calinskiHarabasz, .daviesBouldin] {
      measured.row.scores[score] = Score(scored.map { $0.scores[score] })
    }
    let silhouettes = scored.compactMap(\.silhouettes)
    if silhouettes.count == scored.count { measured.add(.silhouette, silhouettes, bootstrap) }
    let agreements = scored.compactMap(\.agreement)
    guard !agreements.isEmpty else { return }
    measured.row.scores[.nmi] = Score(agreements.map(\.normalizedMutualInformation))
    measured.row.scores[.ami] = Score(agreements.map(\.adjustedMutualInformation))
    measured.row.scores[.purity] = Score(agreements.map(\.purity))
    measured.row.scores[.accuracy] = Score(agreements.map(\.matchedAccuracy))
    measured.add(
      .ari, Score(agreements.map(\.adjustedRand)),
      bootstrap.adjustedRand(scored.map(\.clusters), labels: labels))
  }

  private func addGeneration(_ method: ComparisonMethod, to measured: inout MeasuredMethod) throws {
    guard let sampled = method.sampled, !method.samplers.isEmpty else { return }
    let judge = try GenerationScores(
      sampled.values, labels: labels, labelName: labelName, seed: options.seed, cancellation: cancellation)
    measured.row.scores[.frechet] = Score(try method.samplers.map(judge.frechet))
    let asked = try method.samplers.compactMap(judge.conditional)
    guard asked.count == method.samplers.count else { return }
    measured.row.scores[.conditional] = Score(asked.map(\.accuracy))
    measured.add(.synthetic, asked.map(\.onTracks), bootstrap)
  }
}

/// A method's row with what the bootstrap drew.
struct MeasuredMethod {
  var row: ComparisonRow
  /// One value a replicate, of scores that have them.
  var replicates: [ComparisonScore: [Double]] = [:]

  init(_ method: ComparisonMethod) {
    row = ComparisonRow(
      name: method.name, kind: method.kind, note: method.note, dimensions: method.dimensions,
      activeUnits: method.activeUnits, readsLabels: method.readsLabels)
  }

  /// A score that is a mean over rows, or a ratio of two sums, once a run.
  mutating func add(
    _ score: ComparisonScore, _ runs: [RowRatio], _ bootstrap: TrackBootstrap,
    scale: (Double) -> Double = { $0 }
  ) {
    guard !runs.isEmpty else { return }
    add(score, Score(runs.map { scale($0.value) }), bootstrap.means(runs).map(scale))
  }

  mutating func add(_ score: ComparisonScore, _ value: Score?, _ replicates: [Double]) {
    guard var value, value.mean.isFinite else { return }
    value.interval = PairedTest.interval(replicates)
    row.scores[score] = value
    if value.interval != nil { self.replicates[score] = replicates }
  }
}
