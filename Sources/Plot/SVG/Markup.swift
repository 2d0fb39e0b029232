/// Text made safe for XML.
extension ByteWriter {
  /// Escapes `&<>"`, drops control characters and what XML 1.0 forbids; line ends and tabs become blanks.
  mutating func escaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": self.text("&amp;")
      case "<": self.text("&lt;")
      case ">": self.text("&gt;")
      case "\"": self.text("&quot;")
      case "\n", "\t", "\r": byte(0x20)
      default:
        if scalar.isPrintable { append(Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)) }
      }
    }
  }
}

extension Unicode.Scalar {
  /// Neither a control character nor a code point XML 1.0 forbids (production 2, Char) or discourages.
  var isPrintable: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0, 0xfdd0...0xfdef: false
    default: value & 0xfffe != 0xfffe
    }
  }
}
