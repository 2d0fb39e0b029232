import MVAEKit

/// Turns expressions into values, running the commands inside.
struct Resolver {
  let context: ExecutionContext

  /// A statement's value, and the command that gave it when it was one.
  struct Given {
    let value: Value?
    var command: Command?
  }

  /// A lone name is a verb if one has it, else a variable.
  func topLevel(_ expression: Expression) throws -> Given {
    switch expression {
    case .name(let name) where context.registry.verb(name.name) != nil:
      return try run(CommandCall(verb: name, subjects: [], arguments: [], span: name.span))
    case .command(let call): return try run(call)
    case .name(let name):
      return Given(value: try variable(name, candidates: context.workspace.names + context.registry.names))
    default: return Given(value: try evaluate(expression))
    }
  }

  func evaluate(_ expression: Expression) throws -> Value {
    switch expression {
    case .number(let number, _): return .number(number)
    case .string(let text, _, _): return .text(text)
    case .range(let range, _):
      return .range(ValueRange(lower: range.lower, upper: range.upper, includesUpper: range.includesUpper))
    case .list(let elements, _): return .list(try elements.map(evaluate))
    case .name(let name): return try variable(name, candidates: context.workspace.names)
    case .member(let base, let name, _): return try member(name, of: base)
    case .index(let base, let index, _): return try Indexing(resolver: self).item(index, of: base)
    case .group(let inner, let span): return try groupValue(inner, span)
    case .command(let call): return try groupValue(.command(call), call.span)
    case .missing(let span): throw Diagnostic("Syntax", "a value is expected here", at: span)
    }
  }

  private func groupValue(_ inner: Expression, _ span: SourceSpan) throws -> Value {
    let given = try topLevel(inner)
    if let value = given.value { return value }
    throw Diagnostic("NoValue", "`\(given.command?.name ?? "this")` gives no value", at: span)
  }

  /// - Parameter candidates: words that the user may have meant.
  private func variable(_ name: Identifier, candidates: [String]) throws(Diagnostic) -> Value {
    if let value = context.workspace.value(of: name.name) { return value }
    if name.name == "on" || name.name == "off" { return .flag(name.name == "on") }
    if name.name == Workspace.lastResultName {
      throw Diagnostic("UnknownName", "`_` has no value before a first result", at: name.span)
    }
    throw Diagnostic(
      "UnknownName", "`\(name.name)` has no value yet", at: name.span,
      hint: Spelling.hint(for: name.name, among: candidates)
        ?? "give it one with `\(name.name) = …`; `list` shows the names that have one")
  }

  private func member(_ name: Identifier, of base: Expression) throws -> Value {
    let value = try evaluate(base)
    if let member = value.member(name.name) { return member }
    let names = value.memberNames
    let known = names.isEmpty ? "it has no members" : "its members are \(names.joined(separator: ", "))"
    throw Diagnostic(
      "UnknownMember", "\(value.kind.withArticle) has no member `\(name.name)`", at: name.span,
      hint: Spelling.hint(for: name.name, among: names) ?? known)
  }

  // MARK: Commands

  func run(_ call: CommandCall) throws -> Given {
    guard let verb = context.registry.verb(call.verb.name) else {
      throw Diagnostic("UnknownVerb", "there is no verb `\(call.verb.name)`", at: call.verb.span)
    }
    let bound = try BoundCall.bind(call, verb).get()
    let invocation = try Arguments(resolver: self, bound: bound).invocation()
    let value = try perform(invocation)
    if case .object(let object)? = value { remember(object.agreementsShown, invocation) }
    return Given(value: value, command: bound.command)
  }

  private func remember(_ shown: [ShownAgreement], _ invocation: Invocation) {
    let looks = shown.compactMap { agreement -> LabelLook? in
      guard invocation.lineages.indices.contains(agreement.subject),
        let lineage = invocation.lineages[agreement.subject]
      else { return nil }
      return LabelLook(
        subject: lineage, k: agreement.k, label: agreement.label, adjustedRand: agreement.adjustedRand)
    }
    if !looks.isEmpty { context.workspace.remember(looks) }
  }

  /// Errors of the library become diagnostics at the argument they speak of.
  private func perform(_ invocation: Invocation) throws -> Value? {
    do {
      return try invocation.sweeps.isEmpty
        ? invocation.command.run(invocation) : .object(Sweeping(invocation).run())
    } catch let error as any ExplainedError {
      let span = invocation.span(blamedBy: error)
      throw Diagnostic(String(describing: type(of: error)), error.message, at: span, hint: error.hint)
    }
  }
}

extension Invocation {
  /// The argument that an error speaks of: the one it names, else the first whose text it repeats.
  fileprivate func span(blamedBy error: any ExplainedError) -> SourceSpan {
    if let named = error.parameter.flatMap({ spans[$0] }) { return named }
    let repeated = (command.subjects + command.labels).first { parameter in
      guard let text = arguments[parameter.name]?.text, text.count > 2 else { return false }
      return error.message.contains(text) || error.message.contains(UserPath.expanded(text))
    }
    return repeated.flatMap { spans[$0.name] } ?? span
  }
}
