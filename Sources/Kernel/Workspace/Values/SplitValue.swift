import MVAEKit

/// Three parts of a corpus, features or images.
struct SplitValue: Sendable {
  let split: RowSplit
  let train: Value
  let validation: Value
  let test: Value
  private let table: TrackTable
  private let label: String?

  init?(_ split: RowSplit, of value: Value, table: TrackTable) {
    guard let train = value.items(at: split.train), let validation = value.items(at: split.validation),
      let test = value.items(at: split.test)
    else { return nil }
    self.split = split
    self.train = train
    self.validation = validation
    self.test = test
    self.table = table
    label = value.as(Corpus.self)?.primaryLabel ?? table.defaultLabel
  }

  /// What the user should know of it.
  var warnings: [String] {
    var words: [String] = []
    let parted = split.partedGroups(of: table)
    if parted > 0 {
      words.append(
        "\(NumberText.count(parted, "group")) of the tracks (`group`: an artist, an album or a recording) "
          + "\(parted == 1 ? "has" : "have") tracks in more than one part")
    }
    if !split.leftOut.isEmpty {
      words.append("\(NumberText.count(split.leftOut.count, "track")) without a mark in `split` left out")
    }
    return words
  }

  private struct Part {
    let name: String
    let rows: [Int]
  }

  private var parts: [Part] {
    [
      Part(name: "train", rows: split.train), Part(name: "validation", rows: split.validation),
      Part(name: "test", rows: split.test),
    ]
  }
}

extension SplitValue: WorkspaceValue {
  static var kind: ValueKind { ValueKind(name: "split") }

  var brief: String {
    parts.map { "\($0.name) \($0.rows.count)" }.joined(separator: ", ") + " by \(split.unit)"
  }

  var byteCount: Int { train.byteCount + validation.byteCount + test.byteCount }

  var presentation: Presentation {
    let column = label.flatMap(table.column)
    var columns = ["part", "tracks", "share", "groups"]
    if let column { columns.append(column.name) }
    let total = Double(max(1, table.count - split.leftOut.count))
    let rows = parts.map { part -> [Table.CellContent] in
      let share = Double(part.rows.count) / total
      let groups = Set(part.rows.map { table.groups[$0] }).count
      let cells: [Table.CellContent] = [
        .text(part.name), .number(Double(part.rows.count)),
        .measured(share, shown: NumberText.fixed(100 * share, 1) + " %"), .number(Double(groups)),
      ]
      return cells + (column.map { [.text(DescribedGroups.mix($0, part.rows))] } ?? [])
    }
    return .table(
      Table("Split by \(split.unit)", columns: columns, rows: rows, notes: warnings))
  }

  var memberNames: [String] { ["train", "validation", "test"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "train": train
    case "validation": validation
    case "test": test
    default: nil
    }
  }

  var labelColumns: [String] { table.columnNames }
  func categories(of column: String?) -> [String] { table.categories(of: column) }
}
