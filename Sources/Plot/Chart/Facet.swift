/// One of a chart's small multiples: its own marks on the scales that all share.
public struct Facet: Sendable {
  /// Written above it.
  public var title: String
  public var marks: [any Mark]

  public init(title: String, marks: [any Mark]) {
    self.title = title
    self.marks = marks
  }
}

/// Where the small multiples of a chart stand: rows of equal panels inside the area one plot would have.
struct FacetLayout {
  static let titleHeight = 19.0
  static let gap = 14.0

  let columns: Int
  let rows: Int
  private let count: Int
  private let area: Rect

  init(count: Int, in area: Rect) {
    self.count = max(count, 1)
    self.area = area
    columns = Self.columns(self.count, width: area.width, height: area.height)
    rows = (self.count + columns - 1) / columns
  }

  func panel(_ index: Int) -> Rect {
    let width = (area.width + Self.gap) / Double(columns) - Self.gap
    let height = (area.height + Self.gap) / Double(rows) - Self.gap - Self.titleHeight
    let (row, column) = (index / columns, index % columns)
    return Rect(
      x: (area.x + Double(column) * (width + Self.gap)).rounded(),
      y: (area.y + Double(row) * (height + Self.gap + Self.titleHeight) + Self.titleHeight).rounded(),
      width: max(width.rounded(.down), 20), height: max(height.rounded(.down), 20))
  }

  func isFirstColumn(_ index: Int) -> Bool { index % columns == 0 }
  /// Whether no panel stands below.
  func isLowest(_ index: Int) -> Bool { index + columns >= count }

  /// As many columns as make panels a little wider than high, and leave few places empty.
  private static func columns(_ count: Int, width: Double, height: Double) -> Int {
    var best = (cost: Double.infinity, columns: 1)
    for columns in 1...min(count, 12) {
      let rows = (count + columns - 1) / columns
      let (w, h) = (width / Double(columns) - gap, height / Double(rows) - gap - titleHeight)
      guard w > 0, h > 0 else { continue }
      let aspect = w / h / 1.2
      let empty = Double(columns * rows - count) / Double(columns * rows)
      let cost = max(aspect, 1 / aspect) + 2 * empty
      if cost < best.cost { best = (cost, columns) }
    }
    return best.columns
  }
}
