/// The rectangle marks draw in, with the trained scales of its axes and classes.
public struct PlotFrame: Sendable {
  public let area: Rect
  public let x: PositionScale
  public let y: PositionScale
  public let classes: ClassScale
  public let theme: Theme

  /// CSS pixels from the left; not finite where the scale has no position.
  public func pixelX(_ value: Double) -> Double {
    area.x + area.width * x.fraction(value)
  }

  /// CSS pixels from the top; not finite where the scale has no position.
  public func pixelY(_ value: Double) -> Double {
    area.maxY - area.height * y.fraction(value)
  }

  /// The same frame with other scales.
  func with(_ x: PositionScale, _ y: PositionScale) -> PlotFrame {
    PlotFrame(area: area, x: x, y: y, classes: classes, theme: theme)
  }

  /// How many of the points lack a position on one of the scales.
  func countWithoutPosition(x: [Double], y: [Double]) -> Int {
    zip(x, y).reduce(0) { $0 + (pixelX($1.0).isFinite && pixelY($1.1).isFinite ? 0 : 1) }
  }

  /// The middle of a one-pixel line nearest to a position, so that it is drawn sharp.
  static func crisp(_ position: Double) -> Double {
    position.rounded(.down) + 0.5
  }
}
