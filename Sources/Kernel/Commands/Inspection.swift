/// What Shift-Tab shows for the word under the cursor: a command's manual, one label's line, or a value.
enum Inspection {
  static func at(_ cursor: Int, in text: String, registry: Registry, workspace: Workspace) -> MIMEBundle? {
    let source = SourceText(text)
    let parsed = Parser.parse(source)
    let statement =
      parsed.cell.statements.last { $0.span.start <= cursor && cursor <= $0.span.end + 1 }
      ?? parsed.cell.statements.last { $0.span.start <= cursor }
    guard let statement,
      source.line(at: statement.span.end) >= source.line(at: min(cursor, source.bytes.count))
    else { return nil }
    switch statement.body {
    case .help(let name, let kind):
      return registry.verb(name.name).map { Manual.bundle($0, kind: kind?.name) }
    case .expression(let expression):
      return Inspector(cursor: cursor, registry: registry, workspace: workspace).inspect(expression)
    }
  }
}

private struct Inspector {
  let cursor: Int
  let registry: Registry
  let workspace: Workspace

  func inspect(_ expression: Expression) -> MIMEBundle? {
    switch expression {
    case .command(let call): return inspect(call)
    case .name(let name): return inspect(name)
    case .member(let base, let name, _):
      if holds(base.span) { return inspect(base) }
      return workspace.knownValue(of: expression).map { Manual.bundle($0, named: name.name) }
    case .index(let base, let index, _): return holds(index.span) ? inspect(index) : inspect(base)
    case .group(let inner, _): return inspect(inner)
    case .list(let elements, _): return elements.first { holds($0.span) }.flatMap(inspect)
    default: return nil
    }
  }

  private func inspect(_ call: CommandCall) -> MIMEBundle? {
    guard let verb = registry.verb(call.verb.name) else { return nil }
    let command = try? BoundCall.bind(call, verb).get().command
    if let inner = innerPart(of: call, command) { return inner }
    return command.map(Manual.bundle) ?? Manual.overview(verb)
  }

  /// The label, value or nested command under the cursor, when there is more to say of it than of the call.
  private func innerPart(of call: CommandCall, _ command: Command?) -> MIMEBundle? {
    for argument in call.arguments {
      if holds(argument.label.span), let parameter = command?.label(argument.label.name) {
        return bundle(parameter, of: call)
      }
      if holds(argument.value.span), let inner = inspect(argument.value) { return inner }
    }
    let subjects = command?.kind == nil ? call.subjects : Array(call.subjects.dropFirst())
    return subjects.first { holds($0.span) }.flatMap(inspect)
  }

  private func bundle(_ parameter: Parameter, of call: CommandCall) -> MIMEBundle {
    let fallback = parameter.fallback.map { "\ndefault: \($0)" } ?? ""
    return MIMEBundle(
      text: "\(parameter.name): \(parameter.summary)\ntakes \(parameter.type.description)\(fallback)")
  }

  private func inspect(_ name: Identifier) -> MIMEBundle? {
    if let verb = registry.verb(name.name) { return Manual.overview(verb) }
    return workspace.value(of: name.name).map { Manual.bundle($0, named: name.name) }
  }

  private func holds(_ span: SourceSpan) -> Bool { span.start <= cursor && cursor <= span.end }
}
