/// `help`: every verb in a line, or one in full.
enum HelpVerb {
  private static let verb = Key<String>(
    parameter: Parameter("verb", "the verb to explain", .verbName), fallback: nil, read: { $0.text })

  private static let kind = Key<String>(
    parameter: Parameter("kind", "one of its kinds", .kindName), fallback: nil, read: { $0.text })

  static let help = Command(
    "help", summary: "Explains the language, or one verb.", subjects: [verb.parameter, kind.parameter],
    examples: [
      .init("help", "every verb in a line"), .init("help train", "one verb in full; `train?` is the same"),
    ]
  ) { invocation in
    guard let name = invocation.optional(verb) else {
      invocation.context.output.page(Manual.overview(invocation.context.registry))
      return nil
    }
    guard let found = invocation.context.registry.verb(name) else {
      if let value = invocation.workspace.value(of: name) {
        invocation.context.output.page(Manual.bundle(value, named: name))
        return nil
      }
      throw invocation.diagnostic(
        "UnknownVerb", "there is no verb `\(name)`", at: verb,
        hint: Spelling.hint(for: name, among: invocation.context.registry.names))
    }
    let kind = invocation.optional(kind)
    if let kind, found.command(kind: kind) == nil {
      throw BoundCall.unknownKind(kind, at: invocation.spans["kind"] ?? invocation.span, of: found)
    }
    invocation.context.output.page(Manual.bundle(found, kind: kind))
    return nil
  }
}
