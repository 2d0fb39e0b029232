/// What a value holds, when it is of that kind.
extension Value {
  var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  var integer: Int? { number.flatMap { Int(exactly: $0) } }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  var flag: Bool? {
    if case .flag(let flag) = self { flag } else { nil }
  }

  var list: [Value]? {
    if case .list(let values) = self { values } else { nil }
  }

  func `as`<Content: WorkspaceValue>(_ type: Content.Type) -> Content? {
    if case .object(let object) = self { object as? Content } else { nil }
  }
}
