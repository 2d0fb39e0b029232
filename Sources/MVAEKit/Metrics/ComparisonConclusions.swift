/// What a comparison's table supports and what it does not, in words.
///
/// A difference counts as one only when it is larger than one standard deviation of either row.
struct ComparisonConclusions {
  let rows: [ComparisonRow]
  let seeds: Int
  let rowsUsed: Int
  let rowsNotShared: Int
  let rowsWithoutLabel: Int

  var sentences: [String] {
    [agreement, silhouetteMisleads].compactMap { $0 } + baselines + collapses + [spread] + gaps
  }

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
    let second = ranked[1]
    if differ(first.score, second.score) {
      return
        "\(first.name) agrees best with the labels: ARI \(text(first.score)), before \(second.name) with "
        + "\(text(second.score))."
    }
    let level = ranked.dropFirst().filter { !differ(first.score, $0.score) }.map(\.name)
    return "\(first.name) has the highest ARI, \(text(first.score)), but \(list(level)) "
      + "\(level.count == 1 ? "lies" : "lie") within one standard deviation: that is no difference."
  }

  /// Whether the tightest clusters are other than those that match the labels.
  private var silhouetteMisleads: String? {
    let tight = rows.filter { $0.silhouette != nil }
      .max { ($0.silhouette?.mean ?? 0) < ($1.silhouette?.mean ?? 0) }
    guard let tight, let score = tight.silhouette else { return nil }
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
    let others = scored.filter { $0.isBaseline }
    guard let best = others.max(by: { $0.score.mean < $1.score.mean }) else { return [] }
    return scored.filter { $0.isModel && !($0.score.mean > best.score.mean && differ($0.score, best.score)) }
      .map { "\($0.name) is not better than the baseline \(best.name) by ARI." }
  }

  private var collapses: [String] {
    rows.compactMap { row in
      guard let active = row.activeUnits, active <= max(1, row.dimensions / 4), row.dimensions > active else {
        return nil
      }
      return "\(row.name) uses \(active) of \(row.dimensions) latent dimensions (collapse): "
        + "its scores say little about the model."
    }
  }

  private var spread: String {
    seeds == 1
      ? "One K-Means seed shows no spread: use more seeds before calling a difference real."
      : "± is the standard deviation over \(seeds) K-Means seeds; other trainings or other tracks may differ more."
  }

  private var gaps: [String] {
    var sentences: [String] = []
    if rowsNotShared > 0 {
      sentences.append("\(rowsNotShared) rows that not every method has were left out, \(rowsUsed) remain.")
    }
    if rowsWithoutLabel > 0 {
      sentences.append(
        "\(rowsWithoutLabel) of \(rowsUsed) rows have no label and do not count in ARI and NMI.")
    }
    return sentences
  }

  private struct Scored {
    let name: String
    let score: Score
    let isBaseline: Bool
    let isModel: Bool
  }

  /// Rows with an agreement score, the majority class aside: it says nothing about a space.
  private var scored: [Scored] {
    rows.filter { $0.kind != .majority }.compactMap { row in
      row.adjustedRand.map {
        Scored(
          name: row.name, score: $0, isBaseline: row.isBaseline,
          isModel: row.kind == .entry && row.activeUnits != nil)
      }
    }
  }

  private func differ(_ first: Score, _ second: Score) -> Bool {
    abs(first.mean - second.mean) > max(first.standardDeviation, second.standardDeviation)
  }

  private func text(_ score: Score) -> String {
    seeds == 1
      ? Self.rounded(score.mean)
      : "\(Self.rounded(score.mean)) ± \(Self.rounded(score.standardDeviation))"
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
