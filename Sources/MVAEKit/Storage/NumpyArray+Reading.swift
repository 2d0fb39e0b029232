extension NumpyArray {
  /// Reads a .npy file: floats of 16 to 64 bits, integers, bools and strings, either byte order, either axis order.
  ///
  /// - Throws: ``StorageError``.
  public init(path: String) throws {
    try self.init(FileBytes(path: path))
  }

  init(_ file: FileBytes) throws {
    let header = try NumpyHeader(file)
    guard let count = Self.count(of: header.shape), let length = Self.count(of: [count, header.size]) else {
      throw file.malformed("its shape \(header.shape) is too large")
    }
    let data = try file.slice(header.dataOffset, length)
    // Values of no width (`<U0`) take no bytes, so nothing else bounds their number.
    guard header.size > 0 || count <= 1 << 24 else { throw file.malformed("its shape is too large") }
    shape = header.shape
    values = Self.rowMajor(Self.values(data, count: count, header), header)
  }

  private static func values(_ data: ArraySlice<UInt8>, count: Int, _ header: NumpyHeader) -> Values {
    let bytes = ByteReader(data: data, size: header.size, isBigEndian: header.isBigEndian)
    switch header.kind {
    case UInt8(ascii: "f") where header.size == 8:
      return .doubles((0..<count).map { Double(bitPattern: bytes.pattern($0)) })
    case UInt8(ascii: "f") where header.size == 4:
      return .floats((0..<count).map { Float(bitPattern: UInt32(truncatingIfNeeded: bytes.pattern($0))) })
    case UInt8(ascii: "f"):
      return .floats((0..<count).map { HalfFloat.float(UInt16(truncatingIfNeeded: bytes.pattern($0))) })
    case UInt8(ascii: "i"): return .integers((0..<count).map { bytes.signed($0) })
    case UInt8(ascii: "u"), UInt8(ascii: "b"): return unsigned((0..<count).map { bytes.pattern($0) })
    case UInt8(ascii: "U"): return .text((0..<count).map { bytes.unicode($0) })
    default: return .text((0..<count).map { bytes.latin($0) })
    }
  }

  /// Integers when they fit, doubles when one is above 2⁶³.
  private static func unsigned(_ patterns: [UInt64]) -> Values {
    patterns.allSatisfy { $0 <= UInt64(Int.max) }
      ? .integers(patterns.map { Int($0) }) : .doubles(patterns.map { Double($0) })
  }

  private static func rowMajor(_ values: Values, _ header: NumpyHeader) -> Values {
    guard header.isColumnMajor, header.shape.count > 1, values.count > 0 else { return values }
    let order = columnMajorOffsets(header.shape)
    switch values {
    case .floats(let values): return .floats(order.map { values[$0] })
    case .doubles(let values): return .doubles(order.map { values[$0] })
    case .integers(let values): return .integers(order.map { values[$0] })
    case .text(let values): return .text(order.map { values[$0] })
    }
  }

  /// For every row-major position the place of its value in column-major order.
  private static func columnMajorOffsets(_ shape: [Int]) -> [Int] {
    var offsets = [0]
    var step = 1
    for axis in shape {
      let current = step
      offsets = offsets.flatMap { base in (0..<axis).map { base + $0 * current } }
      step *= axis
    }
    return offsets
  }
}

/// Values of one width out of raw bytes.
private struct ByteReader {
  let data: ArraySlice<UInt8>
  let size: Int
  let isBigEndian: Bool

  /// The bits of value `index`.
  func pattern(_ index: Int) -> UInt64 { word(at: data.startIndex + index * size, size) }

  func signed(_ index: Int) -> Int {
    let shift = UInt64(64 - 8 * size)
    return Int(Int64(bitPattern: pattern(index) << shift) >> Int64(shift))
  }

  /// UTF-32 code points up to the zeros that fill the width; what is no code point becomes U+FFFD.
  func unicode(_ index: Int) -> String {
    let start = data.startIndex + index * size
    let codes = stride(from: start, to: start + size, by: 4).map { word(at: $0, 4) }
    let length = (codes.lastIndex { $0 != 0 } ?? -1) + 1
    var text = String.UnicodeScalarView()
    for code in codes.prefix(length) {
      text.append(Unicode.Scalar(UInt32(truncatingIfNeeded: code)) ?? "\u{FFFD}")
    }
    return String(text)
  }

  /// Bytes up to the zeros that fill the width, as UTF-8.
  func latin(_ index: Int) -> String {
    let start = data.startIndex + index * size
    let bytes = data[start..<start + size]
    let length = (bytes.lastIndex { $0 != 0 } ?? start - 1) + 1
    return String(decoding: bytes[start..<length], as: UTF8.self)
  }

  private func word(at start: Int, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for offset in 0..<count {
      let byte = UInt64(data[start + offset])
      value |= byte << UInt64(8 * (isBigEndian ? count - 1 - offset : offset))
    }
    return value
  }
}

/// IEEE 754 half precision, which Swift has no type for on every platform.
enum HalfFloat {
  static func float(_ bits: UInt16) -> Float {
    let sign: Float = bits & 0x8000 == 0 ? 1 : -1
    let exponent = Int(bits >> 10 & 0x1F)
    let fraction = Float(bits & 0x3FF)
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default:
      return sign * (1 + fraction * 0x1p-10) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }
}
