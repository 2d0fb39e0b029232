/// Every verb of the language.
struct Registry: Sendable {
  let verbs: [Verb]
  private let byName: [String: Verb]

  init(_ verbs: [Verb]) {
    self.verbs = verbs
    byName = Dictionary(verbs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func verb(_ name: String) -> Verb? { byName[name] }

  var names: [String] { verbs.map(\.name) }
}
