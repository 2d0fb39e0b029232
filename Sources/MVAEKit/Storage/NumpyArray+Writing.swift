extension NumpyArray {
  /// Writes a .npy file of version 1.0, little-endian and row-major.
  ///
  /// - Throws: ``StorageError/unwritable(path:reason:)``.
  public func write(path: String) throws {
    try AtomicFile.write(encoded, to: path)
  }

  /// The bytes of its .npy file.
  var encoded: [UInt8] {
    var bytes = header
    switch values {
    case .floats(let values): for value in values { append(value.bitPattern, to: &bytes) }
    case .doubles(let values): for value in values { append(value.bitPattern, to: &bytes) }
    case .integers(let values): for value in values { append(UInt64(bitPattern: Int64(value)), to: &bytes) }
    case .text(let values):
      let width = Self.width(of: values)
      for value in values {
        let scalars = value.unicodeScalars
        for scalar in scalars { append(scalar.value, to: &bytes) }
        bytes.append(contentsOf: repeatElement(0, count: 4 * (width - scalars.count)))
      }
    }
    return bytes
  }

  private var header: [UInt8] {
    let axes = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    let fields = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(axes)), }"
    // Magic, version and length take 10 bytes; the values begin at a multiple of 64.
    let padding = 63 - (10 + fields.utf8.count) % 64
    let text =
      Array(fields.utf8) + [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
    return NumpyHeader.magic + [1, 0, UInt8(text.count & 0xFF), UInt8(text.count >> 8 & 0xFF)] + text
  }

  private var type: String {
    switch values {
    case .floats: "<f4"
    case .doubles: "<f8"
    case .integers: "<i8"
    case .text(let values): "<U\(Self.width(of: values))"
    }
  }

  /// Code points of the longest value, at least 1 as numpy has it.
  private static func width(of values: [String]) -> Int {
    max(1, values.map(\.unicodeScalars.count).max() ?? 1)
  }

  private func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
