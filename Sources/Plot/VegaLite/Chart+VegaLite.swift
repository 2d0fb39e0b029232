extension Chart {
  /// Dots that an interactive chart may have before it becomes slow to point at.
  public static let interactiveLimit = 20_000

  /// Whether it has an interactive form: not when it is a table of pictures, or has too many dots.
  public var isInteractive: Bool {
    x.placement == .standard
      && allMarks.reduce(0) { $0 + $1.summary.pointCount } <= Self.interactiveLimit
  }

  /// A Vega-Lite 5 specification as JSON text, with its data inside: tooltips, zoom by wheel and drag, a click on a class of the
  /// legend shows it alone; the same chart gives the same bytes.
  public func vegaLite() -> String {
    let composition = ChartComposition(chart: self, options: SVGOptions())
    let layout = composition.trainedLayout(captionLines: 0)
    let dropped = allMarks.reduce(0) { $0 + $1.droppedCount(in: layout.frame) }
    let notes = [subtitle, caption, ChartWords.note(dropped: dropped)].compactMap { $0 }
    let head: VegaValue = [
      "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "description": .text(altText),
      "title": [
        "text": .text(title), "subtitle": .list(notes.map { .text($0) }), "anchor": "start", "fontSize": 15,
        "offset": 10,
      ],
      "background": VegaValue(theme.surface), "padding": 12, "config": vegaConfiguration,
    ]
    let body = facets.isEmpty ? vegaView(marks, layout.frame, index: 0) : vegaPanels(layout)
    return head.merging(body).json
  }

  private func vegaPanels(_ layout: ChartLayout) -> VegaValue {
    let places = FacetLayout(count: facets.count, in: layout.frame.area)
    let views = facets.enumerated().map { index, facet -> VegaValue in
      let frame = PlotFrame(
        area: places.panel(index), x: layout.frame.x, y: layout.frame.y, classes: layout.frame.classes,
        theme: theme)
      let title: VegaValue = ["title": ["text": .text(facet.title), "anchor": "start", "fontSize": 12]]
      return title.merging(vegaView(marks + facet.marks, frame, index: index))
    }
    return [
      "concat": .list(views), "columns": .number(Double(places.columns)), "spacing": 12,
      "resolve": ["scale": ["color": "shared", "shape": "shared"]],
    ]
  }

  private func vegaView(_ marks: [any Mark], _ frame: PlotFrame, index: Int) -> VegaValue {
    let (sx, sy) = equalAspect ? frame.equalised() : (frame.x, frame.y)
    let frame = frame.with(sx, sy)
    let px = VegaPosition(
      axis: x, scale: sx, ticks: ChartLayout.xTicks(x, scale: sx, width: frame.area.width))
    let py = VegaPosition(
      axis: y, scale: sy, ticks: ChartLayout.yTicks(y, scale: sy, height: frame.area.height))
    var context = VegaContext(frame: frame, x: px, y: py, parameters: parameters(px, py, index: index))
    var layers: [VegaValue] = []
    for mark in marks {
      let more = (mark as? any VegaMark)?.vegaLayers(context) ?? []
      // Only one layer may carry the parameters.
      if more.contains(where: { $0.has("params") }) { context.parameters = nil }
      layers += more
    }
    return [
      "width": .number(frame.area.width), "height": .number(frame.area.height), "layer": .list(layers),
    ]
  }

  private func parameters(_ x: VegaPosition, _ y: VegaPosition, index: Int) -> VegaValue? {
    let channels = (x.isContinuous ? ["x"] : []) + (y.isContinuous ? ["y"] : [])
    guard !channels.isEmpty else { return nil }
    let zoom: VegaValue = [
      "name": "zoom\(index)", "bind": "scales",
      "select": ["type": "interval", "encodings": .list(channels.map { .text($0) })],
    ]
    return [zoom]
  }

  private var vegaConfiguration: VegaValue {
    let (ink, second) = (VegaValue(theme.ink), VegaValue(theme.secondaryInk))
    return [
      "font": .text(SVGWriter.fonts), "title": ["color": ink, "subtitleColor": second],
      "view": ["stroke": .null],
      "axis": [
        "gridColor": VegaValue(theme.grid), "domainColor": VegaValue(theme.axis),
        "tickColor": VegaValue(theme.axis), "labelColor": second, "titleColor": ink, "labelFontSize": 11,
        "titleFontSize": 12, "titleFontWeight": "normal",
      ],
      "legend": [
        "labelColor": second, "titleColor": ink, "labelFontSize": 11, "titleFontSize": 11,
        "symbolOpacity": 1, "symbolBaseFillColor": second, "symbolBaseStrokeColor": second,
      ],
    ]
  }
}
