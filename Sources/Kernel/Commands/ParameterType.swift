/// What a parameter accepts; help, checks, completion and conversion are read off it.
indirect enum ParameterType: Sendable {
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  /// A range of whole numbers within these: `2...12`, `2..<13`.
  case integerRange(ClosedRange<Int>)
  /// `on` or `off`.
  case flag
  case text
  /// One of these words, written bare.
  case word([String])
  /// A label column of the subjects, written bare.
  case column
  case object([ValueKind])
  case path(PathRole)
  /// A name of the workspace itself, written bare.
  case boundName
  /// A verb of the language, written bare.
  case verbName
  /// A kind of the verb before it, written bare.
  case kindName
  /// `[a, b]`, or one value that stands for a list of itself.
  case list(ParameterType)
  case either([ParameterType])
  case any

  /// A file or folder, as a text.
  enum PathRole: Sendable, Equatable {
    case folder
    case folderOrFile
    /// A file to read, with one of these extensions.
    case input([String])
    /// A file to write, with one of these extensions.
    case output([String])
  }

  /// In words, for messages and help: "a whole number 1...512".
  var description: String {
    switch self {
    case .integer(let range): "a whole number \(Self.bounds(range.lowerBound, range.upperBound))"
    case .number(let range):
      "a number \(Self.bounds(NumberText.shortest(range.lowerBound), NumberText.shortest(range.upperBound)))"
    case .integerRange(let range): "a range such as \(range.lowerBound)...\(min(12, range.upperBound))"
    case .flag: "on or off"
    case .text: "a text"
    case .word(let words): Self.alternatives(words.map { "`\($0)`" })
    case .column: "a label column"
    case .object(let kinds): Self.alternatives(kinds.map(\.withArticle))
    case .path(.folder): "a folder's path, as a text"
    case .path(.folderOrFile): "a folder's or a file's path, as a text"
    case .path(.input(let extensions)), .path(.output(let extensions)):
      "a file's path, as a text (\(extensions.map { "." + $0 }.joined(separator: ", ")))"
    case .boundName: "a name that has a value"
    case .verbName: "a verb"
    case .kindName: "a kind of that verb"
    case .list(let element): "\(element.description), or a list of them"
    case .either(let types): Self.alternatives(types.map(\.description))
    case .any: "any value"
    }
  }

  /// Words that may stand bare for this parameter, the columns of its subjects included.
  func words(columns: [String]) -> [String] {
    switch self {
    case .word(let words): words
    case .flag: ["on", "off"]
    case .column: columns
    case .list(let element): element.words(columns: columns)
    case .either(let types): types.flatMap { $0.words(columns: columns) }
    default: []
    }
  }

  /// Whether columns that only a subject's value knows are among its words.
  var takesColumns: Bool {
    switch self {
    case .column: true
    case .list(let element): element.takesColumns
    case .either(let types): types.contains { $0.takesColumns }
    default: false
    }
  }

  /// Numbers, words and switches, or lists of them: what a sweep can go through.
  var isSetting: Bool {
    switch self {
    case .integer, .number, .flag, .word: true
    case .integerRange: false
    case .list(let element): element.isSetting
    case .either(let types): types.allSatisfy(\.isSetting)
    case .text, .column, .object, .path, .boundName, .verbName, .kindName, .any: false
    }
  }

  /// Kinds of workspace value it takes; `nil` when it takes any.
  var objectKinds: [ValueKind]? {
    switch self {
    case .object(let kinds): kinds
    case .list(let element): element.objectKinds
    case .either(let types): types.flatMap { $0.objectKinds ?? [] }
    case .any: nil
    default: []
    }
  }

  /// The bare name itself is the argument, whatever it stands for.
  var takesNames: Bool {
    switch self {
    case .boundName, .verbName, .kindName: true
    default: false
    }
  }

  var pathRole: PathRole? {
    switch self {
    case .path(let role): role
    case .either(let types): types.compactMap(\.pathRole).first
    default: nil
    }
  }

  private static func bounds(_ lower: some CustomStringConvertible, _ upper: some CustomStringConvertible)
    -> String
  {
    "\(lower) to \(upper)"
  }

  private static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension ParameterType {
  /// `value` as this parameter stores it, or `nil` when it does not accept it.
  func accept(_ value: Value, columns: [String]) -> Value? {
    switch (self, value) {
    case (.integer(let range), .number(let number)):
      Int(exactly: number).map(range.contains) == true ? value : nil
    case (.number(let range), .number(let number)): range.contains(number) ? value : nil
    case (.integerRange(let range), .range(let wanted)):
      wanted.integers.map { range.contains($0.lowerBound) && range.contains($0.upperBound) } == true
        ? value : nil
    case (.flag, .flag), (.text, .text), (.path, .text), (.boundName, .text), (.verbName, .text),
      (.kindName, .text), (.any, _):
      value
    case (.word(let words), .text(let text)): words.contains(text) ? value : nil
    case (.column, .text(let text)): columns.contains(text) ? value : nil
    case (.object(let kinds), _): kinds.contains(value.kind) ? value : nil
    case (.list(let element), .list(let values)): Self.acceptAll(values, element, columns)
    case (.list(let element), _): element.accept(value, columns: columns).map { .list([$0]) }
    case (.either(let types), _): types.lazy.compactMap { $0.accept(value, columns: columns) }.first
    default: nil
    }
  }

  private static func acceptAll(_ values: [Value], _ element: ParameterType, _ columns: [String]) -> Value? {
    let accepted = values.compactMap { element.accept($0, columns: columns) }
    return accepted.count == values.count ? .list(accepted) : nil
  }
}
