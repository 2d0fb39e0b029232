import Foundation

/// The bytes of a file, block by block.
final class ByteBlocks {
  private static let capacity = 1 << 18

  private let file: UnsafeMutablePointer<FILE>
  private let block: UnsafeMutablePointer<UInt8>
  private var position = 0
  private var count = 0

  /// - Throws: ``CSVError``.
  init(path: String) throws {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { throw CSVError.notFound(path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw CSVError.notAFile(path: path) }
    guard let file = fopen(path, "rb") else {
      throw CSVError.reading(path: path, line: 0, reason: String(cString: strerror(errno)))
    }
    self.file = file
    block = .allocate(capacity: Self.capacity)
    count = fread(block, 1, Self.capacity, file)
  }

  deinit {
    fclose(file)
    block.deallocate()
  }

  /// The bytes of the first block.
  var head: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: block, count: min(count, 1 << 16)) }

  /// Whether the block is used up.
  var isEmpty: Bool { position == count }

  /// The next byte; only after ``fill(path:line:)``.
  var first: UInt8 { block[position] }

  /// Reads the next block when this one is used up; `false` at the end of the file.
  func fill(path: String, line: Int) throws -> Bool {
    guard isEmpty else { return true }
    position = 0
    count = fread(block, 1, Self.capacity, file)
    if count == 0, ferror(file) != 0 {
      throw CSVError.reading(path: path, line: line, reason: "the disk reported an error")
    }
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
}
