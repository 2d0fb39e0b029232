/// A space to cluster, scaled and ready.
struct ComparisonMethod {
  let name: String
  let kind: ComparisonRow.Kind
  let note: String?
  let activeUnits: Int?
  let values: Tensor

  /// The entries, then PCA and raw features of every distinct feature matrix behind a model.
  static func all(_ entries: [ComparisonEntry], cancellation: Cancellation) throws -> [ComparisonMethod] {
    var methods = entries.map { entry in
      ComparisonMethod(
        name: entry.name, kind: .entry, note: entry.note, activeUnits: entry.activeUnits,
        values: entry.matrix.scaledValues)
    }
    for source in distinctSources(entries) {
      let values = source.standardized
      var sizes = Set(entries.filter { $0.source == source }.map(\.matrix.values.columns))
      if sizes.isEmpty { sizes = [usualSize] }
      let limit = min(values.rows, values.columns)
      for size in Set(sizes.map { min($0, limit) }).sorted() {
        let projection = try PrincipalComponents(values, count: size, cancellation: cancellation)
        methods.append(
          ComparisonMethod(
            name: "PCA \(size) of \(source.name)", kind: .pca, note: nil, activeUnits: nil,
            values: try projection.project(values)))
      }
      if entries.contains(where: { $0.source == nil && $0.matrix == source }) { continue }
      methods.append(
        ComparisonMethod(
          name: "raw \(source.name)", kind: .raw, note: nil, activeUnits: nil, values: values))
    }
    return methods
  }

  /// Components beside features that no model was trained on: the latents of the study's model.
  private static let usualSize = 8

  /// What models were trained on, and features given as they are when they are wide enough to be reduced.
  private static func distinctSources(_ entries: [ComparisonEntry]) -> [FeatureMatrix] {
    let sources = entries.compactMap { entry in
      entry.source
        ?? (entry.matrix.scaling == .standard && entry.matrix.values.columns > usualSize ? entry.matrix : nil)
    }
    return sources.reduce(into: []) { distinct, source in
      if !distinct.contains(source) { distinct.append(source) }
    }
  }
}

extension ComparisonRow {
  /// Every row in the largest class: agreement 0 by definition; `nil` without labels.
  init?(majorityOf labels: [String?]) {
    let present = labels.compactMap { $0 }
    let counts = Dictionary(grouping: present) { $0 }.mapValues(\.count)
    let largest = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let largest else { return nil }
    let share = Int((100 * Double(largest.value) / Double(present.count)).rounded())
    let none = Score(mean: 0, standardDeviation: 0)
    self.init(
      name: "majority class", kind: .majority, note: "\(largest.key): \(share) % of the labelled rows",
      dimensions: 0, activeUnits: nil, silhouette: nil, commonSilhouette: nil, calinskiHarabasz: nil,
      daviesBouldin: nil, adjustedRand: none, normalizedMutualInformation: none)
  }
}

/// Clusters one method with every seed and scores the clusters.
struct ComparisonJudge {
  /// The standardised features all methods are also scored in.
  let common: Tensor
  let labels: [String?]
  let k: Int
  let seeds: [UInt64]
  let restarts: Int
  let cancellation: Cancellation

  /// - Parameter progress: told the number of seeds done.
  func row(_ method: ComparisonMethod, progress: (Int) -> Void) throws -> ComparisonRow {
    var known: [[Int]: ClusterScores] = [:]
    var scores: [ClusterScores] = []
    for (index, seed) in seeds.enumerated() {
      let clustering = try KMeans.cluster(
        values: method.values, k: k, restarts: restarts, seed: seed, cancellation: cancellation)
      // Seeds often find the same clusters under other numbers: they are scored once.
      let clusters = Self.renumbered(clustering.assignments)
      let score = try known[clusters] ?? self.scores(clusters, in: method.values)
      known[clusters] = score
      scores.append(score)
      progress(index + 1)
    }
    return ComparisonRow(
      name: method.name, kind: method.kind, note: method.note, dimensions: method.values.columns,
      activeUnits: method.activeUnits, silhouette: Score(scores.map(\.silhouette)),
      commonSilhouette: Score(scores.map(\.commonSilhouette)),
      calinskiHarabasz: Score(scores.map(\.calinskiHarabasz)),
      daviesBouldin: Score(scores.map(\.daviesBouldin)), adjustedRand: Score(scores.map(\.adjustedRand)),
      normalizedMutualInformation: Score(scores.map(\.normalizedMutualInformation)))
  }

  /// `nil` where a score is not defined (one cluster only, as of a collapsed model).
  private func scores(_ clusters: [Int], in values: Tensor) throws -> ClusterScores {
    let agreement = labels.isEmpty ? nil : try Agreement(assignments: clusters, labels: labels)
    guard Set(clusters).count >= 2 else { return ClusterScores(agreement) }
    var scores = ClusterScores(agreement)
    scores.silhouette = try Silhouette.score(values, labels: clusters, cancellation: cancellation)
    scores.commonSilhouette = try Silhouette.score(common, labels: clusters, cancellation: cancellation)
    scores.calinskiHarabasz = try CalinskiHarabasz.score(values, labels: clusters)
    scores.daviesBouldin = try DaviesBouldin.score(values, labels: clusters)
    return scores
  }

  /// Numbered from 0 in the order of first appearance.
  private static func renumbered(_ assignments: [Int]) -> [Int] {
    var numbers: [Int: Int] = [:]
    return assignments.map { cluster in
      if let number = numbers[cluster] { return number }
      numbers[cluster] = numbers.count
      return numbers.count - 1
    }
  }

  private struct ClusterScores {
    var silhouette: Double?
    var commonSilhouette: Double?
    var calinskiHarabasz: Double?
    var daviesBouldin: Double?
    let adjustedRand: Double?
    let normalizedMutualInformation: Double?

    init(_ agreement: Agreement?) {
      adjustedRand = agreement?.adjustedRand
      normalizedMutualInformation = agreement?.normalizedMutualInformation
    }
  }
}
