/// Words at positions.
public struct TextMark: Mark {
  public var x: [Double]
  public var y: [Double]
  public var texts: [String]
  public var size: Double
  public var anchor: SceneText.Anchor

  /// - Parameter size: in pixels; at least 11.
  public init(
    x: [Double], y: [Double], texts: [String], size: Double = 11, anchor: SceneText.Anchor = .middle
  ) {
    self.x = x
    self.y = y
    self.texts = texts
    self.size = size
    self.anchor = anchor
  }

  public func extent(along direction: AxisDirection) -> Extent? {
    direction == .x ? Extent(of: x, where: y, padding: 0.06) : Extent(of: y, where: x, padding: 0.06)
  }

  public var summary: MarkSummary {
    let finite = zip(x, y).filter { $0.0.isFinite && $0.1.isFinite }.count
    return MarkSummary(contents: Words.plural(min(finite, texts.count), "text", "texts"))
  }

  public func droppedCount(in frame: PlotFrame) -> Int { frame.countWithoutPosition(x: x, y: y) }

  public func draw(in frame: PlotFrame, on scene: inout Scene) {
    for (index, text) in texts.enumerated() where index < min(x.count, y.count) {
      let (px, py) = (frame.pixelX(x[index]), frame.pixelY(y[index]))
      guard px >= frame.area.x, px <= frame.area.maxX, py >= frame.area.y, py <= frame.area.maxY else {
        continue
      }
      let height = max(size.isFinite ? size : 11, 11)
      let shown = TextMetrics.truncated(text, to: frame.area.width / 2, size: height)
      scene.text(
        SceneText(
          shown, x: px, y: py + height * 0.36, size: height, color: frame.theme.ink, anchor: anchor,
          halo: frame.theme.surface))
    }
  }
}
