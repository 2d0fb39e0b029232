/// One layer of a chart: data bound to channels, and how to draw it.
///
/// A new mark is a new file with a type that says what its axes and legend must hold, and draws itself in a frame.
public protocol Mark: Sendable {
  /// The range this mark needs of an axis, or nothing when it has no finite values.
  func extent(along direction: AxisDirection) -> Extent?
  /// The classes it colours, in the legend's order.
  var classes: [String] { get }
  /// The scale of its numeric colours, for the colour bar.
  var colorScale: ColorScale? { get }
  /// Its keys in the legend.
  func legendSections(_ classes: ClassScale, theme: Theme) -> [LegendSection]
  /// What it is and how much of it there is, for the text that stands for the picture.
  var summary: MarkSummary { get }
  /// Values left out because they are not finite or have no position on their scale.
  func droppedCount(in frame: PlotFrame) -> Int
  func draw(in frame: PlotFrame, on scene: inout Scene)
}

extension Mark {
  public var classes: [String] { [] }
  public var colorScale: ColorScale? { nil }
  public func legendSections(_ classes: ClassScale, theme: Theme) -> [LegendSection] { [] }
}

public enum AxisDirection: Sendable {
  case x
  case y
}

/// A mark in words and counts.
public struct MarkSummary: Sendable, Equatable {
  /// "Scatter plot", "Line chart"; nothing for marks that only annotate.
  public var kind: String?
  /// "400 points in 8 classes: Rock 50, Pop 50", without a full stop.
  public var contents: String?
  /// Marks that are drawn one by one.
  public var pointCount: Int

  public init(kind: String? = nil, contents: String? = nil, pointCount: Int = 0) {
    self.kind = kind
    self.contents = contents
    self.pointCount = pointCount
  }
}
