/// Anything a name can stand for.
enum Value: Sendable {
  case number(Double)
  case text(String)
  case flag(Bool)
  case range(ValueRange)
  case list([Value])
  case object(any WorkspaceValue)

  var kind: ValueKind {
    switch self {
    case .number: .number
    case .text: .text
    case .flag: .flag
    case .range: .range
    case .list: .list
    case .object(let object): type(of: object).kind
    }
  }

  /// One line for `list` and for messages.
  var brief: String {
    switch self {
    case .number(let number): NumberText.shortest(number)
    case .text(let text): "\"\(text.prefix(60))\(text.count > 60 ? "…" : "")\""
    case .flag(let flag): flag ? "on" : "off"
    case .range(let range): range.description
    case .list(let values): "\(values.count) \(values.count == 1 ? "value" : "values")"
    case .object(let object): object.brief
    }
  }

  /// How much memory it holds, in bytes, counted without what it shares with others.
  var byteCount: Int {
    switch self {
    case .number, .flag: 8
    case .range: 24
    case .text(let text): text.utf8.count
    case .list(let values): values.reduce(0) { $0 + $1.byteCount }
    case .object(let object): object.byteCount
    }
  }

  /// Label columns that its items have; empty for what has no items.
  var labelColumns: [String] {
    if case .object(let object) = self { object.labelColumns } else { [] }
  }

  /// Categories of one label column of its items, or of the main one.
  func categories(of column: String? = nil) -> [String] {
    if case .object(let object) = self { object.categories(of: column) } else { [] }
  }

  var memberNames: [String] {
    if case .object(let object) = self { object.memberNames } else { [] }
  }

  func member(_ name: String) -> Value? {
    if case .object(let object) = self { object.member(name) } else { nil }
  }

  /// How many items it has when it can be indexed.
  var itemCount: Int? {
    switch self {
    case .list(let values): values.count
    case .object(let object): object.itemCount
    default: nil
    }
  }

  func item(at position: Int) -> Value? {
    switch self {
    case .list(let values): values.indices.contains(position) ? values[position] : nil
    case .object(let object): object.item(at: position)
    default: nil
    }
  }

  func items(at positions: [Int]) -> Value? {
    switch self {
    case .list(let values): .list(positions.compactMap { values.indices.contains($0) ? values[$0] : nil })
    case .object(let object): object.items(at: positions)
    default: nil
    }
  }

  func item(named name: String) -> Value? {
    if case .object(let object) = self { object.item(named: name) } else { nil }
  }
}

/// `a...b` or `a..<b`, in the whole numbers of positions.
struct ValueRange: Sendable, Equatable, CustomStringConvertible {
  let lower: Double
  let upper: Double
  let includesUpper: Bool

  /// The whole numbers of it; `nil` when its ends are none, or it holds nothing.
  var integers: ClosedRange<Int>? {
    guard let first = Int(exactly: lower), let end = Int(exactly: upper) else { return nil }
    let last = includesUpper ? end : end - 1
    return first <= last ? first...last : nil
  }

  var description: String {
    "\(NumberText.shortest(lower))\(includesUpper ? "..." : "..<")\(NumberText.shortest(upper))"
  }
}
