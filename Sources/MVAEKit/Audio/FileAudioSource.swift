import Foundation

/// The samples of an audio file, or of a part of it, decoded when they are asked for.
public struct FileAudioSource: AudioSource, Equatable {
  public let path: String
  public let excerpt: Excerpt

  public init(path: String, excerpt: Excerpt = .whole) {
    self.path = path
    self.excerpt = excerpt
  }

  public var location: String { path }

  /// The absolute path, the size, the times of the last change of content and of status, and the excerpt.
  public var fingerprint: String? {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    let times = [status.st_mtim, status.st_ctim].map { "\($0.tv_sec).\($0.tv_nsec)" }
    let part = "\(excerpt.offset) \(excerpt.duration.map { "\($0)" } ?? "all")"
    let place = URL(fileURLWithPath: path).standardizedFileURL.path
    return "\(status.st_size) \(times.joined(separator: " ")) \(part) \(place)"
  }

  public func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer {
    try AudioFile.read(path: path, sampleRate: sampleRate, excerpt: excerpt, cancellation: cancellation)
  }
}
