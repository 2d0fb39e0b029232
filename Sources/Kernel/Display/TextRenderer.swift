/// Presentations for terminals and `text/plain`.
enum TextRenderer {
  static func text(of presentation: Presentation) -> String {
    switch presentation {
    case .lines(let lines): lines.joined(separator: "\n")
    case .table(let table): text(of: table)
    case .figure(let figure): figure.chart.altText
    case .audio(let clip): "♪ \(clip.brief)"
    case .stack(let parts): parts.map(text).joined(separator: "\n\n")
    }
  }

  /// Columns two blanks apart, numbers on the right, a rule below the heading.
  private static func text(of table: Table) -> String {
    let rows = table.shownText.map { $0.map(oneLine) }
    let widths = table.columns.indices.map { column in
      ([table.columns[column]] + rows.map { $0.indices.contains(column) ? $0[column] : "" })
        .map(width).max() ?? 0
    }
    let isNumeric = table.columns.indices.map(table.isNumeric(column:))
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { index, cell in
        let space = String(repeating: " ", count: max(0, widths[index] - width(cell)))
        return isNumeric[index] ? space + cell : cell + space
      }
      return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
    var lines = table.title.isEmpty ? [] : [table.title]
    if !table.columns.isEmpty {
      lines.append(line(table.columns))
      lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
    }
    lines += rows.map(line)
    lines += [table.restInWords].compactMap { $0 }
    return (lines + table.notes).joined(separator: "\n")
  }

  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + $1.columns }
  }

  /// On one line and of bounded width: a terminal's table is for looking, `export` for the whole text.
  private static func oneLine(_ text: String) -> String {
    let line = text.contains("\n") ? text.split(separator: "\n").joined(separator: " / ") : text
    return line.count > widestCell ? line.prefix(widestCell - 1) + "…" : line
  }

  private static let widestCell = 72
}
