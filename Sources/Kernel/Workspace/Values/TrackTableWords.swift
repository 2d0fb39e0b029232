import MVAEKit

/// How often a category occurs.
struct CategoryCount: Sendable, Equatable {
  let category: String
  let count: Int
}

extension Column {
  /// Categories in alphabetical order; empty for numbers.
  var categoryCounts: [CategoryCount] {
    guard case .text(let values) = content else { return [] }
    var counts: [String: Int] = [:]
    for value in values { if let value { counts[value, default: 0] += 1 } }
    return counts.sorted { $0.key < $1.key }.map { CategoryCount(category: $0.key, count: $0.value) }
  }

  /// One text a row, numbers as words; `nil` where nothing is known.
  var texts: [String?] {
    switch content {
    case .text(let values): values
    case .numbers(let values): values.map { $0.isNaN ? nil : NumberText.shortest($0) }
    }
  }

  /// One number a row, or `nil` for a column of categories.
  var numbers: [Double]? {
    if case .numbers(let values) = content { values } else { nil }
  }

  var cells: [Table.CellContent] { (0..<count).map(cell) }

  func cell(_ row: Int) -> Table.CellContent {
    switch content {
    case .text(let values): values[row].map { .text($0) } ?? .empty
    case .numbers(let values): values[row].isNaN ? .empty : .number(values[row])
    }
  }

  private var count: Int {
    switch content {
    case .text(let values): values.count
    case .numbers(let values): values.count
    }
  }
}

extension TrackTable {
  /// The column that labels and colours default to: `genre`, else the first with 2 to 50 categories.
  var defaultLabel: String? {
    if column("genre") != nil { return "genre" }
    return columns.first { (2...50).contains($0.categoryCounts.count) }?.name
  }

  var byteCount: Int {
    ids.reduce(0) { $0 + $1.utf8.count * 2 } + columns.count * count * 16
  }
}

extension Table {
  struct NamedColumn: Sendable {
    let name: String
    let cells: [CellContent]
  }

  /// Ids, some columns of ours, then every label column.
  init(trackTable: TrackTable, ids: String, leading: [NamedColumn] = []) {
    let columns = leading + trackTable.columns.map { NamedColumn(name: $0.name, cells: $0.cells) }
    self.init(
      "", columns: [ids] + columns.map(\.name),
      rows: trackTable.ids.indices.map { row in [.text(trackTable.ids[row])] + columns.map { $0.cells[row] } }
    )
  }
}
