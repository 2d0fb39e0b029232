import CSndFile
import Foundation

extension AudioFile {
  /// Writes mono audio in the format that the name's extension says: 16-bit wav and flac, Ogg Vorbis, mp3.
  ///
  /// The file appears whole or not at all: it is written beside `path` and renamed.
  /// - Throws: ``AudioError``.
  public static func write(
    _ buffer: AudioBuffer, path: String, cancellation: Cancellation = Cancellation()
  ) throws {
    let name = URL(fileURLWithPath: path)
    guard let encoding = AudioFormat.encoding(ofExtension: name.pathExtension) else {
      throw AudioError.unknownExtension(path: path)
    }
    guard !buffer.samples.isEmpty else {
      throw AudioError.notWritable(path: path, reason: "there are no samples to write")
    }
    let beside = name.deletingLastPathComponent()
      .appendingPathComponent(".\(name.lastPathComponent).\(getpid()).part").path
    do {
      try encode(buffer, to: beside, format: encoding.format, isInteger: encoding.isInteger, cancellation)
    } catch {
      unlink(beside)
      if case AudioError.notWritable(_, let reason) = error {
        throw AudioError.notWritable(path: path, reason: reason)
      }
      throw error
    }
    guard rename(beside, path) == 0 else {
      unlink(beside)
      throw AudioError.notWritable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  private static func encode(
    _ buffer: AudioBuffer, to path: String, format: Int32, isInteger: Bool, _ cancellation: Cancellation
  ) throws {
    var info = SF_INFO()
    info.samplerate = Int32(clamping: buffer.sampleRate)
    info.channels = 1
    info.format = format
    guard sf_format_check(&info) != 0 else {
      throw AudioError.notWritable(path: path, reason: "the format has no \(buffer.sampleRate) Hz")
    }
    guard let handle = sf_open(path, Int32(SFM_WRITE), &info) else {
      throw AudioError.notWritable(
        path: path,
        reason: "the folder may be missing or closed to writing, or the format may have no "
          + "\(buffer.sampleRate) Hz")
    }
    defer { sf_close(handle) }
    // Blocks: the Vorbis encoder keeps a whole call's samples on the stack.
    let pcm = isInteger ? buffer.pcm : []
    for start in stride(from: 0, to: buffer.samples.count, by: 4096) {
      try cancellation.check()
      let count = min(4096, buffer.samples.count - start)
      let written =
        isInteger
        ? pcm.withUnsafeBufferPointer { block in
          block.baseAddress.map { sf_write_short(handle, $0 + start, sf_count_t(count)) } ?? 0
        }
        : buffer.samples.withUnsafeBufferPointer { block in
          block.baseAddress.map { sf_write_float(handle, $0 + start, sf_count_t(count)) } ?? 0
        }
      guard Int(written) == count else {
        throw AudioError.notWritable(path: path, reason: "the disk may be full")
      }
    }
  }
}
