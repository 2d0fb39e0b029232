import Foundation

/// Writes a file beside its place and renames it, so that a reader never sees half of it.
enum AtomicFile {
  /// - Parameter isSynced: whether it survives a power cut from the moment on that this returns.
  /// - Throws: ``StorageError/unwritable(path:reason:)``; the old file, if any, is then as it was.
  static func write(_ bytes: [UInt8], to path: String, isSynced: Bool = true) throws {
    let url = URL(fileURLWithPath: path)
    let beside = url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent).\(UUID().uuidString).part").path
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    do {
      try append(bytes, to: descriptor, path: path)
      let isOnDisk = !isSynced || fsync(descriptor) == 0
      guard close(descriptor) == 0, isOnDisk else { throw failure(path) }
      guard rename(beside, path) == 0 else { throw failure(path) }
    } catch {
      unlink(beside)
      throw error
    }
  }

  private static func append(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Foundation.write(
          descriptor, buffer.baseAddress.map { $0 + offset }, min(bytes.count - offset, 1 << 24))
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let error = failure(path)
        close(descriptor)
        throw error
      }
      offset += written
    }
  }

  private static func failure(_ path: String) -> StorageError {
    .unwritable(path: path, reason: String(cString: strerror(errno)))
  }
}
