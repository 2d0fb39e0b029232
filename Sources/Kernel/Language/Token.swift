/// One word, number, string or sign of the language.
struct Token: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case name(String)
    case number(Double)
    case string(String, isTerminated: Bool)
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket
    case comma, dot, colon, equals, question, semicolon
    /// `...`, which includes its upper bound.
    case closedRange
    /// `..<`, which does not.
    case halfOpenRange
    case newline
    case invalid
    case end
  }

  let kind: Kind
  let span: SourceSpan
  /// No blank stands between it and the token before.
  let isTouching: Bool

  var isStatementEnd: Bool {
    switch kind {
    case .newline, .semicolon, .end: true
    default: false
    }
  }
}
