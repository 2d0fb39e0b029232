import MVAEKit
import Plot

/// `plot scores`: methods side by side, with their spread.
enum PlotScores {
  private static let comparison = Key<Comparison>.value("comparison", "what `compare` gives")
  private static let shown = Key<[String]>.words(
    "scores", "which scores; silhouette is the one in the common space", ShownScore.allCases.map(\.rawValue),
    default: ["ari", "nmi", "silhouette"])
  private static let interval = Key<String>.word(
    "interval",
    "the standard deviation over the seeds, or the 95 % confidence interval of their mean (Student's t)",
    ["deviation", "confidence"], default: "deviation")

  static let scores = Command(
    "plot", "scores", summary: "The methods of a comparison: each score with its spread over the seeds.",
    subjects: [comparison.parameter],
    labels: [shown.parameter, interval.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot scores (compare basic k: 8 seeds: 10)", "a model beside its baselines"),
      .init("plot scores table scores: ari interval: confidence", "one score"),
    ], isShowing: true
  ) { invocation in
    let comparison = try invocation.value(comparison)
    let wanted = try invocation.value(shown).compactMap(ShownScore.init)
    let isConfidence = try invocation.value(interval) == "confidence"
    let factor =
      isConfidence
      ? StudentT.quantile975(freedom: comparison.seeds - 1) / Double(comparison.seeds).squareRoot() : 1
    let drawn = wanted.filter { score in comparison.rows.contains { score.value($0) != nil } }
    let marks = drawn.enumerated().map { place, score in
      mark(score, comparison, place: place, of: drawn.count, factor: factor)
    }
    let spread = isConfidence ? "95 % confidence interval of the mean" : "mean ± standard deviation"
    let seeds = NumberText.count(comparison.seeds, "seed")
    let chart = Chart(
      title: "Scores, k = \(comparison.k)", subtitle: "\(spread) over \(seeds) of K-Means", marks: marks,
      x: Axis(title: drawn.count == 1 ? drawn[0].title : "Score"),
      y: Axis(scale: .ordinal(comparison.rows.map(\.name)), isReversed: true),
      width: 680, height: min(max(Double(comparison.rows.count * max(drawn.count, 1)) * 14 + 140, 200), 900))
    return .object(try FigureOptions.figure(chart, invocation))
  }

  private static func mark(
    _ score: ShownScore, _ comparison: Comparison, place: Int, of count: Int, factor: Double
  ) -> ErrorBarMark {
    let offset = count > 1 ? (Double(place) / Double(count - 1) - 0.5) * 0.5 : 0
    let scored = comparison.rows.enumerated().compactMap { row, method in
      score.value(method).map { (position: Double(row) + offset, score: $0) }
    }
    return ErrorBarMark(
      positions: scored.map(\.position), values: scored.map(\.score.mean),
      lower: scored.map { $0.score.mean - factor * $0.score.standardDeviation },
      upper: scored.map { $0.score.mean + factor * $0.score.standardDeviation }, direction: .x,
      name: score.title)
  }
}

private enum ShownScore: String, CaseIterable {
  case ari, nmi, silhouette

  var title: String {
    switch self {
    case .ari: "ARI"
    case .nmi: "NMI"
    case .silhouette: "Silhouette"
    }
  }

  func value(_ row: ComparisonRow) -> Score? {
    switch self {
    case .ari: row.adjustedRand
    case .nmi: row.normalizedMutualInformation
    case .silhouette: row.commonSilhouette
    }
  }
}

/// Student's t distribution.
enum StudentT {
  /// The 0.975 quantile, for two-sided intervals of 95 %: Fisher and Cornish's (1960) expansion, exact to 3 digits from six
  /// degrees of freedom on, a table below; not finite without freedom.
  static func quantile975(freedom: Int) -> Double {
    let few = [Double.nan, 12.706, 4.303, 3.182, 2.776, 2.571]
    if freedom < few.count { return few[max(freedom, 0)] }
    let (z, n) = (1.959964, Double(freedom))
    let z3 = z * z * z
    let z5 = z3 * z * z
    let z7 = z5 * z * z
    return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
      + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n)
  }
}
