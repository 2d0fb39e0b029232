/// The central directory of a ZIP file (APPNOTE 6.3, sections 4.3.12 to 4.3.16 and 4.5.3).
struct ZipDirectory {
  let entries: [ZipArchive.Entry]

  init(_ file: FileBytes) throws {
    let end = try Self.end(file)
    var entries: [ZipArchive.Entry] = []
    var position = end.offset
    for _ in 0..<end.count {
      guard try file.number(at: position, size: 4) == 0x0201_4B50 else {
        throw file.malformed("its directory is damaged")
      }
      let nameLength = try file.integer(at: position + 28, size: 2)
      let extraLength = try file.integer(at: position + 30, size: 2)
      let commentLength = try file.integer(at: position + 32, size: 2)
      entries.append(try Self.entry(file, position, nameLength: nameLength, extraLength: extraLength))
      position += 46 + nameLength + extraLength + commentLength
    }
    self.entries = entries
  }

  private struct End {
    let count: Int
    let offset: Int
  }

  /// The end record lies within the last 65,557 bytes, behind which only a comment may follow.
  private static func end(_ file: FileBytes) throws -> End {
    let size = file.bytes.count
    var position = size - 22
    while position >= max(0, size - 65_557) {
      if try file.number(at: position, size: 4) == 0x0605_4B50 { return try end(file, at: position) }
      position -= 1
    }
    throw file.malformed("it is no .npz (ZIP) file")
  }

  private static func end(_ file: FileBytes, at position: Int) throws -> End {
    let count = try file.integer(at: position + 10, size: 2)
    let offset = try file.integer(at: position + 16, size: 4)
    guard count == 0xFFFF || offset == 0xFFFF_FFFF, position >= 20,
      try file.number(at: position - 20, size: 4) == 0x0706_4B50
    else { return End(count: count, offset: offset) }
    let record = try file.integer(at: position - 12, size: 8)
    guard record <= file.bytes.count, try file.number(at: record, size: 4) == 0x0606_4B50 else {
      throw file.malformed("its 64-bit directory is damaged")
    }
    return End(
      count: try file.integer(at: record + 32, size: 8), offset: try file.integer(at: record + 48, size: 8))
  }

  private static func entry(_ file: FileBytes, _ position: Int, nameLength: Int, extraLength: Int) throws
    -> ZipArchive.Entry
  {
    let flags = try file.integer(at: position + 8, size: 2)
    guard flags & 1 == 0 else { throw StorageError.unsupported(path: file.path, what: "an encrypted entry") }
    var sizes = try [24, 20].map { try file.integer(at: position + $0, size: 4) }
    sizes.append(try file.integer(at: position + 42, size: 4))
    let extra = position + 46 + nameLength
    try widen(&sizes, file, extra: extra, end: extra + extraLength)
    guard sizes.allSatisfy({ $0 <= 1 << 48 }) else { throw file.malformed("an entry's size is absurd") }
    return ZipArchive.Entry(
      name: String(decoding: try file.slice(position + 46, nameLength), as: UTF8.self),
      method: try file.integer(at: position + 10, size: 2),
      checksum: UInt32(truncatingIfNeeded: try file.number(at: position + 16, size: 4)),
      compressedSize: sizes[1], size: sizes[0], headerOffset: sizes[2])
  }

  /// Takes size, compressed size and offset from the 64-bit extra field where the 32-bit ones are full.
  private static func widen(_ sizes: inout [Int], _ file: FileBytes, extra: Int, end: Int) throws {
    var field = extra
    while field + 4 <= end {
      let length = try file.integer(at: field + 2, size: 2)
      if try file.integer(at: field, size: 2) == 1 {
        var value = field + 4
        for index in sizes.indices where sizes[index] == 0xFFFF_FFFF {
          guard value + 8 <= field + 4 + length else { throw file.malformed("its directory is damaged") }
          sizes[index] = try file.integer(at: value, size: 8)
          value += 8
        }
      }
      field += 4 + length
    }
  }
}
