/// Dots at positions: the scatter plot's mark.
public struct DotMark: Mark {
  public enum ColorChannel: Sendable {
    /// All dots in the palette's first colour.
    case single
    /// Light grey without a key: the others, behind those that matter.
    case muted
    case categories(CategoryColumn, title: String?)
    /// One number a row; what is not finite is drawn grey.
    case numbers([Double], ColorScale)
  }

  /// One value a row; rows with a value that is not finite are left out and counted.
  public var x: [Double]
  public var y: [Double]
  public var color: ColorChannel
  /// Shapes by class, independent of the colour; without it shapes follow the colour's classes.
  public var shape: CategoryColumn?
  public var shapeTitle: String?
  /// One number a row, drawn as area.
  public var size: [Double]?
  public var sizeTitle: String?
  /// One text a row, for tooltips and highlighted dots; may be empty.
  public var labels: [String]
  /// Rows drawn larger, ringed, on top, and with their label.
  public var highlighted: [Int]

  public init(
    x: [Double], y: [Double], color: ColorChannel = .single, shape: CategoryColumn? = nil,
    shapeTitle: String? = nil, size: [Double]? = nil, sizeTitle: String? = nil, labels: [String] = [],
    highlighted: [Int] = []
  ) {
    self.x = x
    self.y = y
    self.color = color
    self.shape = shape
    self.shapeTitle = shapeTitle
    self.size = size
    self.sizeTitle = sizeTitle
    self.labels = labels
    self.highlighted = highlighted
  }

  public func extent(along direction: AxisDirection) -> Extent? {
    direction == .x ? Extent(of: x, where: y, padding: 0.04) : Extent(of: y, where: x, padding: 0.04)
  }

  public var classes: [String] {
    if case .categories(let column, _) = color { return column.names }
    return []
  }

  public var colorScale: ColorScale? {
    if case .numbers(_, let scale) = color { return scale }
    return nil
  }

  public func droppedCount(in frame: PlotFrame) -> Int { frame.countWithoutPosition(x: x, y: y) }

  public func draw(in frame: PlotFrame, on scene: inout Scene) {
    let looks = DotLooks(count: min(x.count, y.count), area: frame.area)
    let batches = DotBatching(mark: self, frame: frame, looks: looks).batches()
    scene.clipped(to: frame.area) { scene in
      scene.dots(DotCloud(batches: batches, labels: labels, area: frame.area))
    }
    DotHighlights(mark: self, frame: frame, looks: looks).draw(on: &scene)
  }
}
