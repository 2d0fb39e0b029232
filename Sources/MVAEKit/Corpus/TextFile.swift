import Foundation

/// A small file of text.
enum TextFile {
  struct Failure: Error {
    let reason: String
  }

  /// Longer than any song's words.
  private static let largest = 4 << 20

  /// Its text without a byte-order mark.
  static func read(_ path: String) throws(Failure) -> String {
    var status = stat()
    guard stat(path, &status) == 0, status.st_size <= largest else {
      throw Failure(reason: "is larger than \(largest >> 20) MB")
    }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure(reason: "cannot be opened")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Failure(reason: "is UTF-16 text; save it as UTF-8")
    }
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let text = String(validating: bytes.dropFirst(mark), as: UTF8.self), !text.utf8.contains(0) else {
      throw Failure(reason: "is not UTF-8 text")
    }
    return text
  }
}
