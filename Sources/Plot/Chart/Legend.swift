/// The keys right of the plot: classes, shapes, sizes, and the bar of numeric colours.
struct Legend {
  static let rowHeight = 18.0
  static let labelStart = 20.0
  static let textSize = 11.0
  static let maxWidth = 190.0
  static let entryLimit = 20
  private static let barGap = 16.0

  let sections: [LegendSection]
  let bars: [ColorBar]
  static let barLimit = 2
  let theme: Theme

  init(chart: Chart, classes: ClassScale) {
    theme = chart.theme
    guard chart.showsLegend else {
      (sections, bars) = ([], [])
      return
    }
    sections = Self.merged(chart.allMarks.flatMap { $0.legendSections(classes, theme: chart.theme) })
    var scales: [ColorScale] = []
    for scale in chart.allMarks.compactMap(\.colorScale) where !scales.contains(scale) {
      scales.append(scale)
      if scales.count == Self.barLimit { break }
    }
    bars = scales.map { ColorBar(scale: $0, theme: chart.theme) }
  }

  /// 0 when there is nothing to explain.
  var width: Double {
    let labels = sections.flatMap(\.entries).map {
      Self.labelStart + TextMetrics.width($0.label, size: Self.textSize)
    }
    let notes = sections.map(\.entries.count).map {
      Self.labelStart + TextMetrics.width(Self.note(hidden: $0), size: Self.textSize)
    }
    let titles = sections.compactMap(\.title).map { TextMetrics.width($0, size: Self.textSize, bold: true) }
    let widest = (labels + (sections.isEmpty ? [] : notes) + titles + bars.map(\.width)).max() ?? 0
    return min(widest, Self.maxWidth).rounded(.up)
  }

  func draw(in rect: Rect, barBottom: Double, on scene: inout Scene) {
    var y = rect.y
    for section in sections {
      if y + 2 * Self.rowHeight > rect.maxY { break }
      draw(section, in: rect, y: &y, on: &scene)
      y += 8
    }
    let height = (barBottom - y - Self.barGap * Double(bars.count - 1)) / Double(max(bars.count, 1))
    guard height > 60 else { return }
    for bar in bars {
      bar.draw(in: Rect(x: rect.x, y: y, width: rect.width, height: height), on: &scene)
      y += height + Self.barGap
    }
  }

  private func draw(_ section: LegendSection, in rect: Rect, y: inout Double, on scene: inout Scene) {
    if let title = section.title, !title.isEmpty {
      let shown = TextMetrics.truncated(title, to: rect.width, size: Self.textSize, bold: true)
      scene.text(
        SceneText(shown, x: rect.x, y: y + 10, size: Self.textSize, color: theme.ink, bold: true))
      y += Self.rowHeight
    }
    let room = max(Int((rect.maxY - y) / Self.rowHeight), 1)
    let limit = min(room, Self.entryLimit)
    let shown = section.entries.count <= limit ? section.entries[...] : section.entries.prefix(limit - 1)
    for entry in shown {
      draw(entry, x: rect.x, y: y + Self.rowHeight / 2 - 2, width: rect.width, on: &scene)
      y += Self.rowHeight
    }
    if shown.count < section.entries.count {
      let note = Self.note(hidden: section.entries.count - shown.count)
      scene.text(
        SceneText(
          note, x: rect.x + Self.labelStart, y: y + 11, size: Self.textSize, color: theme.secondaryInk))
      y += Self.rowHeight
    }
  }

  private func draw(_ entry: LegendEntry, x: Double, y: Double, width: Double, on scene: inout Scene) {
    switch entry.key {
    case .dot(let shape, let fill, let outline, let radius):
      let batch = DotBatch(
        shape: shape, radius: radius, fill: fill, outline: outline, outlineWidth: 0.8,
        points: [DotPoint(x: Float(x + 7), y: Float(y))], rows: [])
      scene.dots(
        DotCloud(batches: [batch], labels: [], area: Rect(x: x, y: y - 9, width: 16, height: 18)))
    case .line(let color, let dash):
      scene.stroke(ScenePath.segment(x, y, x + 15, y), color: color, width: 2, dash: dash.map { $0 * 0.7 })
    case .box(let fill, let outline):
      var path = ScenePath()
      path.rectangle(Rect(x: x + 2, y: y - 5, width: 10, height: 10))
      scene.draw(path, fill: fill, stroke: outline ?? fill, strokeWidth: 1)
    }
    let shown = TextMetrics.truncated(entry.label, to: width - Self.labelStart, size: Self.textSize)
    scene.text(
      SceneText(shown, x: x + Self.labelStart, y: y + 4, size: Self.textSize, color: theme.secondaryInk))
  }

  private static func note(hidden: Int) -> String { "and \(hidden) more" }

  /// Sections of the same title, or without one, become one, and no key stands twice.
  private static func merged(_ sections: [LegendSection]) -> [LegendSection] {
    var plain = LegendSection(entries: [])
    var titled: [LegendSection] = []
    for section in sections where !section.entries.isEmpty {
      if section.title == nil {
        plain.add(section.entries)
      } else if let place = titled.firstIndex(where: { $0.title == section.title }) {
        titled[place].add(section.entries)
      } else {
        titled.append(section)
      }
    }
    return titled + (plain.entries.isEmpty ? [] : [plain])
  }
}

extension LegendSection {
  fileprivate mutating func add(_ more: [LegendEntry]) {
    if entries.isEmpty { return entries = more }
    for entry in more where !entries.contains(entry) { entries.append(entry) }
  }
}
