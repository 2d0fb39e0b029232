/// Bars from zero in an ordinal axis' bands; one series, beside others when there are several.
public struct BarMark: Mark {
  /// One value a category, in the ordinal axis' order; what is not finite is left out.
  public var values: [Double]
  /// Lower and upper ends of error bars; may be empty.
  public var errorLower: [Double]
  public var errorUpper: [Double]
  /// Its class, which gives it a colour and a legend's key.
  public var name: String?
  /// Bars lie and the ordinal axis is y.
  public var horizontal: Bool
  /// The series' place among those that share a band.
  public var slot: Int
  public var slots: Int
  /// Grey, for bars that count for less than the others.
  public var isMuted: Bool

  public init(
    values: [Double], errorLower: [Double] = [], errorUpper: [Double] = [], name: String? = nil,
    horizontal: Bool = false, slot: Int = 0, slots: Int = 1, isMuted: Bool = false
  ) {
    self.values = values
    self.errorLower = errorLower
    self.errorUpper = errorUpper
    self.name = name
    self.horizontal = horizontal
    self.slot = slot
    self.slots = max(slots, 1)
    self.isMuted = isMuted
  }

  public func extent(along direction: AxisDirection) -> Extent? {
    guard (direction == .y) != horizontal else { return nil }
    guard var extent = Extent(of: values + errorLower + errorUpper, padding: 0.04) else { return nil }
    if extent.lower >= 0 { (extent.lower, extent.lowerPadding) = (0, 0) }
    if extent.upper <= 0 { (extent.upper, extent.upperPadding) = (0, 0) }
    return extent
  }

  public var classes: [String] { isMuted ? [] : name.map { [$0] } ?? [] }

  public func legendSections(_ classes: ClassScale, theme: Theme) -> [LegendSection] {
    guard let name else { return [] }
    let style = classes.style(name)
    let key: LegendEntry.Key =
      isMuted ? .box(theme.unlabelled, outline: nil) : .box(style.fill, outline: style.outline)
    return [LegendSection(entries: [LegendEntry(label: name, key: key)])]
  }

  public var summary: MarkSummary {
    let finite = values.filter(\.isFinite)
    var contents = (name.map { Words.short($0) + ", " } ?? "") + Words.plural(finite.count, "bar", "bars")
    if let low = finite.min(), let high = finite.max() {
      contents += " from \(NumberText.brief(low)) to \(NumberText.brief(high))"
    }
    return MarkSummary(kind: "Bar chart", contents: contents, pointCount: finite.count)
  }

  public func droppedCount(in frame: PlotFrame) -> Int {
    values.reduce(0) { $0 + ((horizontal ? frame.pixelX($1) : frame.pixelY($1)).isFinite ? 0 : 1) }
  }

  public func draw(in frame: PlotFrame, on scene: inout Scene) {
    let style = frame.classes.style(name ?? "")
    let fill = isMuted ? frame.theme.unlabelled : style.fill
    scene.clipped(to: frame.area) { scene in
      for (index, value) in values.enumerated() {
        guard let rect = rectangle(index: index, value: value, in: frame) else { continue }
        var path = ScenePath()
        path.rectangle(rect)
        if let outline = style.outline, !isMuted {
          scene.draw(path, fill: fill, stroke: outline, strokeWidth: 1)
        } else {
          scene.fill(path, color: fill)
        }
        drawError(index: index, bar: rect, in: frame, on: &scene)
      }
    }
  }

  /// Four fifths of the band, shared by the series.
  private func rectangle(index: Int, value: Double, in frame: PlotFrame) -> Rect? {
    let width = 0.76 / Double(slots)
    let start = Double(index) - 0.38 + Double(slot) * width
    let gap = slots > 1 ? width * 0.06 : 0
    let across = horizontal ? frame.pixelY : frame.pixelX
    let along = horizontal ? frame.pixelX : frame.pixelY
    let (a, b) = (across(start + gap), across(start + width - gap))
    // On a log axis zero has no place: the bar starts at the frame.
    let zero = along(0).isFinite ? along(0) : (horizontal ? frame.area.x : frame.area.maxY)
    let end = along(value)
    guard a.isFinite, b.isFinite, end.isFinite else { return nil }
    let (low, size) = (min(zero, end), abs(end - zero))
    return horizontal
      ? Rect(x: low, y: min(a, b), width: size, height: abs(b - a))
      : Rect(x: min(a, b), y: low, width: abs(b - a), height: size)
  }

  private func drawError(index: Int, bar: Rect, in frame: PlotFrame, on scene: inout Scene) {
    guard index < errorLower.count, index < errorUpper.count else { return }
    let along = horizontal ? frame.pixelX : frame.pixelY
    Whisker(
      low: along(errorLower[index]), high: along(errorUpper[index]), middle: horizontal ? bar.midY : bar.midX,
      cap: min(4, (horizontal ? bar.height : bar.width) / 3), lies: horizontal
    ).draw(on: &scene, color: frame.theme.ink, ground: frame.theme.surface)
  }
}
