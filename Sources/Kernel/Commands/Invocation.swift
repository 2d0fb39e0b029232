import MVAEKit

/// One command at the moment it runs: its arguments, checked and converted, and what it may reach.
struct Invocation: Sendable {
  let command: Command
  let arguments: [String: Value]
  /// Where each given argument stands in the text.
  let spans: [String: SourceSpan]
  /// What each subject was called in the text, `nil` where it had no name.
  let names: [String: [String?]]
  /// How each subject, and each of a list of subjects, came to be; `nil` where that is not known.
  var lineages: [Lineage?] = []
  let span: SourceSpan
  let context: ExecutionContext
  /// Labels that were given several values, to try each.
  var sweeps: [Sweeping.Axis] = []
  /// What progress and notes call it: "train basic", of a sweep with the settings that change.
  var title: String

  /// The argument, its default, or a report that it is missing.
  func value<Content>(_ key: Key<Content>) throws(Diagnostic) -> Content {
    if let content = optional(key) { return content }
    throw Diagnostic("MissingArgument", "`\(command.name)` needs `\(key.name)`", at: span)
  }

  /// The argument or its default, `nil` when there is neither.
  func optional<Content>(_ key: Key<Content>) -> Content? {
    arguments[key.name].flatMap(key.read) ?? key.fallback
  }

  /// The argument, `nil` when it was left out.
  func given<Content>(_ key: Key<Content>) -> Content? { arguments[key.name].flatMap(key.read) }

  /// A mistake in one argument, underlined there.
  func diagnostic<Content>(_ id: String, _ message: String, at key: Key<Content>, hint: String? = nil)
    -> Diagnostic
  {
    Diagnostic(id, message, at: spans[key.name] ?? span, hint: hint)
  }

  /// What the values of a list were called in the text.
  func names<Content>(of key: Key<Content>) -> [String?] { names[key.name] ?? [] }

  var cancellation: Cancellation { context.cancellation }
  var workspace: Workspace { context.workspace }
}

/// What a cell runs with.
struct ExecutionContext: Sendable {
  let workspace: Workspace
  let output: any Output
  let cancellation: Cancellation
  /// The registry, for `help`.
  let registry: Registry
  /// Where extracted features are kept, `nil` for nowhere.
  var cache: FeatureCache?
  /// What has run and runs, for `show runs`; `nil` outside of a kernel.
  var runs: RunJournal?
  /// Where models are kept while they train; `nil` outside of a kernel.
  var safeguard: Safeguard?
}

extension Invocation {
  private var isOfSweep: Bool { title != command.name }

  /// Tells the user something that is no error.
  func warn(_ words: String) {
    context.output.write("note: \(isOfSweep ? "\(title): " : "")\(words)\n", to: .stderr)
  }
}
