/// Where a chart's parts stand, in CSS pixels; margins follow from the texts they hold.
struct ChartLayout {
  static let margin = 16.0
  static let titleSize = 15.0
  static let titleHeight = 21.0
  static let subtitleHeight = 18.0
  static let captionHeight = 15.0
  static let axisTitleHeight = 20.0
  static let tickSize = 11.0
  static let tickGap = 7.0
  static let legendGap = 20.0
  static let leastWidth = 160.0
  static let leastHeight = 120.0

  let width: Double
  let height: Double
  let frame: PlotFrame
  let legendRect: Rect
  let xTicks: [Tick]
  let yTicks: [Tick]

  init(
    chart: Chart, classes: ClassScale, legend: Legend, captionLines: Int, x: PositionScale, y: PositionScale
  ) {
    width = Double(chart.pixelWidth)
    height = Double(chart.pixelHeight)
    let top = Self.topMargin(chart)
    let bottom = Self.bottomMargin(chart, captionLines: captionLines)
    let areaHeight = max(height - top - bottom, 20)
    yTicks = Self.yTicks(chart.y, scale: y, height: areaHeight)
    let edgeTicks =
      chart.facets.isEmpty
      ? yTicks
      : FacetDrawing.yTicks(
        of: chart, in: Rect(x: 0, y: 0, width: width - 100, height: areaHeight), x: x, y: y, classes: classes)
    let left = min(Self.leftMargin(chart, ticks: edgeTicks), width * 0.45).rounded()
    let room = width - left - Self.margin
    let legendWidth = min(legend.width, room * 0.5)
    let right = Self.margin + (legendWidth > 0 ? legendWidth + Self.legendGap : 4)
    let areaWidth = max((width - left - right).rounded(), 20)
    xTicks = Self.xTicks(chart.x, scale: x, width: areaWidth)
    let area = Rect(x: left, y: top.rounded(), width: areaWidth, height: areaHeight.rounded())
    frame = PlotFrame(area: area, x: x, y: y, classes: classes, theme: chart.theme)
    legendRect = Rect(
      x: area.maxX + Self.legendGap, y: area.y, width: legendWidth, height: height - area.y - Self.margin)
  }

  static func clamped(_ size: Double, _ least: Double) -> Double {
    size.isNaN ? least : min(max(size, least), 8192).rounded()
  }

  private static func topMargin(_ chart: Chart) -> Double {
    var top = margin
    if !chart.title.isEmpty { top += titleHeight }
    if chart.subtitle != nil { top += subtitleHeight }
    if chart.x.placement == .above {
      top += chart.x.showsNumbers ? 16 : 0
      top += chart.x.fullTitle.isEmpty ? 0 : axisTitleHeight
    }
    return top + 8
  }

  private static func bottomMargin(_ chart: Chart, captionLines: Int) -> Double {
    var bottom = margin - 2 + Double(captionLines) * captionHeight + (captionLines > 0 ? 4 : 0)
    guard chart.x.placement == .standard else { return bottom }
    if !chart.x.fullTitle.isEmpty { bottom += axisTitleHeight }
    if chart.x.showsNumbers { bottom += 17 } else { bottom += 2 }
    return bottom
  }

  private static func leftMargin(_ chart: Chart, ticks: [Tick]) -> Double {
    let widest =
      chart.y.showsNumbers ? ticks.map { TextMetrics.width($0.label, size: tickSize) }.max() ?? 0 : 0
    return margin + (chart.y.fullTitle.isEmpty ? 0 : axisTitleHeight) + (widest > 0 ? widest + tickGap : 2)
  }

  static func yTicks(_ axis: Axis, scale: PositionScale, height: Double) -> [Tick] {
    guard axis.showsNumbers else { return [] }
    if axis.categories != nil {
      return OrdinalLabels.thinned(scale.ticks(count: 0), band: height, least: 14, room: 180)
    }
    return scale.ticks(count: min(max(Int(height / 55), 4), 7))
  }

  /// As many ticks as fit beside each other, from 7 downwards.
  static func xTicks(_ axis: Axis, scale: PositionScale, width: Double) -> [Tick] {
    guard axis.showsNumbers else { return [] }
    if let names = axis.categories {
      let band = width / Double(max(names.count, 1))
      return OrdinalLabels.thinned(scale.ticks(count: 0), band: width, least: 34, room: max(band, 34) - 6)
    }
    var count = min(max(Int(width / 75), 4), 7)
    var ticks = scale.ticks(count: count)
    while count > 2, !fits(ticks, scale: scale, width: width) {
      count -= 1
      ticks = scale.ticks(count: count)
    }
    return ticks
  }

  private static func fits(_ ticks: [Tick], scale: PositionScale, width: Double) -> Bool {
    zip(ticks, ticks.dropFirst()).allSatisfy { left, right in
      let distance = (scale.fraction(right.value) - scale.fraction(left.value)) * width
      let needed =
        (TextMetrics.width(left.label, size: tickSize) + TextMetrics.width(right.label, size: tickSize)) / 2
      return distance >= needed + 10
    }
  }
}
