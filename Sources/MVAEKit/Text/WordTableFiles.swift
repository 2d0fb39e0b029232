import Foundation

/// The files of a table of words: a matrix and a list, or one text with both.
struct WordTableFiles {
  private enum Kind {
    case matrix(String, words: String)
    case text(String)
  }

  struct Content {
    let words: [String]
    let width: Int
    /// Row-major.
    let values: [Float]
    let mark: String
  }

  private let kind: Kind
  private static let listNames = ["vocab.txt", "words.txt"]
  private static let matrixEndings = [".npy", ".safetensors"]

  /// - Throws: ``TextModelError``, ``StorageError`` for a path where there is nothing.
  init(path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw StorageError.unreadable(path: path, reason: "no such file")
    }
    if isFolder.boolValue {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      let matrices = names.filter { name in Self.matrixEndings.contains { name.hasSuffix($0) } }
      guard let matrix = matrices.first, matrices.count == 1 else {
        throw TextModelError.notAModel(
          path: path, reason: matrices.isEmpty ? "it has no matrix" : "it has several matrices")
      }
      guard let list = Self.listNames.first(where: names.contains) else {
        throw TextModelError.notAModel(path: path, reason: "it has no vocab.txt or words.txt")
      }
      kind = .matrix(path + "/" + matrix, words: path + "/" + list)
    } else if let ending = Self.matrixEndings.first(where: { path.hasSuffix($0) }) {
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      let places = [path.dropLast(ending.count) + ".txt"] + Self.listNames.map { folder + $0 }
      guard let list = places.first(where: FileManager.default.fileExists) else {
        throw TextModelError.notAModel(path: path, reason: "there is no list of words beside it")
      }
      kind = .matrix(path, words: list)
    } else {
      kind = .text(path)
    }
  }

  func read(_ cancellation: Cancellation) throws -> Content {
    switch kind {
    case .matrix(let path, let list): try Self.matrix(path, list, cancellation)
    case .text(let path): try Self.text(FileBytes(path: path), cancellation)
    }
  }

  private static func matrix(_ path: String, _ list: String, _ cancellation: Cancellation) throws -> Content {
    let listed = try FileBytes(path: list)
    let words = TextLines.of(listed.bytes)
    let file = try FileBytes(path: path)
    try cancellation.check()
    let (shape, values) = try numbers(file)
    guard shape.count == 2, shape[0] == words.count, let values else {
      throw TextModelError.shape(
        path: path, name: "of words", found: shape,
        expected: [words.count, shape.count == 2 ? shape[1] : 1])
    }
    return Content(
      words: words, width: shape[1], values: values,
      mark: ContentMark.of(file.bytes) + ContentMark.of(listed.bytes))
  }

  /// Of a .npy file, or of the largest tensor with two axes of a safetensors file.
  private static func numbers(_ file: FileBytes) throws -> (shape: [Int], values: [Float]?) {
    if file.path.hasSuffix(".npy") {
      let array = try NumpyArray(file)
      return (array.shape, array.floats)
    }
    let tensors = try SafetensorsFile(file).tensors.filter { $0.shape.count == 2 }
    guard let tensor = tensors.max(by: { $0.count < $1.count }) else {
      throw TextModelError.notAModel(path: file.path, reason: "it has no matrix")
    }
    return (tensor.shape, tensor.floats)
  }

  // MARK: Words and numbers

  /// `word 0.1 -0.2 …` a line; a first line of two numbers, as word2vec writes it, is passed over.
  private static func text(_ file: FileBytes, _ cancellation: Cancellation) throws -> Content {
    var words: [String] = []
    var values: [Float] = []
    var width = 0
    var line = 0
    var start = 0
    let bytes = file.bytes
    while start < bytes.count {
      if line % 64 == 0 { try cancellation.check() }
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      defer { start = end + 1 }
      line += 1
      let fields = bytes[start..<end].split { $0 == UInt8(ascii: " ") || $0 == 9 || $0 == 13 }
      if fields.isEmpty { continue }
      if line == 1, fields.count == 2 { continue }
      if width == 0 { width = fields.count - 1 }
      guard width > 0, fields.count > width else { throw short(file, line, fields.count, width) }
      // A word may have blanks itself.
      let name = fields.dropLast(width).joined(separator: CollectionOfOne(UInt8(ascii: " ")))
      words.append(String(decoding: Array(name), as: UTF8.self))
      for field in fields.suffix(width) {
        guard let value = Float(Substring(decoding: field, as: UTF8.self)) else {
          throw TextModelError.notAModel(
            path: file.path, reason: "line \(line) has a field that is no number")
        }
        values.append(value)
      }
    }
    return Content(words: words, width: width, values: values, mark: ContentMark.of(bytes))
  }

  private static func short(_ file: FileBytes, _ line: Int, _ found: Int, _ width: Int) -> TextModelError {
    TextModelError.notAModel(
      path: file.path,
      reason: "line \(line) has \(found) fields, a word and \(max(1, width)) numbers are expected")
  }
}

/// Lines of a text file.
enum TextLines {
  /// As Python reads them, without an empty one at the end.
  static func of(_ bytes: [UInt8]) -> [String] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
      String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
  }
}
