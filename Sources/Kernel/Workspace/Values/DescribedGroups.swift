import MVAEKit

/// What each group of a clustering is made of, with its tracks where they are at hand.
struct DescribedGroups: Sendable {
  let description: GroupDescription
  let rows: TrackTable
  /// The label column to count in each group.
  let label: String?
  /// What was clustered, in words.
  let source: String
  /// The same rows.
  let corpus: Corpus?
}

extension DescribedGroups: WorkspaceValue {
  static var kind: ValueKind { .description }
  var brief: String { "\(NumberText.count(description.groups.count, "group")) of \(source)" }
  var byteCount: Int { rows.count * 8 + description.groups.count * 400 }

  var presentation: Presentation { .table(table) }

  private var table: Table {
    let column = label.flatMap(rows.column)
    let hasTerms = description.groups.contains { !$0.terms.isEmpty }
    var columns = ["group", "tracks"]
    if let column { columns.append(column.name) }
    columns.append("set apart by")
    if hasTerms { columns.append("words") }
    columns.append("in the middle")
    var table = Table(
      "Groups of \(source)", columns: columns,
      rows: description.groups.map { cells($0, column, hasTerms: hasTerms) })
    table.shownRows = max(20, table.rows.count)
    table.notes = notes
    return table
  }

  private func cells(_ group: GroupDescription.Group, _ column: Column?, hasTerms: Bool) -> [Table
    .CellContent]
  {
    var cells: [Table.CellContent] = [.text(Self.name(group)), .number(Double(group.rows.count))]
    if let column { cells.append(.text(Self.mix(column, group.rows))) }
    cells.append(.text(group.features.map(Self.words).joined(separator: ", ")))
    if hasTerms { cells.append(.text(group.terms.joined(separator: ", "))) }
    cells.append(.text(group.medoids.map { rows.ids[$0] }.joined(separator: ", ")))
    return cells
  }

  private var notes: [String] {
    let features = "set apart by: mean of the group less mean of the others, in pooled standard deviations"
    return corpus == nil
      ? [features, "with `corpus:` there are words, and medoids to play"]
      : [features, "`.medoids` has the track in the middle of each group, to play"]
  }

  private static func name(_ group: GroupDescription.Group) -> String {
    group.number < 0 ? "noise" : String(group.number)
  }

  private static func words(_ feature: GroupDescription.Feature) -> String {
    "\(feature.name) \(feature.difference > 0 ? "+" : "−")\(NumberText.fixed(abs(feature.difference), 1))"
  }

  /// "Rock 31, Jazz 4".
  static func mix(_ label: Column, _ rows: [Int]) -> String {
    let texts = label.texts
    var counts: [String: Int] = [:]
    for row in rows { counts[texts[row] ?? "unlabelled", default: 0] += 1 }
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = ordered.prefix(4).map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return ordered.count > 4 ? shown + ", …" : shown
  }

  var memberNames: [String] { ["table"] + (corpus == nil ? [] : ["medoids"]) }

  func member(_ name: String) -> Value? {
    switch name {
    case "table": .object(table)
    case "medoids":
      corpus.map { .object($0.selecting(description.groups.compactMap { $0.medoids.first })) }
    default: nil
    }
  }
}
