/// A whole cell or file: its statements in order.
struct Cell: Sendable {
  let statements: [Statement]
  /// An open bracket, parenthesis or a trailing `\` waits for more lines.
  let isUnfinished: Bool
}

/// `[NAME =] expression [;]`, or `NAME [NAME] ?`.
struct Statement: Sendable {
  enum Body: Sendable {
    case expression(Expression)
    case help(Identifier, kind: Identifier?)
  }

  let target: Identifier?
  let body: Body
  /// A `;` ends it: its result is not shown.
  let isSilenced: Bool
  let span: SourceSpan
}

/// A name as it stands in the text.
struct Identifier: Sendable, Equatable {
  let name: String
  let span: SourceSpan
}

/// Anything that has a value.
indirect enum Expression: Sendable {
  case number(Double, SourceSpan)
  case string(String, isTerminated: Bool, SourceSpan)
  case range(NumberRange, SourceSpan)
  case list([Expression], SourceSpan)
  case name(Identifier)
  case member(Expression, Identifier, SourceSpan)
  case index(Expression, Expression, SourceSpan)
  case command(CommandCall)
  /// `( … )`: inside, a bare name is always a variable.
  case group(Expression, SourceSpan)
  /// Something is expected here and the text has nothing, or nothing readable.
  case missing(SourceSpan)

  var span: SourceSpan {
    switch self {
    case .number(_, let span), .string(_, _, let span), .range(_, let span), .list(_, let span),
      .member(_, _, let span), .index(_, _, let span), .group(_, let span), .missing(let span):
      span
    case .name(let identifier): identifier.span
    case .command(let call): call.span
    }
  }
}

/// `a...b` or `a..<b`.
struct NumberRange: Sendable, Equatable {
  let lower: Double
  let upper: Double
  let includesUpper: Bool
}

/// `verb subject subject label: value label: value`.
struct CommandCall: Sendable {
  let verb: Identifier
  let subjects: [Expression]
  let arguments: [LabelledArgument]
  let span: SourceSpan
}

struct LabelledArgument: Sendable {
  let label: Identifier
  let value: Expression

  var span: SourceSpan { label.span.union(value.span) }
}
