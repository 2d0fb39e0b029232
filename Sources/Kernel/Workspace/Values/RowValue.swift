import MVAEKit

/// A value with one item a track: vectors or images, whose labels go where they go.
protocol RowValue: WorkspaceValue {
  var rows: TrackTable { get }
  func selecting(_ indices: [Int]) -> Self
}

extension RowValue {
  var memberNames: [String] { ["labels"] }

  func member(_ name: String) -> Value? {
    name == "labels" ? .object(Table(trackTable: rows, ids: "id")) : nil
  }

  var itemCount: Int? { rows.count }
  func item(at position: Int) -> Value? { items(at: [position]) }
  func items(at positions: [Int]) -> Value? { .object(selecting(positions)) }
  func item(named name: String) -> Value? { rows.ids.firstIndex(of: name).flatMap(item) }
  var labelColumns: [String] { rows.columnNames }
  func categories(of column: String?) -> [String] { rows.categories(of: column) }
}
