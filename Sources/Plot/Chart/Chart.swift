/// A figure: marks on two axes, with everything a reader needs to understand them.
///
/// A chart is a plain value; its outputs are made from one scene, so that they look alike.
public struct Chart: Sendable {
  public var title: String
  public var subtitle: String?
  /// A note below the plot; what had to be left out is added to it.
  public var caption: String?
  /// With facets they are drawn in each, below its own.
  public var marks: [any Mark]
  /// Small multiples in place of one plot; empty for one.
  public var facets: [Facet]
  public var x: Axis
  public var y: Axis
  public var showsLegend: Bool
  /// What the chart is as a whole, where that is more than its marks.
  public var summary: MarkSummary?
  /// CSS pixels; clamped to 160...8192 by 120...8192 when drawn.
  public var width: Double
  public var height: Double
  public var theme: Theme
  /// Whether a unit is as long on x as on y, as in PCA.
  public var equalAspect: Bool

  public init(
    title: String, subtitle: String? = nil, caption: String? = nil, marks: [any Mark], facets: [Facet] = [],
    x: Axis = Axis(), y: Axis = Axis(), showsLegend: Bool = true, summary: MarkSummary? = nil,
    width: Double = 680,
    height: Double = 440, theme: Theme = .light,
    equalAspect: Bool = false
  ) {
    self.title = title
    self.subtitle = subtitle
    self.caption = caption
    self.marks = marks
    self.facets = facets
    self.x = x
    self.y = y
    self.showsLegend = showsLegend
    self.summary = summary
    self.width = width
    self.height = height
    self.theme = theme
    self.equalAspect = equalAspect
  }

  /// The size it is drawn at, in CSS pixels: what `width` and `height` are after clamping.
  public var pixelWidth: Int { Int(ChartLayout.clamped(width, ChartLayout.leastWidth)) }
  public var pixelHeight: Int { Int(ChartLayout.clamped(height, ChartLayout.leastHeight)) }

  /// The marks of the chart and of all its facets.
  public var allMarks: [any Mark] { marks + facets.flatMap(\.marks) }

  /// The same chart in other colours.
  public func themed(_ theme: Theme) -> Chart {
    var chart = self
    chart.theme = theme
    return chart
  }

  /// The chart's display list.
  public func scene(_ options: SVGOptions = SVGOptions()) -> Scene {
    ChartComposition(chart: self, options: options).scene()
  }

  /// An SVG document; the same chart gives the same bytes.
  public func svg(_ options: SVGOptions = SVGOptions()) -> String {
    scene(options).svg(options)
  }

  /// A PNG file of `scale` device pixels a CSS pixel; fewer beyond 16 million pixels; no bytes when there is no memory for it.
  public func png(scale: Double = 2) -> [UInt8] {
    scene().png(scale: scale)
  }

  /// A PDF file of one page; no bytes when there is no memory for it.
  public func pdf() -> [UInt8] {
    scene().pdf()
  }

  /// One or two sentences that stand for the picture: kind, series with counts, axes with ranges.
  public var altText: String {
    ChartWords(chart: self).altText
  }
}
