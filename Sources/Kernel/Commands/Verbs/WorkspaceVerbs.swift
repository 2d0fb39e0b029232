/// `list`, `forget` and `clear`: what the session holds and shows.
enum WorkspaceVerbs {
  static let list = Command(
    "list", summary: "Lists the names of the workspace: kind, size, memory.",
    examples: [.init("list", "every name and what it stands for")]
  ) { invocation in
    let entries = invocation.workspace.entries
    guard !entries.isEmpty else { return .text("nothing has a name yet: `corpus = load demo` begins") }
    let rows: [[Table.CellContent]] = entries.map { entry in
      [
        .text(entry.name), .text(entry.value.kind.name), .text(entry.value.brief),
        .measured(Double(entry.value.byteCount), shown: NumberText.bytes(entry.value.byteCount)),
      ]
    }
    var table = Table("", columns: ["name", "kind", "what it is", "memory"], rows: rows)
    table.shownRows = rows.count
    return .object(table)
  }

  private static let name = Key<String>(
    parameter: Parameter("name", "the name to free", .boundName, isRequired: true), fallback: nil,
    read: { $0.text })

  static let forget = Command(
    "forget", summary: "Frees a name and the memory of its value.",
    subjects: [name.parameter],
    examples: [.init("forget corpus", "`corpus` has no value any more")]
  ) { invocation in
    let name = try invocation.value(name)
    guard invocation.workspace.forget(name) else {
      throw Diagnostic(
        "UnknownName", "`\(name)` has no value", at: invocation.spans["name"] ?? invocation.span,
        hint: Spelling.hint(for: name, among: invocation.workspace.names))
    }
    return nil
  }

  private static let waits = Key<Bool>.flag(
    "wait", "keep what is shown until the next output comes", default: false)

  private static let what = Key<String>.word(
    "what", "`cache` for the features that are kept, instead of the output", ["cache"])

  static let clear = Command(
    "clear", summary: "Clears what the running cell has shown, or the cache of features.",
    subjects: [what.parameter], labels: [waits.parameter],
    examples: [
      .init("clear", "removes the cell's output"), .init("clear wait: on", "when the next output comes"),
      .init("clear cache", "removes the features kept of files"),
    ]
  ) { invocation in
    if invocation.optional(what) != nil { return try CacheVerbs.clear(invocation) }
    invocation.context.output.clear(waits: try invocation.value(waits))
    return nil
  }
}
