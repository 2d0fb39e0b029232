/// Reads JSON text strictly by RFC 8259, in one pass and bounded depth.
struct JSONReader {
  struct Malformed: Error, Equatable {
    /// In bytes.
    let offset: Int
  }

  /// Nothing that a front end sends nests deeper; each level takes room on the stack.
  private static let deepest = 512

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value of the whole text.
  mutating func read() throws(Malformed) -> JSON {
    let value = try value()
    skipBlanks()
    guard position == bytes.count else { throw malformed }
    return value
  }

  private var malformed: Malformed { Malformed(offset: position) }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Steps over `byte` when it comes next.
  private mutating func takes(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(Malformed) -> JSON {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try nested { (reader) throws(Malformed) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(Malformed) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(_ read: (inout JSONReader) throws(Malformed) -> JSON) throws(Malformed) -> JSON
  {
    guard depth < Self.deepest else { throw malformed }
    depth += 1
    position += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func word(_ text: StaticString, _ value: JSON) throws(Malformed) -> JSON {
    let end = position + text.utf8CodeUnitCount
    let isThere = end <= bytes.count && text.withUTF8Buffer { bytes[position..<end].elementsEqual($0) }
    guard isThere else { throw malformed }
    position = end
    return value
  }

  // MARK: Objects and arrays

  private mutating func object() throws(Malformed) -> JSON {
    var members: [String: JSON] = [:]
    skipBlanks()
    if takes(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipBlanks()
      let key = try string()
      skipBlanks()
      guard takes(UInt8(ascii: ":")) else { throw malformed }
      members[key] = try value()
      skipBlanks()
    } while takes(UInt8(ascii: ","))
    guard takes(UInt8(ascii: "}")) else { throw malformed }
    return .object(members)
  }

  private mutating func array() throws(Malformed) -> JSON {
    var elements: [JSON] = []
    skipBlanks()
    if takes(UInt8(ascii: "]")) { return .array(elements) }
    repeat {
      elements.append(try value())
      skipBlanks()
    } while takes(UInt8(ascii: ","))
    guard takes(UInt8(ascii: "]")) else { throw malformed }
    return .array(elements)
  }

  // MARK: Numbers

  private mutating func number() throws(Malformed) -> JSON {
    let start = position
    _ = takes(UInt8(ascii: "-"))
    if !takes(UInt8(ascii: "0")) { try digits() }
    var isWhole = true
    if takes(UInt8(ascii: ".")) {
      isWhole = false
      try digits()
    }
    if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
      isWhole = false
      if !takes(UInt8(ascii: "+")) { _ = takes(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { throw malformed }
    return .number(number)
  }

  private mutating func digits() throws(Malformed) {
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
    guard position > start else { throw malformed }
  }

  // MARK: Texts

  private mutating func string() throws(Malformed) -> String {
    guard takes(UInt8(ascii: "\"")) else { throw malformed }
    let start = position
    while let byte = next, byte != 0x22, byte != 0x5C, byte >= 0x20 { position += 1 }
    if next == 0x22 {
      position += 1
      return try text(bytes[start..<(position - 1)])
    }
    var unescaped = Array(bytes[start..<position])
    while let byte = next, byte >= 0x20 {
      position += 1
      if byte == 0x22 { return try text(unescaped[...]) }
      if byte == 0x5C { try escape(into: &unescaped) } else { unescaped.append(byte) }
    }
    throw malformed
  }

  private func text(_ utf8: ArraySlice<UInt8>) throws(Malformed) -> String {
    guard let text = String(validating: utf8, as: UTF8.self) else { throw malformed }
    return text
  }

  /// What stands behind a backslash.
  private mutating func escape(into text: inout [UInt8]) throws(Malformed) {
    guard let sign = next else { throw malformed }
    position += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(sign)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try scalar())).utf8)
    default: throw malformed
    }
  }

  /// A code point in four digits, or in two surrogates of four each.
  private mutating func scalar() throws(Malformed) -> Unicode.Scalar {
    var code = try fourDigits()
    if (0xD800..<0xDC00).contains(code) {
      guard takes(UInt8(ascii: "\\")), takes(UInt8(ascii: "u")) else { throw malformed }
      let low = try fourDigits()
      guard (0xDC00..<0xE000).contains(low) else { throw malformed }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw malformed }
    return scalar
  }

  private mutating func fourDigits() throws(Malformed) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else { throw malformed }
      position += 1
      code = code << 4 | UInt32(digit)
    }
    return code
  }
}
