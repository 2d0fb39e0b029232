/// Draws grid, axis lines and tick labels of one frame, and the axes' names.
struct AxisDrawing {
  let chart: Chart
  let frame: PlotFrame
  let xTicks: [Tick]
  let yTicks: [Tick]
  /// Off for panels inside a grid of panels, whose numbers stand at its edge.
  var labelsX = true
  var labelsY = true
  private var area: Rect { frame.area }
  private var theme: Theme { chart.theme }

  func drawGrid(on scene: inout Scene) {
    var path = ScenePath()
    if chart.x.showsGrid, chart.x.categories == nil {
      for tick in xTicks {
        let x = PlotFrame.crisp(frame.pixelX(tick.value))
        path.move(x, area.y)
        path.line(x, area.maxY)
      }
    }
    if chart.y.showsGrid, chart.y.categories == nil {
      for tick in yTicks {
        let y = PlotFrame.crisp(frame.pixelY(tick.value))
        path.move(area.x, y)
        path.line(area.maxX, y)
      }
    }
    if !path.steps.isEmpty { scene.stroke(path, color: theme.grid, width: 1) }
  }

  func drawAxes(on scene: inout Scene) {
    drawLines(on: &scene)
    if labelsX {
      for tick in xTicks {
        let y = chart.x.placement == .above ? area.y - 7 : area.maxY + 16
        scene.text(label(tick.label, x: frame.pixelX(tick.value), y: y, anchor: .middle))
      }
    }
    if labelsY {
      for tick in yTicks {
        let y = frame.pixelY(tick.value) + 4
        scene.text(label(tick.label, x: area.x - ChartLayout.tickGap, y: y, anchor: .end))
      }
    }
  }

  /// A line where an axis has numbers, with ticks where it has no grid; a frame when neither has.
  private func drawLines(on scene: inout Scene) {
    // Pictures in rows and columns stand by themselves.
    if chart.x.placement == .above { return }
    var path = ScenePath()
    let (left, right) = (PlotFrame.crisp(area.x), area.maxX)
    let (top, bottom) = (area.y, PlotFrame.crisp(area.maxY - 1))
    if !chart.x.showsNumbers, !chart.y.showsNumbers {
      path.rectangle(Rect(x: left, y: top + 0.5, width: area.width - 1, height: area.height - 1))
      return scene.stroke(path, color: theme.axis, width: 1)
    }
    if chart.x.showsNumbers || chart.y.categories == nil {
      path.move(area.x, bottom)
      path.line(right, bottom)
    }
    if chart.y.showsNumbers, !chart.y.showsGrid || chart.y.categories != nil || chart.x.showsGrid {
      path.move(left, top)
      path.line(left, area.maxY)
    }
    if !chart.x.showsGrid, chart.x.categories == nil {
      for tick in xTicks {
        let x = PlotFrame.crisp(frame.pixelX(tick.value))
        path.move(x, area.maxY)
        path.line(x, area.maxY + 4)
      }
    }
    if !chart.y.showsGrid, chart.y.categories == nil {
      for tick in yTicks {
        let y = PlotFrame.crisp(frame.pixelY(tick.value))
        path.move(area.x - 4, y)
        path.line(area.x, y)
      }
    }
    if !path.steps.isEmpty { scene.stroke(path, color: theme.axis, width: 1) }
  }

  /// The axes' names, in the middle of the whole area's sides.
  static func drawTitles(of chart: Chart, around area: Rect, on scene: inout Scene) {
    let size = 12.0
    let xTitle = TextMetrics.truncated(chart.x.fullTitle, to: area.width, size: size)
    let above = chart.x.placement == .above
    let below = area.maxY + (chart.x.showsNumbers ? 17 : 2) + 16
    scene.text(
      SceneText(
        xTitle, x: area.midX, y: above ? area.y - (chart.x.showsNumbers ? 24 : 7) : below, size: size,
        color: chart.theme.ink, anchor: .middle))
    let yTitle = TextMetrics.truncated(chart.y.fullTitle, to: area.height, size: size)
    scene.text(
      SceneText(
        yTitle, x: ChartLayout.margin + 10, y: area.midY, size: size, color: chart.theme.ink, anchor: .middle,
        upwards: true))
  }

  private func label(_ text: String, x: Double, y: Double, anchor: SceneText.Anchor) -> SceneText {
    SceneText(text, x: x, y: y, size: ChartLayout.tickSize, color: theme.secondaryInk, anchor: anchor)
  }
}
