extension DotMark {
  public func legendSections(_ classes: ClassScale, theme: Theme) -> [LegendSection] {
    var sections: [LegendSection] = []
    switch color {
    case .single, .muted: break
    case .categories(let column, let title):
      sections.append(LegendSection(title: title, entries: entries(column, classes, theme)))
    case .numbers(let values, _):
      if values.contains(where: { !$0.isFinite }) || values.count < min(x.count, y.count) {
        sections.append(LegendSection(entries: [unlabelled(theme)]))
      }
    }
    if let shape, !shape.names.isEmpty {
      sections.append(LegendSection(title: shapeTitle, entries: shapeEntries(shape, theme)))
    }
    if let size { sections.append(LegendSection(title: sizeTitle, entries: sizeEntries(size, theme))) }
    return sections
  }

  private func entries(_ column: CategoryColumn, _ classes: ClassScale, _ theme: Theme) -> [LegendEntry] {
    let isOutlined =
      size != nil || DotLooks.outlineWidth(radius: DotLooks(count: min(x.count, y.count)).radius) > 0
    var entries = column.names.map { name in
      let style = classes.style(name)
      return LegendEntry(
        label: name,
        key: .dot(
          shape == nil ? style.shape : .circle, fill: isOutlined ? style.fill : style.line,
          outline: isOutlined ? style.outline : nil, radius: 4.5))
    }
    if column.noiseCount > 0 {
      let outline = theme.noise.readable(on: theme.surface, minimum: 3)
      entries.append(
        LegendEntry(label: "noise", key: .dot(.circle, fill: theme.noise, outline: outline, radius: 4)))
    }
    if column.unlabelledCount > 0 || column.codes.count < min(x.count, y.count) {
      entries.append(unlabelled(theme))
    }
    return entries
  }

  private func unlabelled(_ theme: Theme) -> LegendEntry {
    LegendEntry(label: "unlabelled", key: .dot(.circle, fill: theme.unlabelled, outline: nil, radius: 4))
  }

  private func shapeEntries(_ column: CategoryColumn, _ theme: Theme) -> [LegendEntry] {
    column.names.enumerated().map { index, name in
      let shape = DotShape.allCases[index % DotShape.allCases.count]
      return LegendEntry(label: name, key: .dot(shape, fill: theme.secondaryInk, outline: nil, radius: 4.5))
    }
  }

  private func sizeEntries(_ sizes: [Double], _ theme: Theme) -> [LegendEntry] {
    guard let range = Extent(of: sizes)?.widened() else { return [] }
    let middle = range.lowerBound / 2 + range.upperBound / 2
    let steps = [
      (0, range.lowerBound), (DotBatching.sizeSteps / 2, middle),
      (DotBatching.sizeSteps - 1, range.upperBound),
    ]
    let looks = DotLooks(count: min(x.count, y.count))
    return steps.map { step, value in
      LegendEntry(
        label: NumberText.brief(value),
        key: .dot(.circle, fill: theme.secondaryInk, outline: nil, radius: looks.radius(step: step)))
    }
  }

  public var summary: MarkSummary {
    let shown = zip(x, y).reduce(0) { $0 + ($1.0.isFinite && $1.1.isFinite ? 1 : 0) }
    if case .muted = color { return MarkSummary(pointCount: shown) }
    var contents = shown == 1 ? "1 point" : "\(NumberText.count(shown)) points"
    switch color {
    case .single, .muted: break
    case .categories(let column, let title): contents += words(column, title: title)
    case .numbers(_, let scale):
      contents +=
        " coloured by \(scale.title) from \(NumberText.brief(scale.domain.lowerBound)) to "
        + NumberText.brief(scale.domain.upperBound)
    }
    return MarkSummary(kind: "Scatter plot", contents: contents, pointCount: shown)
  }

  private func words(_ column: CategoryColumn, title: String?) -> String {
    let shown = column.names.prefix(6).enumerated().map {
      "\(Words.short($0.element)) \(column.counts[$0.offset])"
    }
    var parts = shown
    if column.names.count > shown.count { parts.append("\(column.names.count - shown.count) more") }
    if column.noiseCount > 0 { parts.append("noise \(column.noiseCount)") }
    if column.unlabelledCount > 0 { parts.append("unlabelled \(column.unlabelledCount)") }
    let group = column.names.count == 1 ? "1 class" : "\(column.names.count) classes"
    return " in \(group)" + (title.map { " of \(Words.short($0))" } ?? "") + ": "
      + parts.joined(separator: ", ")
  }
}
