extension SafetensorsFile {
  /// Writes the file beside its place and renames it; the bytes are those of the reference writer.
  ///
  /// Tensors lie by falling type (wide ones first, so that each is aligned) and then by name; the header is padded with
  /// blanks to a multiple of 8.
  /// - Throws: ``StorageError/unwritable(path:reason:)``, also for a name that appears twice or is `__metadata__`.
  public func write(path: String) throws {
    var names = Set<[UInt8]>()
    for tensor in tensors {
      guard tensor.name != Self.metadataKey else {
        throw StorageError.unwritable(path: path, reason: "no tensor can be named \(Self.metadataKey)")
      }
      guard names.insert(Array(tensor.name.utf8)).inserted else {
        throw StorageError.unwritable(path: path, reason: "two tensors are named \(tensor.name)")
      }
    }
    try AtomicFile.write(encoded, to: path)
  }

  static let metadataKey = "__metadata__"

  /// The bytes of the file.
  var encoded: [UInt8] {
    let ordered = tensors.sorted { first, second in
      first.type == second.type
        ? first.name.utf8.lexicographicallyPrecedes(second.name.utf8) : first.type.rank > second.type.rank
    }
    var header = Self.header(ordered, metadata)
    header += [UInt8](repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + ordered.reduce(0) { $0 + $1.bytes.count })
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes += header
    for tensor in ordered { bytes += tensor.bytes }
    return bytes
  }

  private static func header(_ tensors: [SafetensorsTensor], _ metadata: [String: String]) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let words = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\(quoted(metadataKey)):{\(words.joined(separator: ","))}")
    }
    var offset = 0
    for tensor in tensors {
      let axes = tensor.shape.map { "\($0)" }.joined(separator: ",")
      let end = offset + tensor.bytes.count
      members.append(
        "\(quoted(tensor.name)):{\"dtype\":\"\(tensor.type.rawValue)\",\"shape\":[\(axes)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    return Array("{\(members.joined(separator: ","))}".utf8)
  }

  /// A JSON string with the escapes that JSON demands, and no others.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
