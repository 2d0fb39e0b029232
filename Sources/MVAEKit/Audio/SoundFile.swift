import CSndFile
import Foundation

/// An audio file open for reading through libsndfile.
///
/// A header is only believed where it costs nothing when it lies: nothing is allocated by its frame count.
final class SoundFile {
  static let rates = 1_000...768_000
  /// Longer recordings would fill the memory: a flac of silence can hold days in a megabyte.
  static let longestHours = 4.0

  let path: String
  let sampleRate: Int
  let channels: Int
  let format: Int32
  /// What the header says; `nil` where it does not know.
  let statedFrames: Int?
  private let handle: OpaquePointer

  /// - Throws: ``AudioError`` for what is no file, no audio, or audio with an absurd header.
  init(path: String) throws {
    try SoundFile.checkRegularFile(path)
    var info = SF_INFO()
    guard let handle = sf_open(path, Int32(SFM_READ), &info) else {
      throw AudioSignature.explain(path: path)
    }
    self.path = path
    self.handle = handle
    sampleRate = Int(info.samplerate)
    channels = Int(info.channels)
    format = info.format
    statedFrames = info.frames >= 0 && info.frames < Int64(1) << 40 ? Int(info.frames) : nil
    // libsndfile takes any bytes for headerless audio when the extension is .au, .vox and the like.
    let container = Int(format) & Int(SF_FORMAT_TYPEMASK)
    guard container != Int(SF_FORMAT_RAW), channels > 0 else {
      throw AudioSignature.explain(path: path)
    }
    guard SoundFile.rates.contains(sampleRate) else {
      throw AudioError.implausibleRate(path: path, rate: sampleRate)
    }
  }

  deinit { sf_close(handle) }

  /// Decodes up to `frames` frames of interleaved samples; 0 at the end.
  ///
  /// - Throws: ``AudioError/damaged(path:seconds:reason:)`` when the decoder reports an error.
  func read(into block: UnsafeMutablePointer<Float>, frames: Int, position: Int) throws -> Int {
    let count = Int(sf_readf_float(handle, block, sf_count_t(frames)))
    if count < frames, sf_error(handle) != 0 {
      throw AudioError.damaged(
        path: path, seconds: Double(position + max(0, count)) / Double(sampleRate),
        reason: "its decoder gave up")
    }
    return max(0, count)
  }

  /// Whether the next frame read is now that at `position`.
  func seek(to position: Int) -> Bool {
    if sf_seek(handle, sf_count_t(position), SEEK_SET) == sf_count_t(position) { return true }
    sf_seek(handle, 0, SEEK_SET)
    return false
  }

  private static func checkRegularFile(_ path: String) throws {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { throw AudioError.notFound(path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw AudioError.notAFile(path: path) }
    guard status.st_size > 0 else { throw AudioError.empty(path: path) }
    guard access(path, R_OK) == 0 else {
      throw AudioError.unreadable(path: path, reason: "there is no permission to read it")
    }
  }
}
