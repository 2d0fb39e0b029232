import MVAEKit

/// How the value of an expression came to be, read off the text and the workspace; nothing is run.
///
/// The same text on the same values gives the same value, so that is all that lineage needs.
struct Tracing {
  let context: ExecutionContext

  func lineage(of expression: Expression) -> Lineage? {
    switch expression {
    case .name(let name):
      if context.registry.verb(name.name) != nil, context.workspace.value(of: name.name) == nil { return nil }
      return context.workspace.lineage(of: name.name)
    case .member(let base, let name, _): return part(of: base, "member", name.name)
    case .index(let base, let index, _): return part(of: base, "item", words(index))
    case .group(let inner, _): return lineage(of: inner)
    case .command(let call): return lineage(of: call)
    case .list(let elements, _):
      return Lineage(operation: "list", inputs: elements.compactMap(lineage))
    case .number, .string, .range, .missing: return nil
    }
  }

  /// One a value that the expression gives to a list of subjects.
  func lineages(of expression: Expression) -> [Lineage?] {
    if case .list(let elements, _) = expression { return elements.map(lineage) }
    return [lineage(of: expression)]
  }

  private func part(of base: Expression, _ operation: String, _ words: String) -> Lineage? {
    lineage(of: base).map { Lineage(operation: operation, settings: [operation: words], inputs: [$0]) }
  }

  private func lineage(of call: CommandCall) -> Lineage? {
    guard let verb = context.registry.verb(call.verb.name),
      case .success(let bound) = BoundCall.bind(call, verb)
    else { return nil }
    var settings: [String: String] = [:]
    var inputs: [Lineage] = []
    for (index, subject) in bound.subjects.enumerated() {
      if let input = lineage(of: subject) {
        inputs.append(input)
      } else {
        settings["subject \(index)"] = words(subject)
      }
    }
    for argument in call.arguments {
      let name = bound.command.label(argument.label.name)?.name ?? argument.label.name
      settings[name] = words(argument.value)
    }
    return Lineage(
      operation: bound.command.name, settings: settings, inputs: inputs,
      labelsRead: labelsRead(bound, settings),
      texts: bound.command.readsTexts ? texts(bound) : [])
  }

  /// Columns that the command gives to what it makes, as written or as they stand by default.
  private func labelsRead(_ bound: BoundCall, _ settings: [String: String]) -> Set<String> {
    let given = bound.command.labels.filter(\.givesLabels)
    return Set(given.compactMap { settings[$0.name] ?? $0.fallback })
  }

  private func texts(_ bound: BoundCall) -> [TextEvidence] {
    guard case .name(let name)? = bound.subjects.first,
      let corpus = context.workspace.value(of: name.name)?.as(Corpus.self)
    else { return [] }
    let texts = corpus.tracks.map(\.text)
    return corpus.table.columns.compactMap { column in
      guard case .text(let labels) = column.content else { return nil }
      return TextEvidence(label: column.name, texts: texts, labels: labels)
    }
  }

  /// An argument as words that are equal where it is: a name stands for what it was made from.
  private func words(_ expression: Expression) -> String {
    switch expression {
    case .number(let number, _): return NumberText.shortest(number)
    case .string(let text, _, _): return text
    case .range(let range, _):
      return ValueRange(lower: range.lower, upper: range.upper, includesUpper: range.includesUpper)
        .description
    case .list(let elements, _): return "[" + elements.map(words).joined(separator: ", ") + "]"
    case .name(let name):
      if let lineage = context.workspace.lineage(of: name.name) { return "#\(lineage.digest)" }
      return context.workspace.value(of: name.name)?.brief ?? name.name
    case .member, .index, .group, .command:
      return lineage(of: expression).map { "#\($0.digest)" } ?? "…"
    case .missing: return ""
    }
  }
}
