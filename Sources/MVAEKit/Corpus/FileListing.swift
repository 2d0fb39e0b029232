import Foundation

/// The audio or text files under a folder, at any depth, in byte order of their relative paths.
///
/// Hidden files and folders are passed over. Links are followed, but no folder is entered twice.
struct FileListing {
  enum Kind {
    case audio
    /// Files called `.txt`.
    case text
  }

  struct File: Sendable {
    let path: String
    /// Relative to the folder that was listed.
    let relativePath: String
  }

  private(set) var files: [File] = []
  /// Audio that cannot be decoded, links to nothing, folders that cannot be entered.
  private(set) var skipped: [SkippedFile] = []
  /// Files of other kinds.
  private(set) var others = 0

  private let wanted: Kind

  private struct Folder: Hashable {
    let device: dev_t
    let number: ino_t
  }

  private var visited: Set<Folder> = []
  /// Linked folders, entered after all real ones.
  private var links: [(path: String, relativePath: String)] = []

  /// - Parameter parameter: the label of the folder in messages.
  /// - Throws: ``CorpusError/folderMissing(path:parameter:)``, `CancellationError`.
  init(folder: String, of kind: Kind = .audio, parameter: String = "path", cancellation: Cancellation) throws
  {
    wanted = kind
    switch Self.entry(at: folder) {
    case .folder, .linkedFolder: break
    default: throw CorpusError.folderMissing(path: folder, parameter: parameter)
    }
    let root = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    try enter(root, relativePath: "", cancellation)
    while !links.isEmpty {
      let link = links.removeFirst()
      try enter(link.path, relativePath: link.relativePath, cancellation)
    }
    files.sort { $0.relativePath.utf8.lexicographicallyPrecedes($1.relativePath.utf8) }
    skipped.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func enter(_ path: String, relativePath: String, _ cancellation: Cancellation) throws {
    // An explicit stack: folders may be nested deeper than a thread's stack.
    var pending = [(path: path, relativePath: relativePath)]
    while let folder = pending.popLast() {
      try cancellation.check()
      guard markVisited(folder.path) else { continue }
      guard let entries = Self.entries(of: folder.path) else {
        skipped.append(SkippedFile(path: folder.relativePath, reason: "is a folder that cannot be opened"))
        continue
      }
      let prefix = folder.relativePath.isEmpty ? "" : folder.relativePath + "/"
      skipped += entries.unreadable.map {
        SkippedFile(path: prefix + $0, reason: "has a name that is not UTF-8 text")
      }
      for name in entries.names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        let relative = prefix + name
        if let inner = visit(folder.path + "/" + name, relative) { pending.append(inner) }
      }
    }
  }

  /// Sorts one entry; returns it when it is a real folder to enter.
  private mutating func visit(
    _ path: String, _ relativePath: String
  ) -> (path: String, relativePath: String)? {
    switch Self.entry(at: path) {
    case .folder: return (path, relativePath)
    case .linkedFolder: links.append((path, relativePath))
    case .file: add(path, relativePath)
    case .nothing:
      if isWanted(Self.pathExtension(relativePath)) {
        skipped.append(SkippedFile(path: relativePath, reason: "is a link to nothing"))
      }
    case .other: others += 1
    }
    return nil
  }

  private mutating func add(_ path: String, _ relativePath: String) {
    let name = Self.pathExtension(relativePath)
    if isWanted(name) {
      files.append(File(path: path, relativePath: relativePath))
    } else if wanted == .audio, AudioFormat.undecodable.contains(name) {
      skipped.append(
        SkippedFile(path: relativePath, error: AudioError.undecodable(path: path, format: "." + name)))
    } else {
      others += 1
    }
  }

  private func isWanted(_ pathExtension: String) -> Bool {
    wanted == .audio ? AudioFormat.readable.contains(pathExtension) : pathExtension == "txt"
  }

  private mutating func markVisited(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return visited.insert(Folder(device: status.st_dev, number: status.st_ino)).inserted
  }

  private enum Entry {
    case folder
    case linkedFolder
    case file
    case nothing
    case other
  }

  private static func entry(at path: String) -> Entry {
    var target = stat()
    var entry = stat()
    guard stat(path, &target) == 0 else { return .nothing }
    switch target.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR:
      let isLink = lstat(path, &entry) == 0 && entry.st_mode & S_IFMT == S_IFLNK
      return isLink ? .linkedFolder : .folder
    default: return .other
    }
  }

  private struct Entries {
    var names: [String] = []
    /// Names that are not UTF-8, repaired for display.
    var unreadable: [String] = []
  }

  /// What is not hidden in a folder, `nil` when it cannot be opened.
  private static func entries(of folder: String) -> Entries? {
    guard let handle = opendir(folder) else { return nil }
    defer { closedir(handle) }
    var entries = Entries()
    while let entry = readdir(handle) {
      guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { break }
      let bytes = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      guard let name = String(validatingCString: bytes) else {
        entries.unreadable.append(String(cString: bytes))
        continue
      }
      if !name.hasPrefix(".") { entries.names.append(name) }
    }
    return entries
  }

  private static func pathExtension(_ path: String) -> String {
    guard let dot = path.lastIndex(of: ".") else { return "" }
    return path[path.index(after: dot)...].lowercased()
  }
}
