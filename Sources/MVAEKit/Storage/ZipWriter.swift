/// A ZIP file of stored (not packed) entries.
struct ZipWriter {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Appends one entry; `false` when it would need 64-bit sizes (4 GiB or more) or a name over 64 KiB, which are
  /// not written.
  mutating func add(name: String, contents: [UInt8]) -> Bool {
    guard contents.count < 0xFFFF_FFFF, bytes.count < 0xFFFF_FFFF, count < 0xFFFF, name.utf8.count <= 0xFFFF
    else { return false }
    let name = Array(name.utf8)
    let offset = UInt32(bytes.count)
    // Version 2.0, UTF-8 names, stored, at the DOS epoch (1 January 1980): the same input gives the same bytes.
    let size = UInt32(contents.count)
    let common =
      Self.little(20 as UInt16) + Self.little(0x0800 as UInt16) + Self.little(0 as UInt16)
      + Self.little(0 as UInt16) + Self.little(0x0021 as UInt16) + Self.little(Inflation.checksum(contents))
      + Self.little(size) + Self.little(size) + Self.little(UInt16(name.count)) + Self.little(0 as UInt16)
    bytes += Self.little(0x0403_4B50 as UInt32) + common + name + contents
    directory += Self.little(0x0201_4B50 as UInt32) + Self.little(20 as UInt16) + common
    directory += [UInt8](repeating: 0, count: 10) + Self.little(offset) + name
    count += 1
    return true
  }

  /// The whole file.
  func finished() -> [UInt8] {
    let start = UInt32(truncatingIfNeeded: bytes.count)
    let entries = Self.little(UInt16(count))
    return bytes + directory + Self.little(0x0605_4B50 as UInt32) + [0, 0, 0, 0] + entries + entries
      + Self.little(UInt32(directory.count)) + Self.little(start) + [0, 0]
  }

  private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
