import FoundationEssentials

/// What Tab offers at a cursor: each item with its kind and a word of documentation.
struct Completion: Sendable {
  struct Item: Sendable, Equatable {
    let text: String
    /// "verb", "kind", "label", "word", "path", or the kind of a workspace value.
    let type: String
    /// What it is or does.
    let detail: String
    /// How it is written, with what it takes.
    var signature = ""
  }

  /// The bytes that an item replaces.
  let span: SourceSpan
  let items: [Item]

  static func at(_ cursor: Int, in text: String, registry: Registry, workspace: Workspace) -> Completion {
    let context = CursorFinder.context(in: text, cursor: cursor, registry: registry)
    return Completer(registry: registry, workspace: workspace, cursor: cursor).complete(context)
  }
}

private struct Completer {
  let registry: Registry
  let workspace: Workspace
  let cursor: Int

  func complete(_ context: CursorContext) -> Completion {
    switch context {
    case .start(let partial): return filtered(verbs + names { _ in true }, partial)
    case .kind(let partial, let call): return filtered(kinds(call), partial)
    case .subject(let partial, let call, let index): return filtered(subjects(call, index), partial)
    case .element(let partial, let call, let index):
      let parameter = bound(call)?.command.subject(at: index)
      return filtered(parameter.map { values(of: $0, call) } ?? [], partial)
    case .label(let partial, let label, let call): return filtered(values(label, call), partial)
    case .member(let partial, let base): return filtered(members(base), partial)
    case .text(let partial, let label, let index, let call):
      return texts(partial, label, parameter(label, index, call), call)
    case .itemName(let partial, let base): return filtered(itemNames(base), partial)
    case .nothing: return Completion(span: SourceSpan(cursor, cursor), items: [])
    }
  }

  // MARK: Candidates

  private var verbs: [Completion.Item] {
    registry.verbs.map {
      Completion.Item(text: $0.name, type: "verb", detail: $0.summary, signature: Manual.usage($0))
    }
  }

  private func names(where isFitting: (Value) -> Bool) -> [Completion.Item] {
    workspace.entries.filter { isFitting($0.value) }.map {
      Completion.Item(text: $0.name, type: $0.value.kind.name, detail: $0.value.brief)
    }
  }

  private func kinds(_ call: CommandCall) -> [Completion.Item] {
    guard let verb = registry.verb(call.verb.name) else { return [] }
    return verb.commands.compactMap { command in
      command.kind.map {
        Completion.Item(text: $0, type: "kind", detail: command.summary, signature: Manual.usage(command))
      }
    }
  }

  private func subjects(_ call: CommandCall, _ index: Int) -> [Completion.Item] {
    guard let bound = bound(call) else { return [] }
    let given = Set(call.arguments.map(\.label.name))
    let labels = (bound.command.labels + columnLabels(bound, call)).filter { !given.contains($0.name) }.map {
      Completion.Item(
        text: $0.name + ":", type: "label", detail: Self.detail($0), signature: Manual.signature($0))
    }
    guard index != Int.max, let parameter = bound.command.subject(at: index) else { return labels }
    return values(of: parameter, call) + labels
  }

  private func columnLabels(_ bound: BoundCall, _ call: CommandCall) -> [Parameter] {
    guard let template = bound.command.columnLabels else { return [] }
    return subjectValues(call).flatMap(\.itemColumnNames).map {
      Parameter($0, template.summary, template.type)
    }
  }

  private func values(_ label: String, _ call: CommandCall) -> [Completion.Item] {
    guard let bound = bound(call) else { return [] }
    if let parameter = bound.command.label(label) { return values(of: parameter, call) }
    guard bound.command.columnLabels != nil else { return [] }
    return categories(of: label, call)
  }

  /// Written bare where they are names, else as texts.
  private func categories(of column: String, _ call: CommandCall) -> [Completion.Item] {
    let values = subjectValues(call).filter { $0.itemColumnNames.contains(column) }
    guard !values.isEmpty else { return [] }
    return (values.flatMap { $0.categories(of: column) } + ["present", "missing"]).map {
      Completion.Item(text: Self.isName($0) ? $0 : "\"\($0)\"", type: "word", detail: column)
    }
  }

  private static func isName(_ text: String) -> Bool {
    text.first?.isNumber == false && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  private func values(of parameter: Parameter, _ call: CommandCall) -> [Completion.Item] {
    let columns = parameter.type.takesColumns ? subjectValues(call).flatMap(\.itemColumnNames) : []
    let words = parameter.type.words(columns: columns).map {
      Completion.Item(text: $0, type: "word", detail: parameter.summary)
    }
    switch parameter.type {
    case .boundName: return names { _ in true }
    case .verbName: return verbs
    default: break
    }
    guard let kinds = parameter.type.objectKinds else { return words + names { _ in true } }
    if words.isEmpty, kinds.isEmpty { return fallback(of: parameter) }
    // A value whose items fit is on the way to one: `corpus` where `corpus[3]` is wanted.
    return words + names { kinds.contains($0.kind) || $0.item(at: 0).map { kinds.contains($0.kind) } == true }
  }

  /// Where anything could be written, the default is a beginning.
  private func fallback(of parameter: Parameter) -> [Completion.Item] {
    [parameter.fallback.map { Completion.Item(text: $0, type: "default", detail: parameter.summary) }]
      .compactMap {
        $0
      }
  }

  private func members(_ base: Expression) -> [Completion.Item] {
    guard let value = workspace.knownValue(of: base) else { return [] }
    return value.memberNames.map { name in
      Completion.Item(text: name, type: value.member(name)?.kind.name ?? "member", detail: "")
    }
  }

  private func itemNames(_ base: Expression) -> [Completion.Item] {
    guard let value = workspace.knownValue(of: base), let count = value.itemCount else { return [] }
    return (0..<min(count, 500)).compactMap { position in
      value.item(at: position)?.member("id")?.text.map {
        Completion.Item(text: $0, type: "item", detail: "")
      }
    }
  }

  // MARK: Texts

  /// Paths where a path is wanted, else the categories of the label column, or of the main one.
  private func texts(_ partial: Identifier, _ label: String?, _ parameter: Parameter?, _ call: CommandCall)
    -> Completion
  {
    if let role = parameter?.type.pathRole { return PathCompletion.complete(partial, role) }
    let column = parameter == nil ? label : nil
    let categories = subjectValues(call).flatMap { $0.categories(of: column) }
    return filtered(categories.map { Completion.Item(text: $0, type: "word", detail: column ?? "") }, partial)
  }

  // MARK: What is known of the call

  private func bound(_ call: CommandCall) -> BoundCall? {
    registry.verb(call.verb.name).flatMap { try? BoundCall.bind(call, $0).get() }
  }

  private func parameter(_ label: String?, _ index: Int, _ call: CommandCall) -> Parameter? {
    guard let command = bound(call)?.command else { return nil }
    if let label { return command.label(label) }
    return command.subject(at: command.kind == nil ? index : index - 1)
  }

  private func subjectValues(_ call: CommandCall) -> [Value] {
    (bound(call)?.subjects ?? []).compactMap(workspace.knownValue)
  }

  private func filtered(_ items: [Completion.Item], _ partial: Identifier) -> Completion {
    let wanted = partial.name.lowercased()
    return Completion(
      span: partial.span, items: items.filter { $0.text.lowercased().hasPrefix(wanted) })
  }

  private static func detail(_ parameter: Parameter) -> String {
    "\(parameter.summary); \(parameter.type.description)"
  }
}

/// Files and folders below what is typed so far.
enum PathCompletion {
  static func complete(_ partial: Identifier, _ role: ParameterType.PathRole) -> Completion {
    let typed = partial.name
    let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let folder = String(typed[..<cut])
    let prefix = typed[cut...]
    let manager = FileManager.default
    let names =
      (try? manager.contentsOfDirectory(atPath: folder.isEmpty ? "." : UserPath.expanded(folder))) ?? []
    let items = names.sorted().filter {
      $0.hasPrefix(prefix) && (!$0.hasPrefix(".") || prefix.hasPrefix("."))
    }
    .prefix(200).compactMap { name -> Completion.Item? in
      var isFolder: Bool = false
      _ = manager.fileExists(atPath: UserPath.expanded(folder + name), isDirectory: &isFolder)
      guard isFolder || fits(name, role) else { return nil }
      return Completion.Item(text: folder + name + (isFolder ? "/" : ""), type: "path", detail: "")
    }
    return Completion(span: partial.span, items: Array(items))
  }

  private static func fits(_ name: String, _ role: ParameterType.PathRole) -> Bool {
    switch role {
    case .folder: false
    case .folderOrFile: true
    case .input(let extensions), .output(let extensions):
      extensions.contains { name.lowercased().hasSuffix("." + $0) }
    }
  }
}
