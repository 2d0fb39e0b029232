import CSndFile
import Foundation

/// libmpg123, behind libsndfile, writes what it thinks of a damaged mp3 to the terminal and cannot be told not to.
public enum DecoderNoise {
  private static let beginnings = [
    "[src/libmpg123/", "Note: Trying to resync", "Note: Skipped ", "Note: Illegal Audio-MPEG",
    "Note: Hit end of", "Warning: Xing stream size", "Warning: Encountered more data",
  ].map { Array($0.utf8) }

  /// Makes the C library's `stderr`, which C code writes to by name, a stream that passes on everything else.
  ///
  /// For programs, before their first thread starts; the library never calls it.
  public static func hush() {
    var functions = stream_functions()
    functions.write = { _, bytes, count in
      guard let bytes else { return 0 }
      if DecoderNoise.isNoise(UnsafeRawBufferPointer(start: bytes, count: count)) { return count }
      return write(STDERR_FILENO, bytes, count)
    }
    guard let stream = fopencookie(nil, "w", functions) else { return }
    setvbuf(stream, nil, _IONBF, 0)
    stream_take_stderr(stream)
  }

  static func isNoise(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let words = bytes.drop { $0 == UInt8(ascii: "\n") }
    return beginnings.contains { words.starts(with: $0) }
  }
}
