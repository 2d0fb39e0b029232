import MVAEKit

/// Runs one cell: parse, check all of it, then statement by statement.
struct Evaluator {
  let context: ExecutionContext

  /// Which values `_` comes to stand for.
  enum Keeping: Sendable {
    /// The cell's result.
    case result
    /// Every value that a script shows.
    case every
    /// None: what runs is not the user's own cell.
    case nothing
  }

  /// Gives the value of the last statement, when it is neither assigned nor silenced.
  ///
  /// - Parameters:
  ///   - onStatement: called with the number of each statement, from 1, before it runs.
  ///   - onValue: called with each unassigned value as it comes, for scripts that show them all.
  func run(
    _ source: SourceText, keeping: Keeping = .result, onStatement: (Int) -> Void = { _ in },
    onValue: (Value) -> Void = { _ in }
  ) throws -> Value? {
    let parsed = Parser.parse(source)
    let check = CellCheck(parsed: parsed, source: source)
    if let list = check.problems(registry: context.registry, names: context.workspace.names) { throw list }
    var result: Value?
    var lineage: Lineage?
    for (index, statement) in parsed.cell.statements.enumerated() {
      onStatement(index + 1)
      // Before it runs: a name that it binds anew stands for what it was.
      lineage = self.lineage(of: statement)
      result = try run(statement, lineage)
      if let value = result {
        onValue(value)
        if keeping == .every { context.workspace.keepResult(value, lineage: lineage) }
      }
      // A command that stopped early has bound what it has: the rest of the cell must not run on it.
      try context.cancellation.check()
    }
    if let result, keeping == .result { context.workspace.keepResult(result, lineage: lineage) }
    return result
  }

  private func lineage(of statement: Statement) -> Lineage? {
    guard case .expression(let expression) = statement.body else { return nil }
    return Tracing(context: context).lineage(of: expression)
  }

  private func run(_ statement: Statement, _ lineage: Lineage?) throws -> Value? {
    switch statement.body {
    case .help(let name, let kind):
      try help(name, kind)
      return nil
    case .expression(let expression):
      return try run(expression, statement, lineage)
    }
  }

  private func run(_ expression: Expression, _ statement: Statement, _ lineage: Lineage?) throws -> Value? {
    let resolver = Resolver(context: context)
    let start = context.workspace.now
    let given = try resolver.topLevel(expression)
    if let target = statement.target {
      guard let value = given.value else {
        throw Diagnostic(
          "NothingToAssign",
          "`\(given.command?.name ?? "this")` gives nothing that `\(target.name)` could be",
          at: expression.span)
      }
      if context.workspace.bind(target.name, to: value, lineage: lineage, since: start) {
        let words =
          "note: `\(target.name)` was bound elsewhere meanwhile; it now stands for this later value\n"
        context.output.write(words, to: .stderr)
      }
      return nil
    }
    guard let value = given.value else { return nil }
    if given.command?.isShowing == true {
      context.output.display(MIMEBundle(value), id: nil)
      return nil
    }
    return statement.isSilenced ? nil : value
  }

  private func help(_ name: Identifier, _ kind: Identifier?) throws(Diagnostic) {
    if let verb = context.registry.verb(name.name) {
      context.output.page(Manual.bundle(verb, kind: kind?.name))
    } else if let value = context.workspace.value(of: name.name) {
      context.output.page(Manual.bundle(value, named: name.name))
    } else {
      throw Diagnostic("UnknownName", "there is nothing called `\(name.name)`", at: name.span)
    }
  }
}
