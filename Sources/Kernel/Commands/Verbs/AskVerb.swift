/// `ask`: a line from the user, in the middle of a cell.
enum AskVerb {
  private static let question = Key<String>.text("question", "what to ask", isRequired: true)
  private static let fallback = Key<Value>.any(
    "default", "what holds when the answer is empty, or nobody can answer", isRequired: false)
  private static let hidden = Key<Bool>.flag("hidden", "do not show what is typed", default: false)

  static let ask = Command(
    "ask", summary: "Asks the user for a line; gives it as a text, or as a number where it is one.",
    details: [
      "A notebook that runs without its user (nbconvert, papermill, `mvae run` without a terminal) has nobody to ask: "
        + "there the default holds, and without a default the cell fails."
    ],
    subjects: [question.parameter], labels: [fallback.parameter, hidden.parameter],
    examples: [
      .init("name = ask \"Which genre?\"", "a text"),
      .init("k = ask \"How many groups?\" default: 8", "a number, 8 when nothing is typed"),
    ]
  ) { invocation in
    let question = Question(
      text: try invocation.value(question) + " ", isHidden: try invocation.value(hidden))
    let answer = try invocation.context.output.ask(question, cancellation: invocation.cancellation)
    if let answer, !answer.isEmpty { return value(answer, isHidden: question.isHidden) }
    if let fallback = invocation.optional(fallback) { return fallback }
    guard let answer else {
      throw invocation.diagnostic(
        "NobodyToAsk", "nobody is there to answer", at: Self.question,
        hint: "give what holds then: `default:`")
    }
    return .text(answer)
  }

  /// A secret of digits stays a text.
  private static func value(_ answer: String, isHidden: Bool) -> Value {
    let trimmed = answer.trimmingBlanks
    if !isHidden, let number = Double(trimmed), number.isFinite, trimmed.first != "+" {
      return .number(number)
    }
    return .text(answer)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let head = drop { $0.isWhitespace }
    return String(String(head.reversed()).drop { $0.isWhitespace }.reversed())
  }
}
