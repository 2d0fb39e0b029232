/// Makes a chart's scene: trains the scales, lays out the parts, draws them in order.
struct ChartComposition {
  let chart: Chart
  let options: SVGOptions
  let classes: ClassScale
  let legend: Legend

  init(chart: Chart, options: SVGOptions) {
    self.chart = chart
    self.options = options
    classes = Self.trainedClasses(chart)
    legend = Legend(chart: chart, classes: classes)
  }

  func scene() -> Scene {
    var layout = trainedLayout(captionLines: captionLines(dropped: 0).count)
    let dropped = chart.allMarks.reduce(0) { $0 + $1.droppedCount(in: layout.frame) }
    if dropped > 0 { layout = trainedLayout(captionLines: captionLines(dropped: dropped).count) }
    let theme = chart.theme
    var scene = Scene(
      width: layout.width, height: layout.height, title: chart.title.isEmpty ? "Figure" : chart.title,
      background: theme.surface)
    scene.description = description(dropped: dropped)
    drawPlot(layout, on: &scene)
    AxisDrawing.drawTitles(of: chart, around: layout.frame.area, on: &scene)
    legend.draw(in: layout.legendRect, barBottom: layout.frame.area.maxY, on: &scene)
    drawTexts(layout, dropped: dropped, on: &scene)
    return scene
  }

  private func drawPlot(_ layout: ChartLayout, on scene: inout Scene) {
    guard chart.facets.isEmpty else { return FacetDrawing(chart: chart, layout: layout).draw(on: &scene) }
    let axes = AxisDrawing(chart: chart, frame: layout.frame, xTicks: layout.xTicks, yTicks: layout.yTicks)
    axes.drawGrid(on: &scene)
    for mark in chart.marks { mark.draw(in: layout.frame, on: &scene) }
    axes.drawAxes(on: &scene)
  }

  static func extent(of marks: [any Mark], along direction: AxisDirection) -> Extent? {
    let extents = marks.compactMap { $0.extent(along: direction) }
    return extents.first.map { first in extents.dropFirst().reduce(first) { $0.union($1) } }
  }

  private static func trainedClasses(_ chart: Chart) -> ClassScale {
    var names: [String] = []
    var seen: Set<String> = []
    for mark in chart.allMarks {
      for name in mark.classes where seen.insert(name).inserted { names.append(name) }
    }
    let points = chart.allMarks.reduce(0) { $0 + $1.summary.pointCount }
    return ClassScale(names: names, theme: chart.theme, shaped: points <= 5000)
  }

  func trainedLayout(captionLines: Int) -> ChartLayout {
    let x = chart.x.trained(on: Self.extent(of: chart.allMarks, along: .x))
    let y = chart.y.trained(on: Self.extent(of: chart.allMarks, along: .y))
    func layout(_ x: PositionScale, _ y: PositionScale) -> ChartLayout {
      ChartLayout(chart: chart, classes: classes, legend: legend, captionLines: captionLines, x: x, y: y)
    }
    var result = layout(x, y)
    // Facets have frames of their own.
    guard chart.equalAspect, chart.facets.isEmpty else { return result }
    // Other scales have other labels and so other margins: the second and third round settle them.
    for _ in 0..<3 {
      let (equalX, equalY) = result.frame.with(x, y).equalised()
      result = layout(equalX, equalY)
    }
    return result
  }

  private func captionLines(dropped: Int) -> [String] {
    [chart.caption, ChartWords.note(dropped: dropped)].compactMap { $0 }.filter { !$0.isEmpty }
  }

  private func description(dropped: Int) -> String {
    let points = chart.allMarks.reduce(0) { $0 + $1.summary.pointCount }
    return [
      chart.altText,
      points > options.rasterizeAbove ? ChartWords.note(rasterized: points) : nil,
      ChartWords.note(dropped: dropped).map { $0 + "." },
    ].compactMap { $0 }.joined(separator: " ")
  }

  private func drawTexts(_ layout: ChartLayout, dropped: Int, on scene: inout Scene) {
    let theme = chart.theme
    let room = layout.width - 2 * ChartLayout.margin
    var top = ChartLayout.margin
    if !chart.title.isEmpty {
      let shown = TextMetrics.truncated(chart.title, to: room, size: ChartLayout.titleSize, bold: true)
      scene.text(
        SceneText(
          shown, x: ChartLayout.margin, y: top + 13, size: ChartLayout.titleSize, color: theme.ink, bold: true
        ))
      top += ChartLayout.titleHeight
    }
    if let subtitle = chart.subtitle {
      let shown = TextMetrics.truncated(subtitle, to: room, size: 12)
      scene.text(SceneText(shown, x: ChartLayout.margin, y: top + 11, size: 12, color: theme.secondaryInk))
    }
    let captions = captionLines(dropped: dropped)
    for (index, line) in captions.enumerated() {
      let shown = TextMetrics.truncated(line, to: room, size: 11)
      let y =
        layout.height - ChartLayout.margin - Double(captions.count - 1 - index) * ChartLayout.captionHeight
      scene.text(SceneText(shown, x: ChartLayout.margin, y: y, size: 11, color: theme.secondaryInk))
    }
  }
}
