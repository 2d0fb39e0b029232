/// FNV-1a of 64 bits (Fowler, Noll and Vo): names the parts of a figure by its content, so that equal figures have equal
/// bytes and different ones on a page don't share names.
enum ContentHash {
  /// The hash folded to 32 bits, as eight hexadecimal digits.
  static func digits(of bytes: [UInt8]) -> [UInt8] {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash ^= UInt64(byte)
      hash = hash &* 0x0000_0100_0000_01b3
    }
    let folded = UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    return (0..<8).map { position in
      let digit = UInt8((folded >> UInt32(28 - 4 * position)) & 15)
      return digit < 10 ? 0x30 + digit : 0x57 + digit
    }
  }
}
