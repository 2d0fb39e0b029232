/// What a comparison's table supports and what it does not, in words.
///
/// A difference counts as one only when the paired bootstrap over tracks and runs tells it from none.
struct ComparisonConclusions {
  let rows: [ComparisonRow]
  let evidence: ComparisonEvidence
  let options: ComparisonOptions
  let rowsUsed: Int
  let rowsNotShared: Int
  let rowsWithoutLabel: Int

  var sentences: [String] {
    [agreement, silhouetteMisleads].compactMap { $0 } + baselines + belowMajority + collapses + [spread]
      + gaps
  }

  /// p below which a difference is called one.
  private static let level = 0.05

  /// Who agrees best with the labels.
  private var agreement: String? {
    let ranked = scored.sorted { $0.score.mean > $1.score.mean }
    guard let first = ranked.first else { return nil }
    if first.score.mean < 0.05 {
      return "No method agrees with the labels much better than chance (highest ARI \(text(first.score)))."
    }
    guard ranked.count > 1 else {
      return
        "\(first.name) agrees with the labels at ARI \(text(first.score)), with nothing to compare it with."
    }
    if rows[first.row].bestIn.contains(.ari) {
      return
        "\(first.name) agrees best with the labels: ARI \(text(first.score)), before \(ranked[1].name) with "
        + "\(text(ranked[1].score))."
    }
    let level = ranked.dropFirst().filter { !differ(first.row, $0.row) }.map(\.name)
    guard !level.isEmpty else {
      return
        "\(first.name) has the highest ARI, \(text(first.score)), but not beyond doubt after correction for "
        + "\(ranked.count - 1) comparisons."
    }
    return "\(first.name) has the highest ARI, \(text(first.score)), but \(list(level)) "
      + "\(level.count == 1 ? "is" : "are") not told apart from it by these tracks: that is no difference."
  }

  /// Whether the tightest clusters are other than those that match the labels.
  private var silhouetteMisleads: String? {
    let tight = rows.filter { $0[.ownSilhouette] != nil }
      .max { ($0[.ownSilhouette]?.mean ?? 0) < ($1[.ownSilhouette]?.mean ?? 0) }
    guard let tight, let score = tight[.ownSilhouette] else { return nil }
    guard let first = scored.max(by: { $0.score.mean < $1.score.mean }) else {
      return "\(tight.name) has the tightest clusters in its own space (silhouette \(text(score))); "
        + "silhouettes of spaces of different sizes do not compare."
    }
    guard tight.name != first.name else { return nil }
    return
      "\(tight.name) has the highest silhouette in its own space (\(text(score))) but not the highest ARI: "
      + "tight clusters are not the labels' clusters."
  }

  /// For every model: whether it beats the best of the baselines.
  private var baselines: [String] {
    guard let best = scored.filter({ rows[$0.row].isBaseline }).max(by: { $0.score.mean < $1.score.mean })
    else {
      return []
    }
    return scored.filter { each in
      let isModel = rows[each.row].kind == .entry && rows[each.row].activeUnits != nil
      return isModel && !(each.score.mean > best.score.mean && differ(each.row, best.row))
    }.map { "\($0.name) is not better than the baseline \(best.name) by ARI." }
  }

  /// Clusters taken as labels that are right less often than one label for all.
  private var belowMajority: [String] {
    guard let majority = rows.first(where: { $0.kind == .majority })?[.accuracy]?.mean else { return [] }
    let below = rows.filter { row in
      row.kind == .entry && row[.accuracy].map { $0.mean < majority } == true
    }
    return below.map { row in
      "Clusters of \(row.name), each taken for one label, are right for "
        + "\(LeakageAudit.percent(row[.accuracy]?.mean ?? 0)) of the tracks: the largest label alone would be for "
        + "\(LeakageAudit.percent(majority))."
    }
  }

  private var collapses: [String] {
    rows.filter { $0.isCollapsed && $0.kind == .entry }.map { row in
      "\(row.name) uses \(row.activeUnits ?? 0) of \(row.dimensions) latent dimensions (collapse): "
        + "its scores say little about the model."
    }
  }

  private var spread: String {
    let runs =
      options.trainings > 1
      ? "\(options.trainings) trainings and \(seedsInWords) of K-Means each" : "\(seedsInWords) of K-Means"
    let intervals = "[ ] are 95 % intervals over tracks (whole groups of clips) and \(runs)"
    return options.trainings > 1
      ? "\(intervals)." : "\(intervals); other trainings may differ more: `retrain: 5` shows it."
  }

  private var seedsInWords: String { "\(options.seeds) seed\(options.seeds == 1 ? "" : "s")" }

  private var gaps: [String] {
    var sentences: [String] = []
    if rowsNotShared > 0 {
      sentences.append("\(rowsNotShared) rows that not every method has were left out, \(rowsUsed) remain.")
    }
    if rowsWithoutLabel > 0 {
      sentences.append(
        "\(rowsWithoutLabel) of \(rowsUsed) rows have no label and do not count in scores against labels.")
    }
    return sentences
  }

  private struct Scored {
    let row: Int
    let name: String
    let score: Score
  }

  /// Rows with an agreement score that say something: neither trivial ones nor those that were told the labels.
  private var scored: [Scored] {
    rows.indices.compactMap { index in
      let row = rows[index]
      guard row.kind != .majority, row.kind != .random, !row.readsLabels else { return nil }
      return row[.ari].map { Scored(row: index, name: row.name, score: $0) }
    }
  }

  private func differ(_ first: Int, _ second: Int) -> Bool {
    evidence.p(.ari, first, second).map { $0 < Self.level } ?? false
  }

  private func text(_ score: Score) -> String {
    guard let interval = score.interval else { return Self.rounded(score.mean) }
    return
      "\(Self.rounded(score.mean)) [\(Self.rounded(interval.lowerBound)), \(Self.rounded(interval.upperBound))]"
  }

  /// Three digits after the point.
  private static func rounded(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = "\(thousandths % 1000)"
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    return "\(sign)\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }

  private func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined()
      : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }
}
