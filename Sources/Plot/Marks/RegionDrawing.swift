/// A closed outline of a group of points: faint inside, its class' colour around.
struct RegionDrawing {
  /// Corners in the axes' units.
  let corners: [(x: Double, y: Double)]
  let name: String?

  func draw(in frame: PlotFrame, on scene: inout Scene) {
    let pixels = corners.map { (x: frame.pixelX($0.x), y: frame.pixelY($0.y)) }
    guard let first = pixels.first, pixels.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return }
    let color = frame.classes.style(name ?? "").line
    var fill = color
    fill.alpha = 20
    var path = ScenePath()
    path.move(first.x, first.y)
    for corner in pixels.dropFirst() { path.line(corner.x, corner.y) }
    path.close()
    scene.clipped(to: frame.area) { $0.draw(path, fill: fill, stroke: color, strokeWidth: 1.5) }
  }

  func extent(along direction: AxisDirection) -> Extent? {
    Extent(of: corners.map { direction == .x ? $0.x : $0.y }, padding: 0.02)
  }
}
