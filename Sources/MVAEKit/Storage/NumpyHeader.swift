/// The header of a .npy file (NEP 1): type, order and shape, written as a Python dictionary.
struct NumpyHeader: Equatable {
  /// One of `f`, `i`, `u`, `b`, `U`, `S`.
  let kind: UInt8
  /// Bytes of one value.
  let size: Int
  let isBigEndian: Bool
  let isColumnMajor: Bool
  let shape: [Int]
  /// Where the values begin.
  let dataOffset: Int

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  init(_ file: FileBytes) throws {
    guard file.bytes.starts(with: Self.magic) else {
      throw file.malformed("it does not begin as a .npy file")
    }
    let major = try file.integer(at: 6, size: 1)
    guard (1...3).contains(major) else {
      throw StorageError.unsupported(path: file.path, what: ".npy version \(major)")
    }
    let lengthSize = major == 1 ? 2 : 4
    let length = try file.integer(at: 8, size: lengthSize)
    guard length <= 1 << 20 else { throw file.malformed("its header is too long") }
    let text = String(decoding: try file.slice(8 + lengthSize, length), as: UTF8.self)
    dataOffset = 8 + lengthSize + length
    let fields = NumpyHeaderText(text)
    guard let type = fields.string("descr"), let order = fields.word("fortran_order"),
      let shape = fields.shape("shape"), order == "True" || order == "False"
    else {
      if text.contains("'descr': [") {
        throw StorageError.unsupported(path: file.path, what: "a structured array")
      }
      throw file.malformed("its header is no numpy header")
    }
    self.shape = shape
    isColumnMajor = order == "True"
    let parts = Array(type.utf8)
    guard parts.count >= 3, let size = Int(type.dropFirst(2)), size >= 0 else {
      throw StorageError.unsupported(path: file.path, what: "values of type \(type)")
    }
    isBigEndian = parts[0] == UInt8(ascii: ">")
    kind = parts[1]
    guard Self.isSupported(kind, size), size <= 1 << 32 else {
      throw StorageError.unsupported(path: file.path, what: "values of type \(type)")
    }
    // Unicode strings are counted in code points of 4 bytes.
    self.size = kind == UInt8(ascii: "U") ? 4 * size : size
  }

  private static func isSupported(_ kind: UInt8, _ size: Int) -> Bool {
    switch kind {
    case UInt8(ascii: "f"): [2, 4, 8].contains(size)
    case UInt8(ascii: "i"), UInt8(ascii: "u"): [1, 2, 4, 8].contains(size)
    case UInt8(ascii: "b"): size == 1
    case UInt8(ascii: "U"), UInt8(ascii: "S"): true
    default: false
    }
  }
}

/// The few forms of Python that a numpy header uses: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
private struct NumpyHeaderText {
  let text: String

  init(_ text: String) { self.text = text }

  /// The quoted value of `key`.
  func string(_ key: String) -> String? {
    guard let rest = after(key), let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
    let body = rest.dropFirst()
    return body.firstIndex(of: quote).map { String(body[..<$0]) }
  }

  /// The bare word that is the value of `key`.
  func word(_ key: String) -> String? {
    after(key).map { String($0.prefix { $0.isLetter }) }
  }

  /// The tuple of numbers that is the value of `key`.
  func shape(_ key: String) -> [Int]? {
    guard let rest = after(key), rest.first == "(", let end = rest.firstIndex(of: ")") else { return nil }
    var axes: [Int] = []
    for part in rest[rest.index(after: rest.startIndex)..<end].split(separator: ",") {
      let digits = part.filter { $0 != " " && $0 != "L" }
      if digits.isEmpty { continue }
      guard let axis = Int(digits), axis >= 0 else { return nil }
      axes.append(axis)
    }
    return axes.count <= 32 ? axes : nil
  }

  private func after(_ key: String) -> Substring? {
    for quoted in ["'\(key)'", "\"\(key)\""] {
      guard let range = text.firstRange(of: quoted) else { continue }
      let rest = text[range.upperBound...].drop { $0 == " " }
      guard rest.first == ":" else { return nil }
      return rest.dropFirst().drop { $0 == " " }
    }
    return nil
  }
}
