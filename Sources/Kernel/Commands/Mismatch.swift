/// Reports of a value that a parameter does not take.
enum Mismatch {
  static func diagnostic(
    _ value: Value, for parameter: Parameter, type: ParameterType, at span: SourceSpan, columns: [String]
  ) -> Diagnostic {
    if let number = value.number, let range = numberRange(type) {
      return outOfRange(number, range, parameter, span)
    }
    if case .text(let text) = value, !type.words(columns: columns).isEmpty {
      return unknownWord(
        Identifier(name: text, span: span), for: parameter, type: type, words: type.words(columns: columns))
    }
    return Diagnostic(
      "WrongType",
      "`\(parameter.name)` takes \(type.description), not \(value.kind.withArticle)", at: span,
      hint: hint(value, type))
  }

  static func unknownWord(
    _ name: Identifier, for parameter: Parameter, type: ParameterType, words: [String]
  ) -> Diagnostic {
    Diagnostic(
      "UnknownWord", "`\(parameter.name)` does not know the word `\(name.name)`", at: name.span,
      hint: Spelling.hint(for: name.name, among: words)
        ?? "it takes \(words.prefix(20).joined(separator: ", "))")
  }

  private struct NumberBounds {
    let lower: Double
    let upper: Double
    let isWhole: Bool
  }

  private static func numberRange(_ type: ParameterType) -> NumberBounds? {
    switch type {
    case .integer(let range):
      NumberBounds(lower: Double(range.lowerBound), upper: Double(range.upperBound), isWhole: true)
    case .number(let range): NumberBounds(lower: range.lowerBound, upper: range.upperBound, isWhole: false)
    case .list(let element): numberRange(element)
    case .either(let types): types.lazy.compactMap(numberRange).first
    default: nil
    }
  }

  private static func outOfRange(
    _ number: Double, _ bounds: NumberBounds, _ parameter: Parameter, _ span: SourceSpan
  ) -> Diagnostic {
    let what = bounds.isWhole ? "a whole number" : "a number"
    let given = NumberText.shortest(number)
    return Diagnostic(
      "OutOfRange",
      "`\(parameter.name)` takes \(what) \(NumberText.shortest(bounds.lower)) to "
        + "\(NumberText.shortest(bounds.upper)), not \(given)", at: span,
      hint: parameter.fallback.map { "its default is \($0)" })
  }

  private static func hint(_ value: Value, _ type: ParameterType) -> String? {
    if case .text = value, let kinds = type.objectKinds, !kinds.isEmpty {
      return "give the name of a value, without quotes"
    }
    if case .path = type { return "write the path between quotes: \"…\"" }
    return nil
  }
}
