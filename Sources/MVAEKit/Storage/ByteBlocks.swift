import Foundation

/// The bytes of a text file, block by block, each looked through for bytes that are no text.
final class ByteBlocks {
  private static let capacity = 1 << 18

  let path: String
  /// Of the file, in bytes.
  let size: Int
  private let file: UnsafeMutablePointer<FILE>
  private let block: UnsafeMutablePointer<UInt8>
  private var position = 0
  private var count = 0
  /// Bytes of the blocks before this one.
  private var earlier = 0
  private var check = UTF8Check()

  /// - Throws: ``CSVError``.
  init(path: String) throws {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { throw CSVError.notFound(path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw CSVError.notAFile(path: path) }
    guard let file = fopen(path, "rb") else {
      throw CSVError.reading(path: path, line: 0, reason: String(cString: strerror(errno)))
    }
    self.path = path
    self.file = file
    size = Int(status.st_size)
    block = .allocate(capacity: Self.capacity)
    count = fread(block, 1, Self.capacity, file)
  }

  deinit {
    fclose(file)
    block.deallocate()
  }

  /// The bytes of the first block.
  var head: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: block, count: min(count, 1 << 16)) }

  /// Looks through the first block, which is read before anything is known of the file.
  ///
  /// - Throws: ``CSVError``.
  func checkFirst() throws {
    try look(line: 1)
  }

  /// Bytes used up so far.
  var offset: Int { earlier + position }

  /// Whether the block is used up.
  var isEmpty: Bool { position == count }

  /// The next byte; only after ``fill(line:)``.
  var first: UInt8 { block[position] }

  /// Reads the next block when this one is used up; `false` at the end of the file.
  ///
  /// - Parameter line: of the block's first byte, for messages.
  /// - Throws: ``CSVError``.
  func fill(line: Int) throws -> Bool {
    guard isEmpty else { return true }
    earlier += count
    position = 0
    count = fread(block, 1, Self.capacity, file)
    if count == 0, ferror(file) != 0 {
      throw CSVError.reading(path: path, line: line, reason: "the disk reported an error")
    }
    try look(line: line)
    return count > 0
  }

  func skip(_ length: Int) {
    position = min(count, position + length)
  }

  /// The bytes of this block up to the first that `isInside` refuses.
  @inline(__always)
  func run(while isInside: (UInt8) -> Bool) -> UnsafeBufferPointer<UInt8> {
    var end = position
    while end < count, isInside(block[end]) { end &+= 1 }
    return UnsafeBufferPointer(start: block + position, count: end - position)
  }

  private func look(line: Int) throws {
    let bytes = UnsafeBufferPointer(start: block, count: count)
    if let zero = memchr(block, 0, count) {
      let offset = block.distance(to: zero.assumingMemoryBound(to: UInt8.self))
      throw CSVError.zeroByte(path: path, line: Self.line(line, bytes[..<offset]))
    }
    let wrong = count == 0 ? check.end() : check.firstWrong(in: bytes)
    if let wrong { throw CSVError.notUTF8(path: path, line: Self.line(line, bytes[..<wrong])) }
  }

  private static func line(_ first: Int, _ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let feeds = bytes.count { $0 == UInt8(ascii: "\n") }
    return first + (feeds > 0 ? feeds : bytes.count { $0 == UInt8(ascii: "\r") })
  }
}
