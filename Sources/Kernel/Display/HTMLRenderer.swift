import FoundationEssentials
import MVAEKit
import Plot

/// Presentations as HTML that survives JupyterLab's sanitiser: no scripts, no style blocks, sources as `data:`.
enum HTMLRenderer {
  static func html(of presentation: Presentation) -> String {
    switch presentation {
    case .lines(let lines): "<pre>\(escape(lines.joined(separator: "\n")))</pre>"
    case .table(let table): html(of: table)
    case .figure(let figure): html(of: figure.chart, as: figure.form)
    case .audio(let clip): html(of: clip)
    case .stack(let parts): parts.map(html).joined(separator: "\n")
    }
  }

  /// An image with its sentence as alternative text, which an image type alone never gets in JupyterLab.
  static func html(of chart: Chart, as form: Figure.Form) -> String {
    let isVector = form == .svg || form == .html && chart.isDrawn
    let data = isVector ? Data(chart.svg().utf8) : Data(chart.png(scale: 2))
    return
      "<img alt=\"\(escape(chart.altText))\" width=\"\(chart.pixelWidth)\" height=\"\(chart.pixelHeight)\" "
      + "src=\"data:image/\(isVector ? "svg+xml" : "png");base64,\(data.base64EncodedString())\">"
  }

  private static func html(of table: Table) -> String {
    let alignments = table.columns.indices.map { style(of: $0, in: table) }
    func row(_ cells: [String], _ tag: String) -> String {
      let inner = zip(cells, alignments).map { "<\(tag) style=\"\($1)\">\(escape($0))</\(tag)>" }
      return "<tr>\(inner.joined())</tr>"
    }
    let head = table.columns.isEmpty ? "" : row(table.columns, "th")
    let body = table.shownText.map { row($0, "td") }.joined(separator: "\n")
    let caption =
      table.title.isEmpty
      ? "" : "<caption style=\"text-align:left;font-weight:bold\">\(escape(table.title))</caption>"
    let notes = [table.restInWords].compactMap { $0 } + table.notes
    let below = notes.map { "<div>\(escape($0))</div>" }.joined()
    return "<table>\(caption)<thead>\(head)</thead><tbody>\(body)</tbody></table>\(below)"
  }

  /// Numbers on the right; short texts on one line, long ones wrapped in a column that is wide enough to read.
  private static func style(of column: Int, in table: Table) -> String {
    if table.isNumeric(column: column) { return "text-align:right;white-space:nowrap" }
    let longest = table.rows.prefix(table.shownRows).map { $0[column].shown.count }.max() ?? 0
    return "text-align:left;" + (longest <= 48 ? "white-space:nowrap" : "white-space:pre-line;min-width:24em")
  }

  /// The source stands on the audio element itself: in a `<source>` an untrusted notebook drops it.
  private static func html(of clip: Clip) -> String {
    let data = Data(clip.audio.wavData()).base64EncodedString()
    return "<figure style=\"margin:0.3em 0\"><figcaption>\(escape(clip.title))</figcaption>"
      + "<audio controls preload=\"metadata\" src=\"data:audio/wav;base64,\(data)\"></audio></figure>"
  }

  static func escape(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
