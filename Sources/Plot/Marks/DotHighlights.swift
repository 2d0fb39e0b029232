/// Rows that stand out: a ring and their label.
struct DotHighlights {
  let mark: DotMark
  let frame: PlotFrame
  let looks: DotLooks
  private static let labelLimit = 12

  func draw(on scene: inout Scene) {
    var taken: [Rect] = []
    for (order, row) in mark.highlighted.enumerated() where row >= 0 && row < min(mark.x.count, mark.y.count)
    {
      let (px, py) = (frame.pixelX(mark.x[row]), frame.pixelY(mark.y[row]))
      guard px >= frame.area.x - 1, px <= frame.area.maxX + 1, py >= frame.area.y - 1,
        py <= frame.area.maxY + 1
      else { continue }
      let radius = max(looks.radius, 2) + 3
      scene.circle(x: px, y: py, radius: radius + 1, fill: nil, stroke: frame.theme.surface, strokeWidth: 4)
      scene.circle(x: px, y: py, radius: radius, fill: nil, stroke: frame.theme.ink, strokeWidth: 1.6)
      guard order < Self.labelLimit, row < mark.labels.count else { continue }
      label(mark.labels[row], x: px, y: py, radius: radius, taken: &taken, on: &scene)
    }
  }

  /// Right of the dot, else left, below or above it: the first place inside the frame that no other label has taken.
  private func label(
    _ text: String, x: Double, y: Double, radius: Double, taken: inout [Rect], on scene: inout Scene
  ) {
    let size = 11.0
    let shown = TextMetrics.truncated(text, to: 160, size: size)
    let width = TextMetrics.width(shown, size: size)
    let gap = radius + 4
    let places = [
      (x + gap, y + 4), (x - gap - width, y + 4), (x - width / 2, y + gap + 9), (x - width / 2, y - gap),
    ]
    let free = places.first { place in
      let rect = Rect(x: place.0, y: place.1 - 10, width: width, height: 13)
      return rect.x >= frame.area.x && rect.maxX <= frame.area.maxX && rect.y >= frame.area.y
        && rect.maxY <= frame.area.maxY && !taken.contains { Self.overlap($0, rect) }
    }
    guard let free else { return }
    taken.append(Rect(x: free.0, y: free.1 - 10, width: width, height: 13))
    scene.text(
      SceneText(
        shown, x: free.0, y: free.1, size: size, color: frame.theme.ink, bold: true, halo: frame.theme.surface
      ))
  }

  private static func overlap(_ a: Rect, _ b: Rect) -> Bool {
    a.x < b.maxX && b.x < a.maxX && a.y < b.maxY && b.y < a.maxY
  }
}
