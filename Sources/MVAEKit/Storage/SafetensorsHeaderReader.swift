/// The JSON of a safetensors header: objects, strings and whole numbers; anything else is skipped or refused.
struct HeaderReader {
  private let text: ArraySlice<UInt8>
  private let file: FileBytes
  private var place: Int
  private var depth = 0

  init(_ text: ArraySlice<UInt8>, file: FileBytes) {
    self.text = text
    self.file = file
    place = text.startIndex
  }

  /// Calls `body` at the value of each member of an object.
  mutating func members(_ body: (inout HeaderReader, String) throws -> Void) throws {
    try expect(UInt8(ascii: "{"))
    if takes(UInt8(ascii: "}")) { return }
    repeat {
      let key = try string()
      try expect(UInt8(ascii: ":"))
      try body(&self, key)
    } while takes(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  mutating func integers() throws -> [Int] {
    try expect(UInt8(ascii: "["))
    if takes(UInt8(ascii: "]")) { return [] }
    var values: [Int] = []
    repeat { values.append(try integer()) } while takes(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
    return values
  }

  mutating func string() throws -> String {
    try expect(UInt8(ascii: "\""))
    var bytes: [UInt8] = []
    while place < text.endIndex {
      let byte = text[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: bytes, as: UTF8.self) else {
          throw file.malformed("its header is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): try escape(into: &bytes)
      case 0..<0x20: throw broken("a control character in a string")
      default: bytes.append(byte)
      }
    }
    throw broken("a string that does not end")
  }

  /// Whether `word` comes next, which is then passed.
  mutating func skips(_ word: String) -> Bool {
    blanks()
    guard text[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  /// Passes one value of any kind.
  mutating func skipValue() throws {
    blanks()
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else { throw broken("too many brackets") }
    switch text[place...].first {
    case UInt8(ascii: "{"): try members { reader, _ in try reader.skipValue() }
    case UInt8(ascii: "["):
      try expect(UInt8(ascii: "["))
      if takes(UInt8(ascii: "]")) { return }
      repeat { try skipValue() } while takes(UInt8(ascii: ","))
      try expect(UInt8(ascii: "]"))
    case UInt8(ascii: "\""): _ = try string()
    default:
      let scalar = text[place...].prefix { Self.scalarBytes.contains($0) }
      guard !scalar.isEmpty else { throw broken("a value is missing") }
      place = scalar.endIndex
    }
  }

  /// Throws unless only blanks are left.
  mutating func end() throws {
    blanks()
    guard place == text.endIndex else { throw broken("something after its end") }
  }

  private static let scalarBytes = Set("+-.0123456789Eaeflnrstu".utf8)

  private mutating func integer() throws -> Int {
    blanks()
    let digits = text[place...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0"),
      let value = Int(String(decoding: digits, as: UTF8.self))
    else { throw broken("a size that is no whole number of at most 63 bits") }
    place = digits.endIndex
    return value
  }

  private mutating func escape(into bytes: inout [UInt8]) throws {
    guard place < text.endIndex else { throw broken("a string that does not end") }
    let letter = text[place]
    place += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(letter)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "u"): bytes.append(contentsOf: String(try escapedScalar()).utf8)
    default: throw broken("an escape that JSON does not have")
    }
  }

  /// The code point of `\uXXXX`, or of a pair of surrogates.
  private mutating func escapedScalar() throws -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, text[place...].starts(with: "\\u".utf8) {
      place += 2
      let second = try hexadecimal()
      if (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
    }
    throw broken("half of a surrogate pair")
  }

  private mutating func hexadecimal() throws -> UInt32 {
    let digits = text[place...].prefix(4)
    let value = digits.reduce(UInt32?(0)) { value, byte in
      guard let value, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      return value << 4 | UInt32(digit)
    }
    guard digits.count == 4, let value else { throw broken("an escape that JSON does not have") }
    place += 4
    return value
  }

  private mutating func blanks() {
    while place < text.endIndex {
      switch text[place] {
      case 0x20, 0x0A, 0x0D, 0x09: place += 1
      default: return
      }
    }
  }

  private mutating func takes(_ byte: UInt8) -> Bool {
    blanks()
    guard place < text.endIndex, text[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard takes(byte) else { throw broken("\(Character(Unicode.Scalar(byte))) expected") }
  }

  private func broken(_ what: String) -> StorageError {
    file.malformed("its header has an error at byte \(place - text.startIndex): \(what)")
  }
}
