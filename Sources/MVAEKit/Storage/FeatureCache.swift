import Foundation

/// Features of tracks on disk, so that what was extracted once is read instead of computed again.
///
/// An entry belongs to one track and one feature with all its settings. Entries are written beside their place and
/// renamed, so that several kernels share one folder; one that is damaged counts as missing. Entries used longest ago
/// make room when the folder grows beyond `limit`.
public struct FeatureCache: Sendable, Equatable {
  /// Two gigabytes.
  public static let standardLimit = 2_000_000_000

  public let folder: String
  /// In bytes.
  public let limit: Int

  public init(folder: String, limit: Int = FeatureCache.standardLimit) {
    self.folder = folder
    self.limit = limit
  }

  /// The user's cache: `mvae/features` in `XDG_CACHE_HOME`, else in `~/.cache`; its limit in megabytes is
  /// `MVAE_CACHE_MB`, where 0 means none.
  ///
  /// - Returns: `nil` where there is none.
  public static func standard(environment: [String: String]) -> FeatureCache? {
    let limit = environment["MVAE_CACHE_MB"].flatMap { Int($0) }.map { min(max(0, $0), 1 << 40) * 1_000_000 }
    guard limit != 0, let root = root(environment) else { return nil }
    return FeatureCache(folder: root + "/mvae/features", limit: limit ?? standardLimit)
  }

  /// The XDG base directory specification: a path that is not absolute is ignored.
  private static func root(_ environment: [String: String]) -> String? {
    if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") { return path }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.cache"
  }

  /// The values stored for `key`; they count as used now.
  func values(for key: String) -> [Float]? {
    let path = path(of: key)
    guard let bytes = CacheFolder.contents(of: path, limit: limit) else { return nil }
    return FeatureCacheEntry.values(in: bytes, key: key)
  }

  /// Stores values where there is room for them; a disk that refuses is no error.
  ///
  /// - Returns: bytes written.
  func store(_ values: [Float], for key: String) -> Int {
    let bytes = FeatureCacheEntry.bytes(values, key: key)
    guard bytes.count <= limit / 4 else { return 0 }
    let path = path(of: key)
    guard CacheFolder.make(URL(fileURLWithPath: path).deletingLastPathComponent().path) else { return 0 }
    do {
      try AtomicFile.write(bytes, to: path, isSynced: false)
      return bytes.count
    } catch {
      return 0
    }
  }

  // MARK: The whole

  public struct Contents: Sendable, Equatable {
    public let entries: Int
    /// On the disk.
    public let bytes: Int
  }

  public var contents: Contents { Self.summary(CacheFolder.files(in: folder).filter(\.isEntry)) }

  /// Removes every entry, and tells what was removed.
  @discardableResult
  public func clear() -> Contents {
    let removed = CacheFolder.files(in: folder).filter { CacheFolder.remove($0.path) }
    CacheFolder.removeEmptyFolders(in: folder)
    return Self.summary(removed.filter(\.isEntry))
  }

  /// Removes what was used longest ago until a tenth of the limit is free, if there is too much, and what writers that
  /// ended early have left.
  func trim() {
    let files = CacheFolder.files(in: folder)
    let dayAgo = Date().timeIntervalSince1970 - 86400
    for file in files where !file.isEntry && file.lastUse < dayAgo { CacheFolder.remove(file.path) }
    let entries = files.filter(\.isEntry)
    var bytes = entries.reduce(0) { $0 + $1.bytes }
    guard bytes > limit else { return }
    for file in entries.sorted(by: { $0.lastUse < $1.lastUse }) where bytes > limit / 10 * 9 {
      CacheFolder.remove(file.path)
      bytes -= file.bytes
    }
  }

  private static func summary(_ files: [CacheFolder.File]) -> Contents {
    Contents(entries: files.count, bytes: files.reduce(0) { $0 + $1.bytes })
  }

  /// Spread over 256 folders by the key's hash.
  private func path(of key: String) -> String {
    let name = FeatureCacheEntry.name(of: key)
    return "\(folder)/\(name.prefix(2))/\(name)\(CacheFolder.suffix)"
  }
}
