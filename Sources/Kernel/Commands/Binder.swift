/// Finds the command that a call means and checks all that can be known before anything runs.
struct Binder {
  let registry: Registry
  /// Names that have a value before the cell, or get one in it.
  private(set) var knownNames: Set<String>
  private(set) var diagnostics: [Diagnostic] = []

  /// Checks a whole cell: verbs, kinds, labels, words and number ranges.
  static func check(_ cell: Cell, registry: Registry, names: some Sequence<String>) -> [Diagnostic] {
    var binder = Binder(registry: registry, knownNames: Set(names))
    for statement in cell.statements { binder.check(statement) }
    return binder.diagnostics
  }

  private mutating func check(_ statement: Statement) {
    switch statement.body {
    case .help(let name, let kind): checkHelp(name, kind)
    case .expression(let expression): checkTop(expression)
    }
    guard let target = statement.target else { return }
    if registry.verb(target.name) != nil {
      report("ReservedName", "`\(target.name)` is a verb and can't be assigned", at: target.span)
    } else if target.name == Workspace.lastResultName {
      report("ReservedName", "`_` is always the last result and can't be assigned", at: target.span)
    }
    knownNames.insert(target.name)
  }

  private mutating func checkHelp(_ name: Identifier, _ kind: Identifier?) {
    guard let verb = registry.verb(name.name) else {
      if knownNames.contains(name.name), kind == nil { return }
      return reportUnknownVerb(name, isCall: false)
    }
    if let kind, verb.command(kind: kind.name) == nil { reportUnknownKind(kind, of: verb) }
  }

  /// A lone name is a verb if one has it, else a variable.
  private mutating func checkTop(_ expression: Expression) {
    if case .name(let name) = expression, registry.verb(name.name) != nil {
      check(CommandCall(verb: name, subjects: [], arguments: [], span: name.span))
    } else {
      check(expression)
    }
  }

  private mutating func check(_ expression: Expression) {
    switch expression {
    case .list(let elements, _): elements.forEach { check($0) }
    case .member(let base, _, _): check(base)
    case .index(let base, let index, _):
      check(base)
      check(index)
    case .group(let inner, _): checkTop(inner)
    case .command(let call): check(call)
    case .number, .string, .range, .name, .missing: break
    }
  }

  // MARK: Commands

  private mutating func check(_ call: CommandCall) {
    guard let verb = registry.verb(call.verb.name) else { return reportUnknownVerb(call) }
    guard let bound = command(for: call, verb) else { return }
    checkSubjects(bound)
    checkLabels(bound)
  }

  private mutating func command(for call: CommandCall, _ verb: Verb) -> BoundCall? {
    switch BoundCall.bind(call, verb) {
    case .success(let bound): return bound
    case .failure(let problem):
      diagnostics.append(problem)
      // Mistakes inside the arguments are worth knowing too.
      call.subjects.dropFirst().forEach { check($0) }
      return nil
    }
  }

  private mutating func checkSubjects(_ bound: BoundCall) {
    for (index, expression) in bound.subjects.enumerated() {
      guard let parameter = bound.command.subject(at: index) else {
        report(
          "TooManySubjects", "`\(bound.command.name)` takes \(Self.count(bound.command.subjects.count))",
          at: expression.span, hint: Self.usage(bound.command))
        return
      }
      check(expression, for: parameter, type: parameter.type)
    }
    if let missing = bound.command.subjects.dropFirst(bound.subjects.count).first(where: \.isRequired) {
      report(
        "MissingArgument",
        "`\(bound.command.name)` needs \(Self.article(missing.name)): \(missing.summary)", at: bound.nameSpan,
        hint: Self.usage(bound.command))
    }
  }

  private mutating func checkLabels(_ bound: BoundCall) {
    var seen: Set<String> = []
    for argument in bound.call.arguments {
      let declared = bound.command.label(argument.label.name)
      let name = declared?.name ?? argument.label.name
      if !seen.insert(name).inserted {
        report("DuplicateLabel", "`\(name):` is given twice", at: argument.label.span)
      }
      guard let parameter = declared ?? bound.command.columnLabels else {
        reportUnknownLabel(argument.label, of: bound.command)
        check(argument.value)
        continue
      }
      for value in bound.settings(argument.value, of: parameter) ?? [argument.value] {
        check(value, for: parameter, type: parameter.type)
      }
    }
    if let missing = bound.command.labels.first(where: { $0.isRequired && !seen.contains($0.name) }) {
      report(
        "MissingArgument", "`\(bound.command.name)` needs `\(missing.name):`, \(missing.summary)",
        at: bound.nameSpan, hint: Self.usage(bound.command))
    }
  }

  // MARK: Values

  /// Checks what the text alone tells: literals, words, and commands inside.
  private mutating func check(_ expression: Expression, for parameter: Parameter, type: ParameterType) {
    switch expression {
    case .number(let number, let span): checkLiteral(.number(number), span, parameter, type)
    case .string(let text, _, let span):
      if !type.takesColumns { checkLiteral(.text(text), span, parameter, type) }
    case .range(let range, let span):
      let value = ValueRange(lower: range.lower, upper: range.upper, includesUpper: range.includesUpper)
      checkLiteral(.range(value), span, parameter, type)
    case .list(let elements, let span):
      if let element = type.elementType {
        elements.forEach { check($0, for: parameter, type: element) }
      } else if !type.acceptsAnything {
        report(
          "WrongType", "`\(parameter.name)` takes \(type.description), not a list", at: span)
      }
    case .name(let name): checkWord(name, parameter, type)
    case .missing: break
    default: check(expression)
    }
  }

  private mutating func checkLiteral(
    _ value: Value, _ span: SourceSpan, _ parameter: Parameter, _ type: ParameterType
  ) {
    guard type.accept(value, columns: []) == nil else { return }
    diagnostics.append(Mismatch.diagnostic(value, for: parameter, type: type, at: span, columns: []))
  }

  /// A bare name must be one of the words when words are all that the parameter takes and no value has the name.
  private mutating func checkWord(_ name: Identifier, _ parameter: Parameter, _ type: ParameterType) {
    let words = type.words(columns: [])
    guard !words.isEmpty, !type.takesColumns, !words.contains(name.name), !knownNames.contains(name.name)
    else { return }
    diagnostics.append(Mismatch.unknownWord(name, for: parameter, type: type, words: words))
  }

  // MARK: Reports

  private mutating func reportUnknownVerb(_ call: CommandCall) {
    let name = call.verb.name
    if knownNames.contains(name) {
      let touches = call.subjects.first.map { $0.span.start == call.verb.span.end } ?? false
      report(
        "NotAVerb", "`\(name)` is a value, not a verb", at: call.verb.span,
        hint: touches
          ? "there are no operators" : "an index touches its name: `\(name)[0]`; a verb comes first: `show …`"
      )
    } else {
      reportUnknownVerb(call.verb, isCall: true)
    }
    call.subjects.forEach { check($0) }
    call.arguments.forEach { check($0.value) }
  }

  private mutating func reportUnknownVerb(_ name: Identifier, isCall: Bool) {
    let candidates = isCall ? registry.names : registry.names + knownNames
    report(
      "UnknownVerb", isCall ? "there is no verb `\(name.name)`" : "there is nothing called `\(name.name)`",
      at: name.span,
      hint: Spelling.hint(for: name.name, among: candidates) ?? "`help` lists every verb")
  }

  private mutating func reportUnknownKind(_ kind: Identifier, of verb: Verb) {
    diagnostics.append(BoundCall.unknownKind(kind.name, at: kind.span, of: verb))
  }

  private mutating func reportUnknownLabel(_ label: Identifier, of command: Command) {
    let names = command.labels.map(\.name)
    let known = names.isEmpty ? "it takes no labels" : "its labels are \(names.joined(separator: ", "))"
    report(
      "UnknownLabel", "`\(command.name)` has no label `\(label.name):`", at: label.span,
      hint: Spelling.hint(for: label.name, among: names) ?? known)
  }

  private mutating func report(_ id: String, _ message: String, at span: SourceSpan, hint: String? = nil) {
    diagnostics.append(Diagnostic(id, message, at: span, hint: hint))
  }

  private static func usage(_ command: Command) -> String? {
    command.examples.first.map { "for example `\($0.code)`" }
  }

  private static func count(_ subjects: Int) -> String {
    subjects == 0 ? "no subjects" : NumberText.count(subjects, "subject")
  }

  private static func article(_ name: String) -> String { "a subject `\(name)`" }
}

extension ParameterType {
  /// The type of each value of a list given here; `nil` when no list is taken.
  var elementType: ParameterType? {
    switch self {
    case .list(let element): element
    case .either(let types): types.lazy.compactMap(\.elementType).first
    case .any: .any
    default: nil
    }
  }

  var acceptsAnything: Bool {
    if case .any = self { true } else { false }
  }
}
