import CZlib

/// A ZIP file's entries, as far as .npz needs them: stored or deflated, with or without 64-bit sizes.
struct ZipArchive {
  struct Entry: Equatable {
    let name: String
    let method: Int
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    let headerOffset: Int
  }

  let entries: [Entry]
  private let file: FileBytes

  init(_ file: FileBytes) throws {
    self.file = file
    entries = try ZipDirectory(file).entries
  }

  /// The contents of `entry`, checked against its checksum.
  func contents(of entry: Entry) throws -> [UInt8] {
    guard try file.number(at: entry.headerOffset, size: 4) == 0x0403_4B50 else {
      throw file.malformed("entry \(entry.name) is not where the directory says")
    }
    let nameLength = try file.integer(at: entry.headerOffset + 26, size: 2)
    let extraLength = try file.integer(at: entry.headerOffset + 28, size: 2)
    let start = entry.headerOffset + 30 + nameLength + extraLength
    let packed = try file.slice(start, entry.compressedSize)
    let bytes = try unpack(packed, entry)
    guard crc(bytes) == entry.checksum else {
      throw file.malformed("entry \(entry.name) has a wrong checksum")
    }
    return bytes
  }

  private func unpack(_ packed: ArraySlice<UInt8>, _ entry: Entry) throws -> [UInt8] {
    switch entry.method {
    case 0:
      guard entry.size == packed.count else { throw file.malformed("entry \(entry.name) has a wrong size") }
      return Array(packed)
    case 8:
      guard let bytes = Inflation.inflate(Array(packed), size: entry.size) else {
        throw file.malformed("entry \(entry.name) cannot be unpacked")
      }
      return bytes
    default:
      throw StorageError.unsupported(path: file.path, what: "an entry packed by method \(entry.method)")
    }
  }

  private func crc(_ bytes: [UInt8]) -> UInt32 { Inflation.checksum(bytes) }
}

/// zlib, by whole buffers.
enum Inflation {
  /// Unpacks a raw DEFLATE stream to exactly `size` bytes; `nil` when it is damaged or of another size.
  static func inflate(_ packed: [UInt8], size: Int) -> [UInt8]? {
    // DEFLATE cannot pack better than 1032 to 1: a larger claim is not worth its memory.
    guard size >= 0, size / 1032 <= packed.count + 1 else { return nil }
    var stream = z_stream()
    let version = zlibVersion()
    guard inflateInit2_(&stream, -15, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var input = packed
    // One byte more than claimed, to see a stream that is longer.
    var output = [UInt8](repeating: 0, count: size + 1)
    let ending = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        run(&stream, source, target)
      }
    }
    guard ending.isComplete, ending.count == size else { return nil }
    output.removeLast()
    return output
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
  }

  private struct Ending {
    var isComplete: Bool
    var count: Int
  }

  /// Feeds zlib pieces below 4 GiB, the most its counters hold.
  private static func run(
    _ stream: inout z_stream, _ source: UnsafeMutableBufferPointer<UInt8>,
    _ target: UnsafeMutableBufferPointer<UInt8>
  ) -> Ending {
    let piece = 1 << 30
    var read = 0
    var written = 0
    while true {
      let input = min(piece, source.count - read)
      let room = min(piece, target.count - written)
      stream.next_in = source.baseAddress.map { $0 + read }
      stream.avail_in = UInt32(input)
      stream.next_out = target.baseAddress.map { $0 + written }
      stream.avail_out = UInt32(room)
      let status = CZlib.inflate(&stream, Z_NO_FLUSH)
      let took = input - Int(stream.avail_in)
      let gave = room - Int(stream.avail_out)
      read += took
      written += gave
      if status == Z_STREAM_END { return Ending(isComplete: true, count: written) }
      guard status == Z_OK, took > 0 || gave > 0 else { return Ending(isComplete: false, count: written) }
    }
  }
}
