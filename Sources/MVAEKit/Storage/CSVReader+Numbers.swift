extension CSVReader {
  /// What a field holds.
  enum FieldKind {
    case empty
    case number
    case text
  }

  func kind(of index: Int) -> FieldKind {
    withField(index) { field in
      let text = DecimalText.trimmed(field)
      if text.isEmpty { return .empty }
      return DecimalText.double(text) == nil ? .text : .number
    }
  }

  /// A whole number, `nil` for anything else.
  func integer(_ index: Int) -> Int? {
    withField(index) { field in
      guard !field.isEmpty, field.count <= 18, field.allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      return field.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
  }

  /// The nearest single-precision number, `nil` for anything else.
  func float(_ index: Int) -> Float? {
    withField(index) { DecimalText.float(DecimalText.trimmed($0)) }
  }
}

/// Decimal numbers in text, without a string of their own.
enum DecimalText {
  /// Without blanks and control characters at its ends.
  static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = text.count
    while start < end, text[start] <= 32 { start += 1 }
    while end > start, text[end - 1] <= 32 { end -= 1 }
    return UnsafeBufferPointer(rebasing: text[start..<end])
  }

  /// The nearest number; `nil` where Swift reads none.
  static func double(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    exact(text) ?? Double(String(decoding: text, as: UTF8.self))
  }

  /// The nearest number; `nil` where Swift reads none.
  static func float(_ text: UnsafeBufferPointer<UInt8>) -> Float? {
    // Rounding twice is wrong only where the first rounding ends half-way between two numbers of the second.
    if let value = exact(text), value.bitPattern & 0x1FFF_FFFF != 0x1000_0000 { return Float(value) }
    return Float(String(decoding: text, as: UTF8.self))
  }

  /// Digits below 2⁵³ times a power of ten up to 10²², which one rounding makes the nearest number (Clinger 1990);
  /// `nil` for anything else.
  private static func exact(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var index = 0
    var digits: UInt64 = 0
    var count = 0
    var exponent = 0
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative || text.first == UInt8(ascii: "+") { index = 1 }
    var isFraction = false
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if byte >= 48, byte <= 57 {
        digits = digits &* 10 &+ UInt64(byte &- 48)
        count += 1
        if isFraction { exponent -= 1 }
      } else {
        break
      }
      index += 1
    }
    guard count > 0, count <= 18, digits < 1 << 53 else { return nil }
    if index < text.count {
      guard let power = power(text, from: index) else { return nil }
      exponent += power
    }
    guard exponent >= -22, exponent <= 22 else { return nil }
    let scale = powers[abs(exponent)]
    let value = exponent < 0 ? Double(digits) / scale : Double(digits) * scale
    return isNegative ? -value : value
  }

  /// "e-05" at the end of a number.
  private static func power(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard text[start] | 32 == UInt8(ascii: "e") else { return nil }
    var index = start + 1
    let isNegative = index < text.count && text[index] == UInt8(ascii: "-")
    if isNegative || (index < text.count && text[index] == UInt8(ascii: "+")) { index += 1 }
    guard index < text.count, text.count - index <= 4 else { return nil }
    var value = 0
    while index < text.count {
      guard text[index] >= 48, text[index] <= 57 else { return nil }
      value = value * 10 + Int(text[index] - 48)
      index += 1
    }
    return isNegative ? -value : value
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]
}
