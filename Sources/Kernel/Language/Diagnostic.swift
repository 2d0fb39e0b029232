/// What is wrong with a piece of the user's text, where, and what to do about it; rendered at the edge.
struct Diagnostic: Error, Sendable, Equatable {
  /// A stable name of the kind of mistake, shown as the error's name: "UnknownVerb".
  let id: String
  let message: String
  let span: SourceSpan
  var notes: [String] = []
  var hint: String?

  init(_ id: String, _ message: String, at span: SourceSpan, notes: [String] = [], hint: String? = nil) {
    self.id = id
    self.message = message
    self.span = span
    self.notes = notes
    self.hint = hint
  }
}

/// Several mistakes found before anything ran, or one found while a statement ran; never empty.
struct DiagnosticList: Error, Sendable {
  let first: Diagnostic
  let others: [Diagnostic]

  init(_ first: Diagnostic, _ others: [Diagnostic] = []) {
    self.first = first
    self.others = others
  }

  /// `nil` when there is nothing to report; otherwise ordered by where it stands in the text.
  init?(_ diagnostics: [Diagnostic]) {
    let ordered = diagnostics.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    guard let first = ordered.first else { return nil }
    self.init(first, Array(ordered.dropFirst()))
  }

  var all: [Diagnostic] { [first] + others }
}
