/// One thing the language can do, declared once: parsing, checks, help, completion and the manual are read off it.
struct Command: Sendable {
  /// A line of the language and what it does.
  struct Example: Sendable {
    let code: String
    let meaning: String

    init(_ code: String, _ meaning: String) {
      self.code = code
      self.meaning = meaning
    }
  }

  let verb: String
  /// The word behind the verb, for verbs that have kinds: `train basic`.
  let kind: String?
  /// One sentence.
  let summary: String
  /// More to know: formulas, sources, units.
  let details: [String]
  let subjects: [Parameter]
  let labels: [Parameter]
  /// Every label column of the subjects is a label of the command too, of this type: `filter corpus genre: "Jazz"`.
  let columnLabels: Parameter?
  let examples: [Example]
  /// What it gives is published at once unless it is assigned: `plot`, `show`, `play`, `display`.
  let isShowing: Bool
  /// It trains a model: a list given to a label that sets one value makes a sweep over them.
  let sweeps: Bool
  /// It makes features of its subject's texts: an audit looks into them for labels.
  let readsTexts: Bool
  let run: @Sendable (Invocation) throws -> Value?

  init(
    _ verb: String, _ kind: String? = nil, summary: String, details: [String] = [],
    subjects: [Parameter] = [], labels: [Parameter] = [], columnLabels: Parameter? = nil, examples: [Example],
    isShowing: Bool = false, sweeps: Bool = false, readsTexts: Bool = false,
    run: @escaping @Sendable (Invocation) throws -> Value?
  ) {
    self.verb = verb
    self.kind = kind
    self.summary = summary
    self.details = details
    self.subjects = subjects
    self.labels = labels
    self.columnLabels = columnLabels
    self.examples = examples
    self.isShowing = isShowing
    self.sweeps = sweeps
    self.readsTexts = readsTexts
    self.run = run
  }

  /// "train basic".
  var name: String { kind.map { "\(verb) \($0)" } ?? verb }

  func label(_ name: String) -> Parameter? {
    labels.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// Whether several values of a label may be tried in one call.
  func sweeps(_ parameter: Parameter) -> Bool {
    sweeps && parameter.type.isSetting && labels.contains { $0.name == parameter.name }
  }

  /// The subject at `index`; the last one takes all that follow when it is a list.
  func subject(at index: Int) -> Parameter? {
    if subjects.indices.contains(index) { return subjects[index] }
    return takesManySubjects ? subjects.last : nil
  }

  var takesManySubjects: Bool {
    if case .list = subjects.last?.type { true } else { false }
  }
}

/// A verb with the commands behind it: one, or one a kind.
struct Verb: Sendable {
  let name: String
  let summary: String
  let commands: [Command]

  init(_ name: String, summary: String, _ commands: [Command]) {
    self.name = name
    self.summary = summary
    self.commands = commands
  }

  /// A verb without kinds.
  init(_ command: Command) {
    self.init(command.verb, summary: command.summary, [command])
  }

  var kinds: [String] { commands.compactMap(\.kind) }

  func command(kind: String?) -> Command? {
    commands.first { $0.kind == kind }
  }
}
