/// All that is wrong with a cell before anything runs, each mistake once.
struct CellCheck {
  let parsed: ParsedCell
  let source: SourceText

  /// Where a line's text can't be read, only its first mistake is worth telling: the rest follows from it.
  func problems(registry: Registry, names: [String]) -> DiagnosticList? {
    var unreadable: [Int: Diagnostic] = [:]
    for diagnostic in parsed.diagnostics.sorted(by: { $0.span.start < $1.span.start }) {
      let line = source.line(at: diagnostic.span.start)
      if unreadable[line] == nil { unreadable[line] = diagnostic }
    }
    let meanings = Binder.check(parsed.cell, registry: registry, names: names).filter {
      unreadable[source.line(at: $0.span.start)] == nil
    }
    return DiagnosticList(unreadable.values + meanings)
  }
}
