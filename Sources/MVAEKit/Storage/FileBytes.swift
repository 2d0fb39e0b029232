import Foundation

/// A whole file in memory, with bounds-checked little-endian reads.
struct FileBytes {
  let path: String
  let bytes: [UInt8]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  init(path: String) throws {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw StorageError.unreadable(path: path, reason: "no such file")
    }
    guard !isDirectory.boolValue else {
      throw StorageError.unreadable(path: path, reason: "it is a folder")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StorageError.unreadable(path: path, reason: "no permission, or the disk failed")
    }
    self.init(path: path, bytes: [UInt8](data))
  }

  /// The `size`-byte number at `offset`, `size` at most 8.
  func number(at offset: Int, size: Int) throws -> UInt64 {
    var value: UInt64 = 0
    for byte in try slice(offset, size).reversed() { value = value << 8 | UInt64(byte) }
    return value
  }

  /// The same as `Int`.
  func integer(at offset: Int, size: Int) throws -> Int {
    guard let value = Int(exactly: try number(at: offset, size: size)) else {
      throw malformed("a size of more than 63 bits")
    }
    return value
  }

  func slice(_ offset: Int, _ count: Int) throws -> ArraySlice<UInt8> {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      throw malformed("it ends too early")
    }
    return bytes[offset..<offset + count]
  }

  func malformed(_ reason: String) -> StorageError { .malformed(path: path, reason: reason) }
}
