/// One subject or label of a command: name, meaning, type, default.
struct Parameter: Sendable {
  let name: String
  let summary: String
  let type: ParameterType
  /// What holds when it is left out, as a user would write it; `nil` when it must be given or has no value.
  let fallback: String?
  let isRequired: Bool
  /// Older or shorter names for the same label.
  var aliases: [String] = []
  /// It names a label column that the result has seen: what is scored against it later is no discovery.
  var givesLabels = false

  init(
    _ name: String, _ summary: String, _ type: ParameterType, fallback: String? = nil,
    isRequired: Bool = false, aliases: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.type = type
    self.fallback = fallback
    self.isRequired = isRequired
    self.aliases = aliases
  }
}

extension Parameter {
  /// The same for a label column that the result has seen.
  var givingLabels: Parameter {
    var parameter = self
    parameter.givesLabels = true
    return parameter
  }
}

/// A parameter together with the Swift type that a command reads it as.
struct Key<Content: Sendable>: Sendable {
  let parameter: Parameter
  let fallback: Content?
  let read: @Sendable (Value) -> Content?

  var name: String { parameter.name }
}

extension Key where Content == Int {
  static func integer(
    _ name: String, _ summary: String, in range: ClosedRange<Int>, default fallback: Int? = nil
  )
    -> Key
  {
    Key(
      parameter: Parameter(name, summary, .integer(range), fallback: fallback.map(String.init)),
      fallback: fallback, read: { $0.integer })
  }
}

extension Key where Content == Int? {
  /// A whole number, or `off`.
  static func integerOrOff(
    _ name: String, _ summary: String, in range: ClosedRange<Int>, default fallback: Int?
  )
    -> Key
  {
    Key(
      parameter: Parameter(
        name, summary, .either([.integer(range), .word(["off"])]),
        fallback: fallback.map(String.init) ?? "off"),
      fallback: .some(fallback), read: { .some($0.integer) })
  }
}

extension Key where Content == Double {
  static func number(
    _ name: String, _ summary: String, in range: ClosedRange<Double>, default fallback: Double? = nil
  ) -> Key {
    Key(
      parameter: Parameter(
        name, summary, .number(range), fallback: fallback.map(NumberText.shortest)),
      fallback: fallback, read: { $0.number })
  }
}

extension Key where Content == Double? {
  /// A number, or `off`.
  static func numberOrOff(
    _ name: String, _ summary: String, in range: ClosedRange<Double>, default fallback: Double?
  ) -> Key {
    Key(
      parameter: Parameter(
        name, summary, .either([.number(range), .word(["off"])]),
        fallback: fallback.map(NumberText.shortest) ?? "off"),
      fallback: .some(fallback), read: { .some($0.number) })
  }
}

extension Key where Content == Bool {
  static func flag(_ name: String, _ summary: String, default fallback: Bool) -> Key {
    Key(
      parameter: Parameter(name, summary, .flag, fallback: fallback ? "on" : "off"), fallback: fallback,
      read: { $0.flag })
  }
}

extension Key where Content == String {
  static func text(
    _ name: String, _ summary: String, default fallback: String? = nil, isRequired: Bool = false
  )
    -> Key
  {
    Key(
      parameter: Parameter(
        name, summary, .text, fallback: fallback.map { "\"\($0)\"" }, isRequired: isRequired),
      fallback: fallback, read: { $0.text })
  }

  static func word(
    _ name: String, _ summary: String, _ words: [String], default fallback: String? = nil,
    isRequired: Bool = false
  ) -> Key {
    Key(
      parameter: Parameter(name, summary, .word(words), fallback: fallback, isRequired: isRequired),
      fallback: fallback, read: { $0.text })
  }

  /// A label column of the subjects, or one of `words`.
  static func column(
    _ name: String, _ summary: String, orWords words: [String] = [], default fallback: String? = nil
  ) -> Key {
    let type: ParameterType = words.isEmpty ? .column : .either([.column, .word(words)])
    return Key(
      parameter: Parameter(name, summary, type, fallback: fallback), fallback: nil, read: { $0.text })
  }

  static func path(
    _ name: String, _ summary: String, _ role: ParameterType.PathRole, isRequired: Bool = false
  ) -> Key {
    Key(
      parameter: Parameter(name, summary, .path(role), isRequired: isRequired), fallback: nil,
      read: { $0.text })
  }
}

extension Key where Content == [String] {
  static func texts(_ name: String, _ summary: String, default fallback: String? = nil) -> Key {
    Key(
      parameter: Parameter(name, summary, .list(.text), fallback: fallback), fallback: nil,
      read: { $0.list?.compactMap(\.text) })
  }

  static func words(
    _ name: String, _ summary: String, _ words: [String], default fallback: [String]
  ) -> Key {
    Key(
      parameter: Parameter(
        name, summary, .list(.word(words)), fallback: "[\(fallback.joined(separator: ", "))]"),
      fallback: fallback, read: { $0.list?.compactMap(\.text) })
  }
}

extension Key where Content == [Int] {
  static func integers(_ name: String, _ summary: String, in range: ClosedRange<Int>, default fallback: [Int])
    -> Key
  {
    let shown = "[\(fallback.map(String.init).joined(separator: ", "))]"
    return Key(
      parameter: Parameter(name, summary, .list(.integer(range)), fallback: shown), fallback: fallback,
      read: { $0.list?.compactMap(\.integer) })
  }
}

extension Key where Content == Value {
  static func object(_ name: String, _ summary: String, _ kinds: [ValueKind], isRequired: Bool = true) -> Key
  {
    Key(
      parameter: Parameter(name, summary, .object(kinds), isRequired: isRequired), fallback: nil,
      read: { $0 })
  }

  static func any(_ name: String, _ summary: String, isRequired: Bool = true) -> Key {
    Key(parameter: Parameter(name, summary, .any, isRequired: isRequired), fallback: nil, read: { $0 })
  }
}

extension Key where Content == [Value] {
  static func objects(_ name: String, _ summary: String, _ kinds: [ValueKind]) -> Key {
    Key(
      parameter: Parameter(name, summary, .list(.object(kinds)), isRequired: true), fallback: nil,
      read: { $0.list })
  }
}

extension Key where Content: WorkspaceValue {
  /// A value of one kind.
  static func value(_ name: String, _ summary: String, isRequired: Bool = true) -> Key {
    Key(
      parameter: Parameter(name, summary, .object([Content.kind]), isRequired: isRequired), fallback: nil,
      read: { $0.as(Content.self) })
  }
}
