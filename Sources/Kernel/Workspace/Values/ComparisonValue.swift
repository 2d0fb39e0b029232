import MVAEKit

extension Comparison: WorkspaceValue {
  static var kind: ValueKind { .comparison }
  var brief: String {
    "\(NumberText.count(rows.count, "method")), k = \(options.k), \(NumberText.count(options.seeds, "seed"))"
  }
  var byteCount: Int { rows.count * 600 }

  /// What must be known first, then the clusters, then what the spaces tell and make, then what it all supports.
  var presentation: Presentation {
    let tables = [audit, clusters, spaces].compactMap { $0 }
    return .stack(tables.map { .table($0) })
  }

  private var audit: Table? {
    guard !findings.isEmpty else { return nil }
    return Table("Before you read the scores", columns: [], rows: [], notes: findings.map(\.message))
  }

  private var clusters: Table {
    let scores: [ComparisonScore] = [
      .ari, .nmi, .ami, .purity, .accuracy, .silhouette, .ownSilhouette, .calinskiHarabasz, .daviesBouldin,
    ]
    let title = "Clusters, k = \(options.k), \(NumberText.count(options.seeds, "seed"))\(trainingsInWords)"
    var table = table(title, scores, leading: ["dimensions", "active"]) { row in
      [
        row.dimensions > 0 ? .number(Double(row.dimensions)) : .empty,
        row.activeUnits.map { .text("\($0)\(row.isCollapsed ? " (collapsed)" : "")") } ?? .empty,
      ]
    }
    if spaces == nil { table.notes = words }
    return table
  }

  /// `nil` when no method has any of it.
  private var spaces: Table? {
    let scores: [ComparisonScore] = [.probe, .neighbors, .reconstruction, .conditional, .synthetic, .frechet]
    guard scores.contains(where: { score in rows.contains { $0[score] != nil } }) else { return nil }
    var table = table("What the spaces tell and make", scores)
    table.notes = words
    return table
  }

  private func table(
    _ title: String, _ wanted: [ComparisonScore], leading: [String] = [],
    _ cells: (ComparisonRow) -> [Table.CellContent] = { _ in [] }
  ) -> Table {
    let shown = wanted.filter { score in rows.contains { $0[score] != nil } }
    let kept = rows.filter { row in !leading.isEmpty || shown.contains { row[$0] != nil } }
    var table = Table(
      title, columns: ["method"] + leading + shown.map(\.heading),
      rows: kept.map { row in [.text(row.name)] + cells(row) + shown.map { Self.cell(row, $0) } })
    table.shownRows = max(20, rows.count)
    return table
  }

  private static func cell(_ row: ComparisonRow, _ score: ComparisonScore) -> Table.CellContent {
    guard let value = row[score] else { return .empty }
    let digits = abs(value.mean) >= 10 ? 1 : abs(value.mean) >= 1 ? 2 : 3
    var shown = NumberText.fixed(value.mean, digits)
    if let interval = value.interval {
      shown +=
        " [\(NumberText.fixed(interval.lowerBound, digits)), \(NumberText.fixed(interval.upperBound, digits))]"
    } else if value.standardDeviation > 0 {
      let spread = NumberText.fixed(value.standardDeviation, digits)
      if spread.contains(where: { $0 != "0" && $0 != "." }) { shown += " ± \(spread)" }
    }
    return .measured(value.mean, shown: shown + (row.bestIn.contains(score) ? " ▲" : ""))
  }

  private var trainingsInWords: String {
    options.trainings > 1 ? ", \(options.trainings) trainings" : ""
  }

  private var words: [String] {
    conclusions + rows.compactMap { row in row.note.map { "\(row.name): \($0)" } } + [
      "[ ]: 95 % over groups of tracks and runs; ±: over runs; ▲: better than every other, Holm-corrected p < 0.05; "
        + "↓ less is better; common space: \(commonSpace); \(rowsInWords)"
    ]
  }

  private var rowsInWords: String {
    var words = "\(NumberText.count(rowsUsed, "track"))"
    if groupsUsed < rowsUsed { words += " of \(NumberText.count(groupsUsed, "group"))" }
    if rowsUsed > Self.silhouetteRows { words += ", silhouettes of a sample of \(Self.silhouetteRows)" }
    if rowsNotShared > 0 { words += ", \(rowsNotShared) left out that not every method has" }
    if rowsWithoutLabel > 0 { words += ", \(rowsWithoutLabel) without a label" }
    return words
  }

  /// Everything in one table, a row a method.
  private var everything: Table {
    let columns = columns
    return Table(
      "Scores", columns: columns.map(\.name),
      rows: rows.indices.map { row in columns.map { $0.cell(row) } })
  }

  private var findingTable: Table {
    Table(
      "Audit", columns: ["method", "rule", "message"],
      rows: findings.map { [.text($0.method), .text($0.rule.rawValue), .text($0.message)] })
  }

  var memberNames: [String] { ["scores", "findings"] }
  func member(_ name: String) -> Value? {
    switch name {
    case "scores": .object(everything)
    case "findings": .object(findingTable)
    default: nil
    }
  }

  var agreementsShown: [ShownAgreement] {
    guard let labelName else { return [] }
    return rows.filter { $0.kind == .entry }.enumerated().compactMap { index, row in
      row[.ari].map {
        ShownAgreement(subject: index, k: options.k, label: labelName, adjustedRand: $0.mean)
      }
    }
  }
}

extension ComparisonScore {
  /// As a figure's axis says it.
  var title: String {
    switch self {
    case .ari: "ARI"
    case .nmi: "NMI"
    case .ami: "AMI"
    case .purity: "Purity"
    case .accuracy: "Matched accuracy"
    case .silhouette: "Silhouette, common"
    case .ownSilhouette: "Silhouette, own"
    case .calinskiHarabasz: "Calinski-Harabasz"
    case .daviesBouldin: "Davies-Bouldin"
    case .probe: "Linear probe"
    case .neighbors: "Five neighbours"
    case .reconstruction: "Variance missed (dB)"
    case .conditional: "Samples as asked"
    case .synthetic: "Trained on samples"
    case .frechet: "Fréchet distance"
    }
  }

  /// As a column says it.
  fileprivate var heading: String {
    title + (isLowerBetter ? " ↓" : "")
  }
}
