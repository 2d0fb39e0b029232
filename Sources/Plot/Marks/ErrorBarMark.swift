/// Values with the interval around each: a mean and its spread, an estimate and its confidence.
public struct ErrorBarMark: Mark {
  /// Where each value stands on the other axis, such as 0, 1, 2 on an ordinal one.
  public var positions: [Double]
  /// What is not finite is left out and counted.
  public var values: [Double]
  /// The intervals' ends; where one is not finite only the dot is drawn.
  public var lower: [Double]
  public var upper: [Double]
  /// The axis that measures: `.x` makes lying intervals.
  public var direction: AxisDirection
  /// Its class, which gives it a colour, a shape and a legend's key.
  public var name: String?

  public init(
    positions: [Double], values: [Double], lower: [Double], upper: [Double], direction: AxisDirection = .y,
    name: String? = nil
  ) {
    self.positions = positions
    self.values = values
    self.lower = lower
    self.upper = upper
    self.direction = direction
    self.name = name
  }

  public func extent(along direction: AxisDirection) -> Extent? {
    direction == self.direction
      ? Extent(of: values + lower + upper, padding: 0.06) : Extent(of: positions, padding: 0.06)
  }

  public var classes: [String] { name.map { [$0] } ?? [] }

  public func legendSections(_ classes: ClassScale, theme: Theme) -> [LegendSection] {
    guard let name else { return [] }
    let style = classes.style(name)
    let key = LegendEntry.Key.dot(style.shape, fill: style.fill, outline: style.outline, radius: 4.5)
    return [LegendSection(entries: [LegendEntry(label: name, key: key)])]
  }

  public var summary: MarkSummary {
    let finite = values.filter(\.isFinite)
    var contents = (name.map { Words.short($0) + ", " } ?? "")
    contents += Words.plural(finite.count, "value", "values") + " with intervals"
    if let low = finite.min(), let high = finite.max() {
      contents += " from \(NumberText.brief(low)) to \(NumberText.brief(high))"
    }
    return MarkSummary(kind: "Interval plot", contents: contents, pointCount: finite.count)
  }

  public func droppedCount(in frame: PlotFrame) -> Int {
    direction == .x
      ? frame.countWithoutPosition(x: values, y: positions)
      : frame.countWithoutPosition(x: positions, y: values)
  }

  public func draw(in frame: PlotFrame, on scene: inout Scene) {
    let style = frame.classes.style(name ?? "")
    let (along, across) =
      direction == .x ? (frame.pixelX, frame.pixelY) : (frame.pixelY, frame.pixelX)
    var dots: [DotPoint] = []
    scene.clipped(to: frame.area) { scene in
      for row in 0..<min(positions.count, values.count) {
        let (value, middle) = (along(values[row]), across(positions[row]))
        guard value.isFinite, middle.isFinite else { continue }
        if row < lower.count, row < upper.count {
          Whisker(
            low: along(lower[row]), high: along(upper[row]), middle: middle, cap: 4, lies: direction == .x
          ).draw(on: &scene, color: style.line, ground: nil)
        }
        let point = direction == .x ? (value, middle) : (middle, value)
        dots.append(DotPoint(x: Float(point.0), y: Float(point.1)))
      }
    }
    guard !dots.isEmpty else { return }
    let batch = DotBatch(
      shape: style.shape, radius: 4.5, fill: style.fill, outline: style.outline ?? frame.theme.surface,
      outlineWidth: 1, points: dots, rows: [])
    scene.dots(DotCloud(batches: [batch], labels: [], area: frame.area))
  }
}
