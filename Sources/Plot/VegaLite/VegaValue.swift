/// A JSON value of a Vega-Lite specification, its members in the order they were written.
enum VegaValue: Sendable, Equatable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([VegaValue])
  case members([Member])

  struct Member: Sendable, Equatable {
    let key: String
    let value: VegaValue
  }

  /// JSON text (RFC 8259); numbers that are not finite are null.
  var json: String {
    var writer = ByteWriter()
    write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The members of two objects, those of the second winning.
  func merging(_ other: VegaValue) -> VegaValue {
    guard case .members(let mine) = self, case .members(let theirs) = other else { return other }
    let replaced = Set(theirs.map(\.key))
    return .members(mine.filter { !replaced.contains($0.key) } + theirs)
  }

  func has(_ key: String) -> Bool {
    if case .members(let members) = self { members.contains { $0.key == key } } else { false }
  }

  private func write(to out: inout ByteWriter) {
    switch self {
    case .null: out.text("null")
    case .flag(let flag): out.text(flag ? "true" : "false")
    case .number(let number): out.text(Self.text(of: number))
    case .text(let text): Self.write(text, to: &out)
    case .list(let values):
      out.byte(0x5b)
      for (index, value) in values.enumerated() {
        if index > 0 { out.byte(0x2c) }
        value.write(to: &out)
      }
      out.byte(0x5d)
    case .members(let members):
      out.byte(0x7b)
      for (index, member) in members.enumerated() {
        if index > 0 { out.byte(0x2c) }
        Self.write(member.key, to: &out)
        out.byte(0x3a)
        member.value.write(to: &out)
      }
      out.byte(0x7d)
    }
  }

  private static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }

  private static func write(_ text: String, to out: inout ByteWriter) {
    out.byte(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22: out.text("\\\"")
      case 0x5c: out.text("\\\\")
      case 0..<0x20: out.text("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))")
      default: out.byte(byte)
      }
    }
    out.byte(0x22)
  }
}

extension VegaValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringInterpolation,
  ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral
{
  init(dictionaryLiteral elements: (String, VegaValue)...) {
    self = .members(elements.map { Member(key: $0.0, value: $0.1) })
  }
  init(arrayLiteral elements: VegaValue...) { self = .list(elements) }
  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(floatLiteral value: Double) { self = .number(value) }

  init(_ color: Color) {
    var writer = ByteWriter(capacity: 8)
    writer.color(color)
    self = .text(String(decoding: writer.bytes, as: UTF8.self))
  }
}
