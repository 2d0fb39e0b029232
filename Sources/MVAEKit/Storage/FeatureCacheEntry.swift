import CZlib

/// The bytes of one entry: a mark, the key, the values, and a checksum of all before it.
///
/// `mvaefeat`, the key's length and the number of values as 32-bit integers, the key in UTF-8, the values as float32,
/// CRC-32; everything little-endian.
enum FeatureCacheEntry {
  private static let mark = Array("mvaefeat".utf8)
  private static let headLength = mark.count + 8

  static func bytes(_ values: [Float], key: String) -> [UInt8] {
    let name = Array(key.utf8)
    var bytes = mark + little(UInt32(clamping: name.count)) + little(UInt32(clamping: values.count)) + name
    bytes.reserveCapacity(bytes.count + 4 * values.count + 4)
    for value in values { bytes += little(value.bitPattern) }
    return bytes + little(checksum(bytes[...]))
  }

  /// `nil` for bytes that are damaged or belong to another key.
  static func values(in bytes: [UInt8], key: String) -> [Float]? {
    let name = Array(key.utf8)
    let start = headLength + name.count
    guard bytes.count >= start + 4, bytes.starts(with: mark),
      number(bytes, mark.count) == UInt32(clamping: name.count),
      bytes[headLength..<start].elementsEqual(name)
    else { return nil }
    let count = Int(number(bytes, mark.count + 4))
    let end = bytes.count - 4
    guard end == start + 4 * count, number(bytes, end) == checksum(bytes[..<end]) else { return nil }
    return (0..<count).map { Float(bitPattern: number(bytes, start + 4 * $0)) }
  }

  /// Sixteen hexadecimal digits: FNV-1a (Fowler, Noll & Vo) in 64 bits. Two keys that share one overwrite each other.
  static func name(of key: String) -> String {
    let hash = key.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  }

  private static func little(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) }
  }
}
