/// A call joined with the command it means.
struct BoundCall {
  let call: CommandCall
  let command: Command
  /// The subjects without the word that names the kind.
  let subjects: [Expression]
  /// The verb and its kind in the text.
  let nameSpan: SourceSpan

  /// In the slot behind a verb that has kinds, a bare name is a kind.
  static func bind(_ call: CommandCall, _ verb: Verb) -> Result<BoundCall, Diagnostic> {
    if case .name(let name) = call.subjects.first, let command = verb.command(kind: name.name) {
      let span = call.verb.span.union(name.span)
      return .success(
        BoundCall(call: call, command: command, subjects: Array(call.subjects.dropFirst()), nameSpan: span))
    }
    if let command = verb.command(kind: nil) {
      return .success(
        BoundCall(call: call, command: command, subjects: call.subjects, nameSpan: call.verb.span))
    }
    if case .name(let name) = call.subjects.first {
      return .failure(unknownKind(name.name, at: name.span, of: verb))
    }
    return .failure(
      Diagnostic(
        "MissingKind", "`\(verb.name)` needs a kind: \(verb.kinds.joined(separator: ", "))",
        at: call.verb.span, hint: verb.commands.first?.examples.first.map { "for example `\($0.code)`" }))
  }

  /// The values of a label that are to be tried one after the other; `nil` when it sets one.
  ///
  /// A list does that for a label that takes no list, a list of lists for one that does.
  func settings(_ value: Expression, of parameter: Parameter) -> [Expression]? {
    guard command.sweeps(parameter), case .list(let elements, _) = value, !elements.isEmpty else {
      return nil
    }
    guard parameter.type.elementType != nil else { return elements }
    let isListOfLists = elements.allSatisfy { if case .list = $0 { true } else { false } }
    return isListOfLists ? elements : nil
  }

  static func unknownKind(_ kind: String, at span: SourceSpan, of verb: Verb) -> Diagnostic {
    guard !verb.kinds.isEmpty else {
      return Diagnostic("UnknownKind", "`\(verb.name)` has no kinds", at: span)
    }
    return Diagnostic(
      "UnknownKind", "`\(verb.name)` has no kind `\(kind)`", at: span,
      hint: Spelling.hint(for: kind, among: verb.kinds)
        ?? "its kinds are \(verb.kinds.joined(separator: ", "))")
  }
}
