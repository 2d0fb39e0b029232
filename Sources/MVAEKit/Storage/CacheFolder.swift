import Foundation

/// The files of a cache: entries in sub-folders, and what is being written.
enum CacheFolder {
  static let suffix = ".features"
  private static let unfinished = ".part"

  struct File: Sendable {
    let path: String
    /// On the disk, in whole blocks.
    let bytes: Int
    /// In seconds since 1970.
    let lastUse: Double
    /// Else it is being written, or was when its writer ended.
    let isEntry: Bool
  }

  /// Nothing but the cache's own files.
  static func files(in folder: String) -> [File] {
    names(in: folder).filter { $0.count == 2 }.flatMap { part in
      names(in: folder + "/" + part).compactMap { name in file(at: "\(folder)/\(part)/\(name)", name) }
    }
  }

  private static func file(at path: String, _ name: String) -> File? {
    let isEntry = name.hasSuffix(suffix)
    var status = stat()
    guard isEntry || name.hasSuffix(unfinished), lstat(path, &status) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return File(
      path: path, bytes: Int(status.st_blocks) * 512,
      lastUse: Double(status.st_mtim.tv_sec) + 1e-9 * Double(status.st_mtim.tv_nsec), isEntry: isEntry)
  }

  private static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  /// The bytes of a file, which counts as used now; `nil` when it cannot be read or has more than `limit`.
  static func contents(of path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
      return nil
    }
    let size = Int(status.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let taken = read(descriptor, base + count, size - count)
        if taken < 0, errno == EINTR { continue }
        guard taken > 0 else { break }
        count += taken
      }
    }
    futimens(descriptor, nil)
    return bytes
  }

  /// A folder that nobody else reads, as the XDG specification has it.
  static func make(_ folder: String) -> Bool {
    var status = stat()
    if stat(folder, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR }
    return
      (try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])) != nil
  }

  @discardableResult
  static func remove(_ path: String) -> Bool { unlink(path) == 0 }

  static func removeEmptyFolders(in folder: String) {
    for name in names(in: folder) where name.count == 2 { rmdir(folder + "/" + name) }
  }
}
