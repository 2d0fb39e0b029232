import Plot

/// Labels that every figure has: title, theme, size in pixels, form, file.
enum FigureOptions {
  private static let title = Key<String>.text("title", "the figure's title")
  private static let theme = Key<String>.word(
    "theme", "its colours", ["light", "dark", "print"], default: "light")
  private static let width = Key<Int>.integer("width", "width in CSS pixels", in: 160...4000)
  private static let height = Key<Int>.integer("height", "height in CSS pixels", in: 120...4000)
  private static let format = Key<String>.word(
    "format",
    "vectors, pixels, or a page's image with words for screen readers; vectors and pixels if left out, of pictures pixels",
    ["svg", "png", "html"])
  private static let interactive = Key<Bool>.flag(
    "interactive", "point at it for values, zoom, click the legend (Vega-Lite)", default: false)
  private static let save = Key<String>.path(
    "save", "also write it to this file", .output(FigureFile.endings))

  static let parameters = [
    title.parameter, theme.parameter, width.parameter, height.parameter, format.parameter,
    interactive.parameter, save.parameter,
  ]

  /// The chart with the user's wishes, ready to show, and written where `save:` says.
  static func figure(_ chart: Chart, _ invocation: Invocation) throws -> Figure {
    var chart = chart.themed(themes[try invocation.value(theme)] ?? .light)
    if let title = invocation.optional(title) { chart.title = title }
    if let width = invocation.optional(width) { chart.width = Double(width) }
    if let height = invocation.optional(height) { chart.height = Double(height) }
    let figure = Figure(title: chart.title, chart: chart, form: try form(of: chart, invocation))
    try write(figure, invocation)
    return figure
  }

  private static func form(of chart: Chart, _ invocation: Invocation) throws -> Figure.Form {
    let form = invocation.optional(format).flatMap(Figure.Form.init) ?? .automatic
    guard try invocation.value(interactive) else { return form }
    guard form == .automatic else {
      throw invocation.diagnostic(
        "Conflict", "an interactive chart has a form of its own", at: format,
        hint: "leave out `format:`, or `interactive:`")
    }
    guard chart.isInteractive else {
      invocation.warn("pictures in rows and columns have no interactive form; they are drawn as they are")
      return .automatic
    }
    return .interactive
  }

  private static func write(_ figure: Figure, _ invocation: Invocation) throws {
    guard let path = invocation.optional(save).map(UserPath.expanded) else { return }
    guard FigureFile.endings.contains(UserPath.ending(of: path)) else {
      let allowed = FigureFile.endings.map { "." + $0 }.joined(separator: ", ")
      throw invocation.diagnostic(
        "WrongEnding", "a figure is saved as \(allowed)", at: save, hint: "let the path end in \(allowed)")
    }
    try invocation.replacing(path, at: save) { try FigureFile.write(figure, path, at: save, invocation) }
  }

  private static let themes: [String: Theme] = ["light": .light, "dark": .dark, "print": .print]
}
