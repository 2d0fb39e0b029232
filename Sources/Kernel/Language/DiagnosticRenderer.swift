/// Turns diagnostics into lines for people: the message, the source line, carets under the exact characters.
struct DiagnosticRenderer: Sendable {
  let source: SourceText
  /// The file's name, for messages that say where.
  var name: String?
  var isColored = false

  func render(_ list: DiagnosticList) -> [String] {
    list.all.map(render)
  }

  func render(_ diagnostic: Diagnostic) -> String {
    let line = source.line(at: diagnostic.span.start)
    let lineSpan = source.lineSpan(line)
    let number = String(line + 1)
    let gutter = String(repeating: " ", count: number.count)
    let location = name.map { "\($0):\(number): " } ?? ""
    var lines = [location + paint("error: ", .red) + paint(diagnostic.message, .bold)]
    lines.append("\(paint("\(number) |", .blue)) \(source.text(lineSpan))")
    lines.append("\(paint("\(gutter) |", .blue)) \(carets(for: diagnostic.span, in: lineSpan))")
    lines += diagnostic.notes.map { "\(gutter) \(paint("note:", .bold)) \($0)" }
    if let hint = diagnostic.hint {
      lines.append("\(gutter) \(paint("hint:", .green)) \(hint)")
    }
    return lines.joined(separator: "\n")
  }

  /// Blanks as wide as what stands before the span (tabs stay tabs), then a caret a column.
  private func carets(for span: SourceSpan, in line: SourceSpan) -> String {
    let start = min(max(span.start, line.start), line.end)
    let end = max(start, min(span.end, line.end))
    let before = source.text(SourceSpan(line.start, start)).unicodeScalars
    let padding = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: $0.columns) }.joined()
    let width = source.text(SourceSpan(start, end)).unicodeScalars.reduce(0) { $0 + $1.columns }
    return padding + paint(String(repeating: "^", count: max(1, width)), .red)
  }

  private enum Style: String {
    case red = "31;1"
    case green = "32;1"
    case blue = "34"
    case bold = "1"
  }

  private func paint(_ text: String, _ style: Style) -> String {
    isColored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension Unicode.Scalar {
  /// How many terminal columns it takes: 0 for marks and joiners, 2 for CJK and emoji, else 1.
  var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      return 1
    }
  }
}
