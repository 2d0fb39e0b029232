/// One output in several media, of which a front end takes the best it knows; `text/plain` is always there.
struct MIMEBundle: Sendable {
  var data: [String: JSON]
  var metadata: [String: JSON] = [:]

  init(text: String) { data = ["text/plain": .string(text)] }

  init(_ value: Value) {
    self = BundleRenderer.bundle(of: value.presentation)
  }

  /// The form for a terminal.
  var text: String { data["text/plain"]?.string ?? "" }
}

extension Value {
  var presentation: Presentation {
    switch self {
    case .number, .flag, .range: .lines([brief])
    case .text(let text): .lines([text])
    case .list(let values): Self.listPresentation(values)
    case .object(let object): object.presentation
    }
  }

  /// Figures, tables and sounds stand below each other; plain values on one line.
  private static func listPresentation(_ values: [Value]) -> Presentation {
    let isRich = values.contains { value in
      if case .object = value { true } else { false }
    }
    if isRich, values.count <= 24 { return .stack(values.map(\.presentation)) }
    let shown = values.prefix(100).map { $0.number.map(NumberText.short) ?? $0.brief }.joined(separator: ", ")
    return .lines(["[\(shown)\(values.count > 100 ? ", … \(values.count) in all" : "")]"])
  }
}

extension MIMEBundle {
  /// About how much memory its texts take.
  var approximateBytes: Int { data.values.reduce(0) { $0 + $1.textBytes } }
}

extension JSON {
  fileprivate var textBytes: Int {
    switch self {
    case .string(let text): text.utf8.count
    case .array(let elements): elements.reduce(0) { $0 + $1.textBytes }
    case .object(let members): members.reduce(0) { $0 + $1.key.utf8.count + $1.value.textBytes }
    default: 8
    }
  }
}
