extension PlotFrame {
  /// The scales changed so that a unit is equally long on both: the axis with room to spare gets a wider domain.
  func equalised() -> (x: PositionScale, y: PositionScale) {
    let unitX = area.width / (x.domain.upperBound - x.domain.lowerBound)
    let unitY = area.height / (y.domain.upperBound - y.domain.lowerBound)
    guard x.kind == .linear, y.kind == .linear, unitX > 0, unitY > 0, unitX.isFinite, unitY.isFinite else {
      return (x, y)
    }
    if unitX > unitY { return (x.over(Self.stretched(x.domain, by: unitX / unitY)), y) }
    return (x, y.over(Self.stretched(y.domain, by: unitY / unitX)))
  }

  private static func stretched(_ domain: ClosedRange<Double>, by factor: Double) -> ClosedRange<Double> {
    let middle = domain.lowerBound / 2 + domain.upperBound / 2
    let half = (domain.upperBound / 2 - domain.lowerBound / 2) * factor
    guard half.isFinite, factor < 1e6 else { return domain }
    return (middle - half)...(middle + half)
  }
}
