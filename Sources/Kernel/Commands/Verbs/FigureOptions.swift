import Plot

/// Labels that every figure has: title, size, theme.
enum FigureOptions {
  private static let title = Key<String>.text("title", "the figure's title")
  private static let theme = Key<String>.word(
    "theme", "its colours", ["light", "dark", "print"], default: "light")
  private static let width = Key<Int>.integer("width", "width in CSS pixels", in: 160...4000)
  private static let height = Key<Int>.integer("height", "height in CSS pixels", in: 120...4000)

  static let parameters = [title.parameter, theme.parameter, width.parameter, height.parameter]

  /// The chart with the user's wishes, ready to show.
  static func figure(_ chart: Chart, _ invocation: Invocation) throws -> Figure {
    var chart = chart.themed(themes[try invocation.value(theme)] ?? .light)
    if let title = invocation.optional(title) { chart.title = title }
    if let width = invocation.optional(width) { chart.width = Double(width) }
    if let height = invocation.optional(height) { chart.height = Double(height) }
    return Figure(title: chart.title, chart: chart)
  }

  private static let themes: [String: Theme] = ["light": .light, "dark": .dark, "print": .print]
}
