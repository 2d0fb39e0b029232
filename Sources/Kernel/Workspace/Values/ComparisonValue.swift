import MVAEKit

extension Comparison: WorkspaceValue {
  static var kind: ValueKind { .comparison }
  var brief: String {
    "\(NumberText.count(rows.count, "method")), k = \(k), \(NumberText.count(seeds, "seed"))"
  }
  var byteCount: Int { rows.count * 200 }
  var presentation: Presentation { .table(table) }

  /// A row a method, baselines below, scores as mean ± standard deviation over the seeds.
  private var table: Table {
    let columns = [
      "method", "dimensions", "active", "Silhouette", "in common space", "Calinski-Harabasz",
      "Davies-Bouldin ↓",
      "ARI", "NMI",
    ]
    var table = Table(
      "Comparison, k = \(k), \(NumberText.count(seeds, "seed"))", columns: columns, rows: rows.map(cells))
    table.shownRows = max(20, rows.count)
    table.notes = conclusions
    table.notes += rows.compactMap { row in row.note.map { "\(row.name): \($0)" } }
    table.notes.append(
      "ARI, NMI: agreement with the labels; ↓ less is better; common space: \(commonSpace); \(rowsInWords)")
    return table
  }

  private func cells(_ row: ComparisonRow) -> [Table.CellContent] {
    let scores = [
      row.silhouette, row.commonSilhouette, row.calinskiHarabasz, row.daviesBouldin, row.adjustedRand,
      row.normalizedMutualInformation,
    ]
    return [
      .text(row.name), row.dimensions > 0 ? .number(Double(row.dimensions)) : .empty,
      row.activeUnits.map { .number(Double($0)) } ?? .empty,
    ] + scores.map(Self.cell)
  }

  private static func cell(_ score: Score?) -> Table.CellContent {
    guard let score else { return .empty }
    let digits = abs(score.mean) >= 10 ? 1 : 3
    let spread = NumberText.fixed(score.standardDeviation, digits)
    let isSpread = spread.contains { $0 != "0" && $0 != "." }
    return .measured(
      score.mean, shown: NumberText.fixed(score.mean, digits) + (isSpread ? " ± \(spread)" : ""))
  }

  private var rowsInWords: String {
    var words = "\(NumberText.count(rowsUsed, "track"))"
    if rowsNotShared > 0 { words += ", \(rowsNotShared) left out that not every method has" }
    if rowsWithoutLabel > 0 { words += ", \(rowsWithoutLabel) without a label" }
    return words
  }

  var memberNames: [String] { ["scores"] }
  func member(_ name: String) -> Value? { name == "scores" ? .object(table) : nil }
}
