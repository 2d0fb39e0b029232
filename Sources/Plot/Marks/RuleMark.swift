/// A straight line across the plot at one value, with an optional note: the best epoch, a baseline.
public struct RuleMark: Mark {
  public var value: Double
  /// The axis the value belongs to: along x it stands upright.
  public var direction: AxisDirection
  public var label: String?

  public init(value: Double, direction: AxisDirection, label: String? = nil) {
    self.value = value
    self.direction = direction
    self.label = label
  }

  public func extent(along direction: AxisDirection) -> Extent? {
    direction == self.direction ? Extent(of: [value]) : nil
  }

  public var summary: MarkSummary {
    let name = label.map { Words.short($0) } ?? "a line"
    return MarkSummary(contents: value.isFinite ? "\(name) marked at \(NumberText.brief(value))" : nil)
  }

  public func droppedCount(in frame: PlotFrame) -> Int {
    (direction == .x ? frame.pixelX(value) : frame.pixelY(value)).isFinite ? 0 : 1
  }

  public func draw(in frame: PlotFrame, on scene: inout Scene) {
    let area = frame.area
    let position = direction == .x ? frame.pixelX(value) : frame.pixelY(value)
    let range = direction == .x ? area.x...area.maxX : area.y...area.maxY
    guard range.contains(position) else { return }
    let at = PlotFrame.crisp(position)
    let path =
      direction == .x
      ? ScenePath.segment(at, area.y, at, area.maxY) : ScenePath.segment(area.x, at, area.maxX, at)
    scene.stroke(path, color: frame.theme.secondaryInk, width: 1, dash: [4, 3])
    guard let label else { return }
    let shown = TextMetrics.truncated(label, to: area.width * 0.5, size: 11)
    let width = TextMetrics.width(shown, size: 11)
    if direction == .x {
      let fitsRight = at + 5 + width <= area.maxX
      scene.text(
        SceneText(
          shown, x: fitsRight ? at + 5 : at - 5, y: area.y + 11, color: frame.theme.secondaryInk,
          anchor: fitsRight ? .start : .end, halo: frame.theme.surface))
    } else {
      let above = at - 15 >= area.y
      scene.text(
        SceneText(
          shown, x: area.maxX - 3, y: above ? at - 5 : at + 13, color: frame.theme.secondaryInk, anchor: .end,
          halo: frame.theme.surface)
      )
    }
  }
}
