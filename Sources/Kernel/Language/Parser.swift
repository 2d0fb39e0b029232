/// The tree of a cell and the mistakes in its text.
struct ParsedCell: Sendable {
  let cell: Cell
  let diagnostics: [Diagnostic]
}

/// Builds the tree of a cell; never fails: every mistake is a diagnostic and leaves a hole in the tree.
struct Parser {
  let tokens: [Token]
  let source: SourceText
  var position = 0
  var diagnostics: [Diagnostic]
  /// The text ends in a `\` that joins it with a line to come.
  let waitsForLine: Bool
  var openBrackets: [Token] = []
  var depth = 0

  /// Deeper nesting than any person writes is refused, so that no text can exhaust the stack.
  static let deepestNesting = 64

  static func parse(_ source: SourceText) -> ParsedCell {
    let lexed = Lexer.read(source)
    var parser = Parser(
      tokens: lexed.tokens, source: source, diagnostics: lexed.diagnostics,
      waitsForLine: lexed.endsInContinuation)
    let statements = parser.statements()
    let isUnfinished = !parser.openBrackets.isEmpty || lexed.endsInContinuation
    return ParsedCell(
      cell: Cell(statements: statements, isUnfinished: isUnfinished), diagnostics: parser.diagnostics)
  }

  private mutating func statements() -> [Statement] {
    var statements: [Statement] = []
    while current.kind != .end {
      if current.isStatementEnd {
        advance()
      } else if let statement = statement() {
        statements.append(statement)
      }
    }
    return statements
  }

  // MARK: Statements

  private mutating func statement() -> Statement? {
    let start = current.span
    if let help = helpRequest() { return help }
    let target = assignmentTarget()
    let expression = commandOrValue()
    let isSilenced = endStatement()
    if case .missing = expression, target == nil { return nil }
    return Statement(
      target: target, body: .expression(expression), isSilenced: isSilenced,
      span: start.union(previous.span))
  }

  private mutating func helpRequest() -> Statement? {
    guard let first = identifier(at: position) else { return nil }
    let second = identifier(at: position + 1)
    let mark = position + (second == nil ? 1 : 2)
    guard token(at: mark).kind == .question else { return nil }
    position = mark + 1
    let isSilenced = endStatement()
    return Statement(
      target: nil, body: .help(first, kind: second), isSilenced: isSilenced,
      span: first.span.union(token(at: mark).span))
  }

  private mutating func assignmentTarget() -> Identifier? {
    guard let name = identifier(at: position), token(at: position + 1).kind == .equals else { return nil }
    position += 2
    return name
  }

  /// Reads up to the end of the statement; what stands in between is a mistake. Returns whether a `;` ended it.
  private mutating func endStatement() -> Bool {
    if !current.isStatementEnd { reportLeftover() }
    while !current.isStatementEnd { advance() }
    guard current.kind == .semicolon else { return false }
    advance()
    if !current.isStatementEnd {
      report(
        "Syntax", "a line holds one statement", at: current.span,
        hint: "`;` silences the result; put the next statement on a line of its own")
      while !current.isStatementEnd { advance() }
    }
    return true
  }

  private mutating func reportLeftover() {
    switch current.kind {
    case .invalid: return  // the lexer has said it
    case .equals:
      report("Syntax", "only a plain name can be assigned", at: current.span, hint: "write `name = …`")
    case .rightParenthesis, .rightBracket:
      report("Syntax", "nothing is open that `\(source.text(current.span))` could close", at: current.span)
    default:
      report("Syntax", "`\(source.text(current.span))` is not expected here", at: current.span)
    }
  }

  /// A command where a name is followed by a blank and more, else a value.
  mutating func commandOrValue() -> Expression {
    guard let name = identifier(at: position) else { return value() }
    let next = tokenAfterBlanks(position)
    switch next.kind {
    case .newline, .semicolon, .end, .rightParenthesis, .rightBracket, .comma, .equals: return value()
    case .dot where next.isTouching, .leftBracket where next.isTouching: return value()
    case .closedRange, .halfOpenRange: return value()
    case .colon:
      report(
        "Syntax", "the label `\(name.name):` belongs to a command", at: name.span.union(next.span),
        hint: "write `verb subject \(name.name): value`, or `\(name.name) = value` for a name")
      position += 2
      return value()
    default:
      position += 1
      return .command(command(verb: name))
    }
  }
}
