/// The legend of a numeric colour: the colour map upright, with ticks.
struct ColorBar {
  let scale: ColorScale
  let theme: Theme
  private static let barWidth = 14.0
  private static let titleHeight = 18.0

  private var title: String {
    guard let unit = scale.unit, !unit.isEmpty else { return scale.title }
    return scale.title.isEmpty ? unit : "\(scale.title) (\(unit))"
  }

  private func ticks(height: Double) -> [Tick] {
    LinearTicks.ticks(in: scale.domain, count: min(max(Int(height / 45), 3), 6))
  }

  var width: Double {
    let labels = ticks(height: 240).map { TextMetrics.width($0.label, size: Legend.textSize) }
    let title = min(TextMetrics.width(title, size: Legend.textSize, bold: true), 110)
    return max(Self.barWidth + 8 + (labels.max() ?? 0), title)
  }

  func draw(in rect: Rect, on scene: inout Scene) {
    let shown = TextMetrics.truncated(title, to: rect.width, size: Legend.textSize, bold: true)
    scene.text(
      SceneText(shown, x: rect.x, y: rect.y + 10, size: Legend.textSize, color: theme.ink, bold: true))
    let top = (rect.y + (shown.isEmpty ? 0 : Self.titleHeight)).rounded()
    let bar = Rect(
      x: rect.x.rounded(), y: top, width: Self.barWidth, height: (rect.maxY - top).rounded())
    guard bar.height > 20 else { return }
    let codes = (0..<256).map { UInt8(255 - $0) }
    let image = RasterImage(
      width: 1, height: 256, pixels: .indexed(codes, palette: scale.map.colors, ordered: true))
    scene.image(ScenePicture(image: image, rect: bar))
    var marks = ScenePath()
    for tick in ticks(height: bar.height) {
      let y = bar.maxY - bar.height * scale.fraction(tick.value)
      marks.move(bar.maxX, PlotFrame.crisp(y))
      marks.line(bar.maxX + 4, PlotFrame.crisp(y))
      scene.text(
        SceneText(
          tick.label, x: bar.maxX + 7, y: min(max(y + 4, bar.y + 8), bar.maxY + 4), size: Legend.textSize,
          color: theme.secondaryInk))
    }
    var outline = ScenePath()
    outline.rectangle(Rect(x: bar.x + 0.5, y: bar.y + 0.5, width: bar.width - 1, height: bar.height - 1))
    scene.stroke(outline, color: theme.axis, width: 1)
    scene.stroke(marks, color: theme.axis, width: 1)
  }
}
