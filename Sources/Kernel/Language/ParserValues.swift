extension Parser {
  // MARK: Commands

  mutating func command(verb: Identifier) -> CommandCall {
    var subjects: [Expression] = []
    var arguments: [LabelledArgument] = []
    while true {
      skipNewlinesInBrackets()
      if isCommandEnd { break }
      if let label = identifier(at: position), token(at: position + 1).kind == .colon {
        arguments.append(argument(label))
      } else {
        let start = position
        let expression = value()
        if position == start { advance() }
        place(expression, among: &subjects, after: arguments)
      }
    }
    return CommandCall(
      verb: verb, subjects: subjects, arguments: arguments, span: verb.span.union(previous.span))
  }

  private var isCommandEnd: Bool {
    switch current.kind {
    case .newline, .semicolon, .end, .rightParenthesis, .rightBracket, .comma, .equals: true
    default: false
    }
  }

  private mutating func argument(_ label: Identifier) -> LabelledArgument {
    let colon = token(at: position + 1)
    if !colon.isTouching {
      report(
        "Syntax", "the colon touches its label", at: colon.span, hint: "write `\(label.name): value`")
    }
    position += 2
    skipNewlinesInBrackets()
    if isCommandEnd || isLabel {
      let gap = SourceSpan(previous.span.end, previous.span.end)
      if !isWaitingForMore {
        report("Syntax", "`\(label.name):` needs a value", at: label.span.union(colon.span))
      }
      return LabelledArgument(label: label, value: .missing(gap))
    }
    return LabelledArgument(label: label, value: value())
  }

  private var isLabel: Bool {
    identifier(at: position) != nil && token(at: position + 1).kind == .colon
  }

  private mutating func place(
    _ expression: Expression, among subjects: inout [Expression], after arguments: [LabelledArgument]
  ) {
    if case .missing = expression { return }
    // Kept where it does not belong, so that completion knows that a next label is begun.
    subjects.append(expression)
    guard let last = arguments.last else { return }
    let label = last.label.name
    report(
      "Syntax", "a label takes one value, and subjects stand before the labels", at: expression.span,
      hint: "for several values of `\(label):` write a list: `\(label): [a, b]`")
  }

  // MARK: Values

  mutating func value() -> Expression {
    skipNewlinesInBrackets()
    guard depth < Self.deepestNesting else { return refuseNesting() }
    depth += 1
    defer { depth -= 1 }
    let token = current
    switch token.kind {
    case .number(let number): return numberOrRange(number)
    case .string(let text, let isTerminated):
      advance()
      return .string(text, isTerminated: isTerminated, token.span)
    case .leftBracket: return list()
    case .name, .leftParenthesis: return postfix(primary())
    default: return missing()
    }
  }

  private mutating func refuseNesting() -> Expression {
    report("Syntax", "this is nested too deeply", at: current.span)
    let span = current.span
    // Nothing behind this point can be read; one report is enough.
    position = tokens.count - 1
    openBrackets = []
    return .missing(span)
  }

  private mutating func missing() -> Expression {
    let span = current.isStatementEnd ? SourceSpan(previous.span.end, previous.span.end) : current.span
    if current.kind != .invalid, !isWaitingForMore {
      let found = current.isStatementEnd ? "" : ", not `\(source.text(current.span))`"
      report("Syntax", "a value is expected here" + found, at: span)
    }
    if !current.isStatementEnd, !isCloser { advance() }
    return .missing(span)
  }

  /// The text stops inside an open bracket, which is reported once for all, or behind a `\`.
  private var isWaitingForMore: Bool { current.kind == .end && (!openBrackets.isEmpty || waitsForLine) }

  private var isCloser: Bool {
    current.kind == .rightParenthesis || current.kind == .rightBracket || current.kind == .comma
  }

  private mutating func numberOrRange(_ lower: Double) -> Expression {
    let start = current.span
    advance()
    let includesUpper = current.kind == .closedRange
    guard includesUpper || current.kind == .halfOpenRange else { return .number(lower, start) }
    let sign = current
    advance()
    guard case .number(let upper) = current.kind else {
      report(
        "Syntax", "a range needs a number on both sides", at: start.union(sign.span),
        hint: "`0..<4` is 0 to 3, `0...4` is 0 to 4; -1 is the last")
      return .missing(start.union(sign.span))
    }
    let span = start.union(current.span)
    advance()
    return .range(NumberRange(lower: lower, upper: upper, includesUpper: includesUpper), span)
  }

  private mutating func list() -> Expression {
    let open = current
    enter(open)
    var elements: [Expression] = []
    skipNewlinesInBrackets()
    while current.kind != .rightBracket, current.kind != .end {
      let start = position
      elements.append(value())
      skipNewlinesInBrackets()
      if current.kind == .comma {
        advance()
        skipNewlinesInBrackets()
      } else if current.kind != .rightBracket, current.kind != .end {
        if current.kind == .rightParenthesis { break }
        report("Syntax", "a comma belongs between the values of a list", at: current.span)
        if position == start { advance() }
      }
    }
    return .list(elements, open.span.union(leave(open, closedBy: .rightBracket)))
  }

  private mutating func primary() -> Expression {
    let token = current
    if case .name(let name) = token.kind {
      advance()
      return .name(Identifier(name: name, span: token.span))
    }
    enter(token)
    skipNewlinesInBrackets()
    let inner = commandOrValue()
    skipNewlinesInBrackets()
    return .group(inner, token.span.union(leave(token, closedBy: .rightParenthesis)))
  }

  private mutating func postfix(_ base: Expression) -> Expression {
    var result = base
    var links = 0
    while current.isTouching, current.kind == .dot || current.kind == .leftBracket {
      links += 1
      guard links <= Self.deepestNesting else { return refuseNesting() }
      result = current.kind == .dot ? member(of: result) : index(of: result)
    }
    if current.kind == .dot {
      report("Syntax", "the `.` touches what it follows", at: current.span)
      advance()
    }
    return result
  }

  private mutating func member(of base: Expression) -> Expression {
    let dot = current
    advance()
    guard let name = identifier(at: position), current.isTouching else {
      report("Syntax", "a member's name is expected after the `.`", at: dot.span)
      let hole = Identifier(name: "", span: SourceSpan(dot.span.end, dot.span.end))
      return .member(base, hole, base.span.union(dot.span))
    }
    advance()
    return .member(base, name, base.span.union(name.span))
  }

  private mutating func index(of base: Expression) -> Expression {
    let open = current
    enter(open)
    let position = value()
    skipNewlinesInBrackets()
    return .index(base, position, base.span.union(leave(open, closedBy: .rightBracket)))
  }

  // MARK: Brackets

  private mutating func enter(_ open: Token) {
    openBrackets.append(open)
    advance()
  }

  /// Reads the closing sign of `open`; where there is none, says so once and reads no further.
  private mutating func leave(_ open: Token, closedBy kind: Token.Kind) -> SourceSpan {
    guard openBrackets.last?.span == open.span else { return previous.span }
    if current.kind == kind {
      advance()
      openBrackets.removeLast()
      return previous.span
    }
    if current.kind == .end {
      // It stays in `openBrackets`: the cell is unfinished rather than wrong.
      report("Unclosed", "this `\(source.text(open.span))` is never closed", at: open.span)
      return previous.span
    }
    report(
      "Syntax", "`\(source.text(current.span))` stands where `\(source.text(open.span))` should be closed",
      at: current.span)
    openBrackets.removeLast()
    if isCloser { advance() }
    return previous.span
  }

  mutating func skipNewlinesInBrackets() {
    while current.kind == .newline, !openBrackets.isEmpty { position += 1 }
  }

  // MARK: Tokens

  /// The token behind the one at `index`; inside brackets a line feed is a blank.
  func tokenAfterBlanks(_ index: Int) -> Token {
    var next = index + 1
    while !openBrackets.isEmpty, token(at: next).kind == .newline { next += 1 }
    return token(at: next)
  }

  var current: Token { token(at: position) }

  var previous: Token { token(at: position - 1) }

  func token(at index: Int) -> Token {
    tokens[min(max(0, index), tokens.count - 1)]
  }

  func identifier(at index: Int) -> Identifier? {
    guard case .name(let name) = token(at: index).kind else { return nil }
    return Identifier(name: name, span: token(at: index).span)
  }

  mutating func advance() {
    position = min(position + 1, tokens.count - 1)
  }

  mutating func report(_ id: String, _ message: String, at span: SourceSpan, hint: String? = nil) {
    diagnostics.append(Diagnostic(id, message, at: span, hint: hint))
  }
}
