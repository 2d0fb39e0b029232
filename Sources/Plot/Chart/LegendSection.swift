/// A block of the legend: a title and its keys.
public struct LegendSection: Sendable, Equatable {
  public var title: String?
  public var entries: [LegendEntry]

  public init(title: String? = nil, entries: [LegendEntry]) {
    self.title = title
    self.entries = entries
  }
}

/// A key and what it stands for.
public struct LegendEntry: Sendable, Equatable {
  public enum Key: Sendable, Equatable {
    case dot(DotShape, fill: Color, outline: Color?, radius: Double)
    case line(Color, dash: [Double])
    case box(Color, outline: Color?)
  }

  public var label: String
  public var key: Key

  public init(label: String, key: Key) {
    self.label = label
    self.key = key
  }
}
