/// The labels of an ordered set of items: an id and a group per row, and named columns of text or numbers.
///
/// A corpus has one, and every feature, latent and clustering made from it carries the rows it stands for, so
/// that colours, scores and exports always find their labels.
public struct TrackTable: Sendable, Equatable {
  public let ids: [String]
  /// The recording, album or artist of each row: splits never part a group.
  public let groups: [String]
  public let columns: [Column]

  public init(ids: [String], groups: [String], columns: [Column]) {
    self.ids = ids
    self.groups = groups
    self.columns = columns
  }

  public var count: Int { ids.count }

  public var columnNames: [String] { columns.map(\.name) }

  public func column(_ name: String) -> Column? {
    columns.first { $0.name == name }
  }

  /// The rows at `indices`, in that order.
  public func selecting(_ indices: [Int]) -> TrackTable {
    TrackTable(
      ids: indices.map { ids[$0] },
      groups: indices.map { groups[$0] },
      columns: columns.map { $0.selecting(indices) })
  }
}

/// One named column: categories (`nil` = missing) or numbers (NaN = missing).
public struct Column: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    case text([String?])
    case numbers([Double])
  }

  public let name: String
  public let content: Content

  public init(name: String, content: Content) {
    self.name = name
    self.content = content
  }

  public func selecting(_ indices: [Int]) -> Column {
    switch content {
    case .text(let values): Column(name: name, content: .text(indices.map { values[$0] }))
    case .numbers(let values): Column(name: name, content: .numbers(indices.map { values[$0] }))
    }
  }
}
