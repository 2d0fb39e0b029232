/// Whether bytes are UTF-8 (Unicode 15, table 3-7), block by block: a character may lie across two.
struct UTF8Check {
  /// Bytes that the character begun still needs.
  private var needed = 0
  /// What the next byte must lie in.
  private var lower: UInt8 = 0x80
  private var upper: UInt8 = 0xBF

  /// The position of the first byte that is wrong, `nil` when there is none.
  mutating func firstWrong(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    var index = 0
    while index < bytes.count {
      if needed == 0 {
        while index &+ 8 <= bytes.count,
          raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        { index &+= 8 }
        if index == bytes.count { break }
      }
      guard take(base[index]) else { return index }
      index &+= 1
    }
    return nil
  }

  /// 0 when the text ends within a character.
  func end() -> Int? { needed == 0 ? nil : 0 }

  private mutating func take(_ byte: UInt8) -> Bool {
    if needed > 0 {
      guard byte >= lower, byte <= upper else { return false }
      (lower, upper) = (0x80, 0xBF)
      needed &-= 1
      return true
    }
    switch byte {
    case 0...0x7F: return true
    case 0xC2...0xDF: needed = 1
    case 0xE0: (needed, lower) = (2, 0xA0)
    case 0xED: (needed, upper) = (2, 0x9F)
    case 0xE1...0xEF: needed = 2
    case 0xF0: (needed, lower) = (3, 0x90)
    case 0xF1...0xF3: needed = 3
    case 0xF4: (needed, upper) = (3, 0x8F)
    default: return false
    }
    return true
  }
}
