import CZlib
import Foundation

/// The bytes of a file from first to last, unpacked when it is packed by gzip.
final class UnpackedFile {
  let path: String
  private let file: gzFile

  init(path: String) throws {
    self.path = path
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else {
      throw StorageError.unreadable(path: path, reason: "no such file")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StorageError.unreadable(path: path, reason: "it is no file but a folder or a device")
    }
    guard let file = gzopen(path, "rb") else {
      throw StorageError.unreadable(path: path, reason: "no permission, or the disk failed")
    }
    self.file = file
  }

  deinit { gzclose(file) }

  /// The next `count` bytes, fewer where the file ends: memory is taken for what is there, not for what is asked.
  func read(_ count: Int, cancellation: Cancellation) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var isEnd = false
    while bytes.count < count, !isEnd {
      try cancellation.check()
      let wanted = min(Self.block, count - bytes.count)
      let block = try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        let got = gzread(file, buffer.baseAddress, UInt32(wanted))
        var status: Int32 = Z_OK
        gzerror(file, &status)
        guard got >= 0, status == Z_OK || status == Z_STREAM_END else {
          throw StorageError.malformed(path: path, reason: "it cannot be unpacked, it is damaged or cut off")
        }
        filled = Int(got)
      }
      bytes += block
      isEnd = block.count < wanted
    }
    return bytes
  }

  /// About 2 ms of unpacking.
  private static let block = 1 << 19
}
