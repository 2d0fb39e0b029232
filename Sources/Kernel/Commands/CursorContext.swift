/// What a user is writing at the cursor, found in the tree of the text before it.
enum CursorContext {
  /// A verb or a name, at the start of a statement or behind `(`.
  case start(partial: Identifier)
  /// Behind a verb that has kinds, and nothing else yet.
  case kind(partial: Identifier, call: CommandCall)
  /// A subject or a label of a call; subjects before it are `index` many.
  case subject(partial: Identifier, call: CommandCall, index: Int)
  /// Inside a list that is a subject.
  case element(partial: Identifier, call: CommandCall, index: Int)
  case label(partial: Identifier, parameterName: String, call: CommandCall)
  case member(partial: Identifier, base: Expression)
  /// Inside a text: a label's or subject's.
  case text(partial: Identifier, parameterName: String?, subjectIndex: Int, call: CommandCall)
  /// Inside an index that is a text: `corpus["…`.
  case itemName(partial: Identifier, base: Expression)
  case nothing
}

/// Walks the last statement down to the piece that touches the cursor.
struct CursorFinder {
  let source: SourceText
  /// Byte offset of the cursor; the source ends here.
  let cursor: Int
  let registry: Registry

  static func context(in text: String, cursor: Int, registry: Registry) -> CursorContext {
    let source = SourceText(String(decoding: Array(text.utf8).prefix(cursor), as: UTF8.self))
    return CursorFinder(source: source, cursor: source.bytes.count, registry: registry).find()
  }

  private func find() -> CursorContext {
    if isInComment { return .nothing }
    let parsed = Parser.parse(source)
    guard let last = parsed.cell.statements.last else { return .start(partial: hole) }
    if isBehind(last) { return last.isSilenced && !startsLine ? .nothing : .start(partial: hole) }
    guard case .expression(let expression) = last.body else { return .nothing }
    return context(in: expression, atTop: true)
  }

  private var hole: Identifier { Identifier(name: "", span: SourceSpan(cursor, cursor)) }

  private var isInComment: Bool {
    let lexed = Lexer.read(source)
    let lineStart = source.lineSpan(source.line(at: cursor)).start
    let lastEnd = lexed.tokens.dropLast().last?.span.end ?? 0
    return source.bytes[max(lineStart, lastEnd)...].contains(UInt8(ascii: "#"))
  }

  /// The cursor stands on a new line or behind a `;`.
  private func isBehind(_ statement: Statement) -> Bool {
    let rest = source.bytes[min(statement.span.end, source.bytes.count)...]
    return statement.isSilenced || (rest.contains(UInt8(ascii: "\n")) && !isOpen)
  }

  /// Nothing but blanks stands between the line's beginning and the cursor.
  private var startsLine: Bool {
    let line = source.lineSpan(source.line(at: cursor))
    return source.text(SourceSpan(line.start, cursor)).allSatisfy { $0 == " " || $0 == "\t" }
  }

  private var isOpen: Bool { Parser.parse(source).cell.isUnfinished }

  private func touches(_ span: SourceSpan) -> Bool { span.end == cursor && !span.isEmpty }

  private func context(in expression: Expression, atTop: Bool) -> CursorContext {
    switch expression {
    case .name(let name):
      if touches(name.span) { return .start(partial: name) }
      return atTop
        ? argument(behind: CommandCall(verb: name, subjects: [], arguments: [], span: name.span)) : .nothing
    case .command(let call): return context(in: call)
    case .group(let inner, let span):
      if isClosed(span, ")") { return .nothing }
      if case .missing = inner { return .start(partial: hole) }
      return context(in: inner, atTop: true)
    case .member(let base, let name, _):
      return touches(name.span) || name.name.isEmpty ? .member(partial: name, base: base) : .nothing
    case .index(let base, let index, let span):
      return isClosed(span, "]") ? .nothing : indexContext(base, index)
    case .missing: return .start(partial: hole)
    default: return .nothing
    }
  }

  private func isClosed(_ span: SourceSpan, _ sign: String) -> Bool {
    source.text(SourceSpan(span.end - 1, span.end)) == sign
  }

  private func indexContext(_ base: Expression, _ index: Expression) -> CursorContext {
    if case .string(let text, isTerminated: false, let span) = index {
      return .itemName(partial: Identifier(name: text, span: SourceSpan(span.start + 1, cursor)), base: base)
    }
    return .nothing
  }

  // MARK: Calls

  private func context(in call: CommandCall) -> CursorContext {
    if touches(call.verb.span), call.subjects.isEmpty { return .start(partial: call.verb) }
    if let last = call.arguments.last, last.value.span.end >= (call.subjects.last?.span.end ?? 0) {
      return context(inValue: last.value, of: call, label: last.label.name, index: call.subjects.count)
    }
    guard let last = call.subjects.last else { return argument(behind: call) }
    if case .name(let name) = last, touches(name.span), !call.arguments.isEmpty {
      return .subject(partial: name, call: call, index: Int.max)
    }
    return context(inValue: last, of: call, label: nil, index: call.subjects.count - 1)
  }

  private func context(inValue value: Expression, of call: CommandCall, label: String?, index: Int)
    -> CursorContext
  {
    switch value {
    case .name(let name) where touches(name.span): return place(name, call, label, index)
    case .missing: return place(hole, call, label, index)
    case .string(let text, isTerminated: false, let span):
      let partial = Identifier(name: text, span: SourceSpan(span.start + 1, cursor))
      return .text(partial: partial, parameterName: label, subjectIndex: index, call: call)
    case .list(let elements, let span) where !isClosed(span, "]"):
      return context(inElements: elements, of: call, label: label, index: index)
    case .group(_, let span) where !isClosed(span, ")"): return context(in: value, atTop: false)
    case .member, .index: break
    default: return argument(behind: call)
    }
    let inner = context(in: value, atTop: false)
    if case .nothing = inner, value.span.end < cursor { return argument(behind: call) }
    return inner
  }

  /// Inside an open list no label can follow.
  private func context(inElements elements: [Expression], of call: CommandCall, label: String?, index: Int)
    -> CursorContext
  {
    var partial = hole
    if let last = elements.last, !endsWithComma {
      guard case .name(let name) = last, touches(name.span) else {
        return context(inValue: last, of: call, label: label, index: index)
      }
      partial = name
    }
    switch place(partial, call, label, index) {
    case .subject(let partial, let call, let index):
      return .element(partial: partial, call: call, index: index)
    case let other: return other
    }
  }

  private var endsWithComma: Bool {
    let blanks = [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t")]
    return source.bytes.reversed().drop { blanks.contains($0) }.first == UInt8(ascii: ",")
  }

  private func place(_ partial: Identifier, _ call: CommandCall, _ label: String?, _ index: Int)
    -> CursorContext
  {
    if let label { return .label(partial: partial, parameterName: label, call: call) }
    let hasKinds = registry.verb(call.verb.name).map { !$0.kinds.isEmpty } ?? false
    if hasKinds, index == 0 { return .kind(partial: partial, call: call) }
    return .subject(partial: partial, call: call, index: hasKinds ? index - 1 : index)
  }

  /// The cursor stands behind a blank after the call's last word: a next subject or label begins.
  private func argument(behind call: CommandCall) -> CursorContext {
    guard cursor > call.span.end else { return .nothing }
    if !call.arguments.isEmpty { return .subject(partial: hole, call: call, index: Int.max) }
    return place(hole, call, nil, call.subjects.count)
  }
}
