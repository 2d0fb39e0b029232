import Synchronization

/// What one extraction adds to a cache, which is kept below its limit meanwhile and at the end.
final class CacheWriting: Sendable {
  private let cache: FeatureCache?
  private let written = Mutex(0)

  init(_ cache: FeatureCache?) { self.cache = cache }

  func store(_ values: [Float], for key: String) {
    guard let cache else { return }
    let bytes = cache.store(values, for: key)
    let isMuch = written.withLock { written in
      written += bytes
      guard written > cache.limit / 8 else { return false }
      written = 0
      return true
    }
    if isMuch { cache.trim() }
  }

  func finish() {
    if written.withLock({ $0 }) > 0 { cache?.trim() }
  }
}
