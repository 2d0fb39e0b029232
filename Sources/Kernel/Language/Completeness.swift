/// Whether a front end should run what was typed or wait for more lines.
enum Completeness: Sendable, Equatable {
  case complete
  case incomplete(indent: String)
  case invalid

  static func of(_ text: String) -> Completeness {
    let parsed = Parser.parse(SourceText(text))
    if parsed.diagnostics.contains(where: { $0.id != "Unclosed" }) { return .invalid }
    return parsed.cell.isUnfinished ? .incomplete(indent: "  ") : .complete
  }
}
