/// A chart in words.
struct ChartWords {
  let chart: Chart
  private static let seriesLimit = 6

  var altText: String {
    let summaries = chart.summary.map { [$0] } ?? chart.allMarks.map(\.summary)
    let kind = summaries.compactMap(\.kind).first ?? "Chart"
    let contents = chart.facets.isEmpty ? summaries.compactMap(\.contents) : [panels(summaries)]
    var parts = Array(contents.prefix(Self.seriesLimit))
    if contents.count > parts.count { parts.append("\(contents.count - parts.count) more") }
    let name = chart.title.isEmpty ? "" : " “\(Words.short(chart.title))”"
    let body = parts.isEmpty ? "no data" : parts.joined(separator: "; ")
    let axes = [words(for: chart.x, .x), words(for: chart.y, .y)].compactMap { $0 }
    let ending = axes.isEmpty ? "" : " " + sentence(axes.joined(separator: ", "))
    return "\(kind)\(name): \(body).\(ending)"
  }

  /// What the caption adds of its own; nothing when all data are drawn.
  static func note(dropped: Int) -> String? {
    guard dropped > 0 else { return nil }
    return Words.plural(dropped, "value", "values") + " without a position (missing or infinite) left out"
  }

  static func note(rasterized points: Int) -> String {
    "The \(NumberText.count(points)) points are drawn as a picture inside this figure."
  }

  /// "3 panels, Folk, Pop, Rock, with 140 points in all".
  private func panels(_ summaries: [MarkSummary]) -> String {
    let titles = chart.facets.prefix(Self.seriesLimit).map { Words.short($0.title) }
    let more = chart.facets.count > titles.count ? " and \(chart.facets.count - titles.count) more" : ""
    let points = chart.facets.flatMap(\.marks).reduce(0) { $0 + $1.summary.pointCount }
    return Words.plural(chart.facets.count, "panel", "panels") + ", " + titles.joined(separator: ", ") + more
      + (points > 0 ? ", with \(Words.plural(points, "point", "points")) in all" : "")
  }

  private func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private func words(for axis: Axis, _ direction: AxisDirection) -> String? {
    let side = direction == .x ? "x axis" : "y axis"
    let title = Words.short(axis.fullTitle)
    if let names = axis.categories {
      return
        "\(side) \(title)\(title.isEmpty ? "" : " ")with \(Words.plural(names.count, "category", "categories"))"
    }
    guard axis.showsNumbers else { return title.isEmpty ? nil : "\(side) \(title)" }
    let extent = ChartComposition.extent(of: chart.allMarks, along: direction)
    let range = extent.map { " from \(number($0.lower, axis)) to \(number($0.upper, axis))" } ?? ""
    let scale = axis.scale == .log ? " (logarithmic)" : ""
    return "\(side) \(title)\(scale)\(range)"
  }

  private func number(_ value: Double, _ axis: Axis) -> String {
    axis.scale == .time && abs(value) >= 1 ? TimeTicks.label(value) : NumberText.brief(value)
  }
}
