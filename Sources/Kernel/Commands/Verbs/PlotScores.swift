import MVAEKit
import Plot

/// `plot scores`: methods side by side, with their intervals.
enum PlotScores {
  static let comparison = Key<Comparison>.value("comparison", "what `compare` gives")
  private static let shown = Key<[String]>.words(
    "scores", "which scores", ComparisonScore.allCases.filter(\.comparesMethods).map(\.rawValue),
    default: ["ari", "silhouette", "probe"])
  private static let interval = Key<String>.word(
    "interval",
    "95 % over groups of tracks and runs; or over the runs alone, their standard deviation or the 95 % confidence interval of "
      + "their mean (Student's t)",
    ["tracks", "deviation", "confidence"], default: "tracks")

  static let scores = Command(
    "plot", "scores", summary: "The methods of a comparison: each score with its interval.",
    subjects: [comparison.parameter],
    labels: [shown.parameter, interval.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot scores (compare basic k: 8 seeds: 10)", "a model beside its baselines"),
      .init("plot scores table scores: ari interval: confidence", "one score, over K-Means seeds alone"),
    ], isShowing: true
  ) { invocation in
    let comparison = try invocation.value(comparison)
    let spread = ScoreSpread(rawValue: try invocation.value(interval)) ?? .tracks
    let wanted = try invocation.value(shown).compactMap(ComparisonScore.init)
    let drawn = wanted.filter(comparison.scores.contains)
    let marks = drawn.enumerated().map { place, score in
      mark(score, comparison, place: place, of: drawn.count, spread)
    }
    let chart = Chart(
      title: "Scores, k = \(comparison.options.k)", subtitle: spread.words(comparison), marks: marks,
      x: Axis(title: drawn.count == 1 ? drawn[0].title : "Score"),
      y: Axis(scale: .ordinal(comparison.rows.map(\.name)), isReversed: true),
      width: 680, height: min(max(Double(comparison.rows.count * max(drawn.count, 1)) * 14 + 140, 200), 900))
    return .object(try FigureOptions.figure(chart, invocation))
  }

  private static func mark(
    _ score: ComparisonScore, _ comparison: Comparison, place: Int, of count: Int, _ spread: ScoreSpread
  ) -> ErrorBarMark {
    let offset = count > 1 ? (Double(place) / Double(count - 1) - 0.5) * 0.5 : 0
    let scored = comparison.rows.enumerated().compactMap { row, method in
      method[score].map { (position: Double(row) + offset, score: $0) }
    }
    let bounds = scored.map { spread.bounds($0.score, comparison) }
    return ErrorBarMark(
      positions: scored.map(\.position), values: scored.map(\.score.mean),
      lower: bounds.map(\.lowerBound), upper: bounds.map(\.upperBound), direction: .x, name: score.title)
  }
}

/// `plot tradeoff`: what a method keeps against what it finds.
enum PlotTradeoff {
  private static let words = ComparisonScore.allCases.filter(\.comparesMethods).map(\.rawValue)
  private static let x = Key<String>.word("x", "the score along", words, default: "reconstruction")
  private static let y = Key<String>.word("y", "the score upwards", words, default: "ari")

  static let tradeoff = Command(
    "plot", "tradeoff", summary: "The methods of a comparison by two scores: what each gives up for what.",
    details: ["Bars are 95 % intervals over groups of tracks and runs, where a score has them."],
    subjects: [PlotScores.comparison.parameter],
    labels: [x.parameter, y.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot tradeoff (compare basic k: 8)", "reconstruction against agreement with the genres"),
      .init("plot tradeoff table x: silhouette", "tight clusters against the labels' clusters"),
    ], isShowing: true
  ) { invocation in
    let comparison = try invocation.value(PlotScores.comparison)
    let (along, up) = try (score(x, invocation), score(y, invocation))
    let rows = comparison.rows.filter { $0[along] != nil && $0[up] != nil }
    guard !rows.isEmpty else {
      throw invocation.diagnostic(
        "NoScores", "no method of this comparison has both \(along.title) and \(up.title)", at: x,
        hint: "it has \(comparison.scores.map(\.rawValue).joined(separator: ", "))")
    }
    let (xs, ys) = (rows.compactMap { $0[along] }, rows.compactMap { $0[up] })
    let whiskers = [false, true].flatMap { (isBaseline: Bool) -> [ErrorBarMark] in
      let own = rows.indices.filter { rows[$0].isBaseline == isBaseline }
      let (x, y) = (own.map { xs[$0] }, own.map { ys[$0] })
      let name = isBaseline ? "baseline" : "method"
      return [
        bars(x, at: y.map(\.mean), .x, name, comparison), bars(y, at: x.map(\.mean), .y, name, comparison),
      ]
    }
    let kinds = CategoryColumn(rows.map { $0.isBaseline ? "baseline" : "method" })
    let dots = DotMark(
      x: xs.map(\.mean), y: ys.map(\.mean), color: .categories(kinds, title: nil), labels: rows.map(\.name),
      highlighted: Array(rows.indices))
    let chart = Chart(
      title: "\(up.title) against \(along.title)",
      subtitle: "95 % intervals over tracks and runs\(along.isLowerBetter ? "; further left is better" : "")",
      marks: whiskers + [dots], x: Axis(title: along.title), y: Axis(title: up.title), width: 680, height: 460
    )
    return .object(try FigureOptions.figure(chart, invocation))
  }

  private static func score(_ key: Key<String>, _ invocation: Invocation) throws -> ComparisonScore {
    ComparisonScore(rawValue: try invocation.value(key)) ?? .ari
  }

  private static func bars(
    _ scores: [Score], at positions: [Double], _ direction: AxisDirection, _ name: String,
    _ comparison: Comparison
  ) -> ErrorBarMark {
    let bounds = scores.map { ScoreSpread.tracks.bounds($0, comparison) }
    return ErrorBarMark(
      positions: positions, values: scores.map(\.mean), lower: bounds.map(\.lowerBound),
      upper: bounds.map(\.upperBound), direction: direction, name: name)
  }
}

/// What the bars of a score mean.
private enum ScoreSpread: String {
  case tracks, deviation, confidence

  func words(_ comparison: Comparison) -> String {
    let seeds = NumberText.count(comparison.options.seeds, "seed")
    let trainings = comparison.options.trainings
    let runs = "\(trainings > 1 ? "\(trainings) trainings, " : "")\(seeds) of K-Means"
    return switch self {
    case .tracks: "95 % intervals over tracks and \(runs)"
    case .deviation: "mean ± standard deviation over \(runs)"
    case .confidence: "95 % confidence interval of the mean over \(runs)"
    }
  }

  /// The value alone where there is no interval.
  func bounds(_ score: Score, _ comparison: Comparison) -> ClosedRange<Double> {
    let runs = comparison.options.seeds * comparison.options.trainings
    let factor: Double
    switch self {
    case .tracks: return score.interval ?? score.mean...score.mean
    case .deviation: factor = 1
    case .confidence: factor = StudentT.quantile975(freedom: runs - 1) / Double(runs).squareRoot()
    }
    let half = factor * score.standardDeviation
    return half.isFinite ? score.mean - half...score.mean + half : score.mean...score.mean
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
