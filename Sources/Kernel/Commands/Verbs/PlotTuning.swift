import MVAEKit
import Plot

/// `plot tuning`: a score over the numbers of clusters that were tried.
enum PlotTuning {
  private static let groups = Key<ClusterGroups>.value(
    "groups", "a clustering whose k was chosen among several")
  private static let score = Key<String>.word(
    "score", "which curve; the criterion of the choice if left out", TuningCurve.allCases.map(\.rawValue))

  static let tuning = Command(
    "plot", "tuning", summary: "How a score changes with the number of clusters.",
    subjects: [groups.parameter], labels: [score.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot tuning (cluster kmeans basic k: auto)", "the silhouette over k, the chosen k marked"),
      .init("plot tuning groups score: inertia", "the elbow"),
    ], isShowing: true
  ) { invocation in
    let groups = try invocation.value(groups)
    guard let tuning = groups.clustering.tuning else {
      throw invocation.diagnostic(
        "NoTuning", "k of this clustering was given, so there is nothing to compare", at: Self.groups,
        hint: "cluster with `k: auto`, or with a range such as `k: 2...12`")
    }
    let curve = invocation.optional(score).flatMap(TuningCurve.init) ?? TuningCurve(tuning.criterion)
    let points = tuning.points.filter { curve.value($0) != nil }
    guard !points.isEmpty else {
      throw invocation.diagnostic(
        "NoScore", "there is no \(curve.title) of this clustering", at: score, hint: curve.hint)
    }
    let series = LineSeries(
      name: curve.title, x: points.map { Double($0.k) }, y: points.map { curve.value($0) ?? .nan })
    let chart = Chart.lines(
      [series], xTitle: "k", isCounted: true, yTitle: curve.title,
      title: "\(curve.title) over k, \(groups.clustering.method.name) of \(groups.source)",
      rules: [
        RuleMark(value: Double(tuning.k), direction: .x, label: "k = \(tuning.k): \(tuning.criterion.words)")
      ])
    return .object(try FigureOptions.figure(chart, invocation))
  }
}

private enum TuningCurve: String, CaseIterable {
  case silhouette, inertia, calinski, davies, bic, ari

  init(_ criterion: ClusterTuning.Criterion) {
    switch criterion {
    case .silhouette: self = .silhouette
    case .bic: self = .bic
    case .calinski: self = .calinski
    case .davies: self = .davies
    }
  }

  var title: String {
    switch self {
    case .silhouette: "Silhouette"
    case .inertia: "Inertia"
    case .calinski: "Calinski-Harabasz"
    case .davies: "Davies-Bouldin"
    case .bic: "BIC"
    case .ari: "ARI"
    }
  }

  var hint: String? {
    switch self {
    case .ari: "cluster with `agreement: on` to read the labels"
    case .bic: "mixtures have one"
    case .inertia: "methods with centres have one"
    case .silhouette, .calinski, .davies: nil
    }
  }

  func value(_ point: ClusterTuning.Point) -> Double? {
    switch self {
    case .silhouette: point.silhouette
    case .inertia: point.inertia
    case .calinski: point.calinskiHarabasz
    case .davies: point.daviesBouldin
    case .bic: point.bic
    case .ari: point.adjustedRand
    }
  }
}
