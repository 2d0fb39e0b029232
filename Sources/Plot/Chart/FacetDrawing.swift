/// Draws a chart's small multiples: equal frames, numbers at the outer edges only, a title above each.
struct FacetDrawing {
  let chart: Chart
  let layout: ChartLayout

  private var facets: FacetLayout { FacetLayout(count: chart.facets.count, in: layout.frame.area) }

  func draw(on scene: inout Scene) {
    let facets = self.facets
    let frames = chart.facets.indices.map { frame(facets.panel($0)) }
    // Panels are equal, so what fits one fits all.
    let xTicks = frames.first.map { ChartLayout.xTicks(chart.x, scale: $0.x, width: $0.area.width) } ?? []
    let yTicks = frames.first.map { ChartLayout.yTicks(chart.y, scale: $0.y, height: $0.area.height) } ?? []
    for (index, facet) in chart.facets.enumerated() {
      let axes = AxisDrawing(
        chart: chart, frame: frames[index], xTicks: xTicks, yTicks: yTicks, labelsX: facets.isLowest(index),
        labelsY: facets.isFirstColumn(index))
      axes.drawGrid(on: &scene)
      for mark in chart.marks + facet.marks { mark.draw(in: frames[index], on: &scene) }
      axes.drawAxes(on: &scene)
      drawTitle(facet.title, above: frames[index].area, on: &scene)
    }
  }

  private func frame(_ area: Rect) -> PlotFrame {
    let whole = layout.frame
    return Self.frame(area, of: chart, x: whole.x, y: whole.y, classes: whole.classes)
  }

  private static func frame(
    _ area: Rect, of chart: Chart, x: PositionScale, y: PositionScale, classes: ClassScale
  ) -> PlotFrame {
    let frame = PlotFrame(area: area, x: x, y: y, classes: classes, theme: chart.theme)
    guard chart.equalAspect else { return frame }
    let (x, y) = frame.equalised()
    return frame.with(x, y)
  }

  /// The numbers left of panels inside an area, which need room.
  static func yTicks(
    of chart: Chart, in area: Rect, x: PositionScale, y: PositionScale, classes: ClassScale
  ) -> [Tick] {
    let panel = FacetLayout(count: chart.facets.count, in: area).panel(0)
    let frame = frame(panel, of: chart, x: x, y: y, classes: classes)
    return ChartLayout.yTicks(chart.y, scale: frame.y, height: panel.height)
  }

  private func drawTitle(_ title: String, above area: Rect, on scene: inout Scene) {
    let shown = TextMetrics.truncated(title, to: area.width, size: 12, bold: true)
    scene.text(SceneText(shown, x: area.x, y: area.y - 6, size: 12, color: chart.theme.ink, bold: true))
  }
}
