/// Estimates how wide text is, without asking a font: the advances of DejaVu Sans, wider than most system fonts, so that
/// what fits by this table fits on screen.
enum TextMetrics {
  /// Advances of U+0020 to U+007E in thousandths of the font size.
  private static let ascii: [Int] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
    636,
    636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295,
    656,
    557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500,
    613,
    635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592,
    818,
    592, 592, 525, 636, 337, 636, 838,
  ]

  static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += advance(scalar) }
    return Double(thousandths) / 1000 * size * (bold ? 1.12 : 1)
  }

  /// The text, or as much of it as fits with "…" behind.
  static func truncated(_ text: String, to width: Double, size: Double, bold: Bool = false) -> String {
    let room = width / size / (bold ? 1.12 : 1) * 1000
    guard room.isFinite else { return text }
    let ellipsis = 1000.0
    var used = 0.0
    var fitting = text.startIndex
    for index in text.indices {
      used += text[index].unicodeScalars.reduce(0) { $0 + Double(advance($1)) }
      if used > room { return trimmed(text[..<fitting]) + "…" }
      if used + ellipsis <= room { fitting = text.index(after: index) }
    }
    return text
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func advance(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<32, 127: 0
    case 32..<127: ascii[Int(scalar.value) - 32]
    case 0x300...0x36f, 0x200b...0x200f, 0xfe00...0xfe0f: 0
    case 0x1100...0x11ff, 0x2e80...0xd7ff, 0xf900...0xfaff, 0xff00...0xffef, 0x1f000...0x3ffff: 1000
    case 0x2026: 1000
    case 0x2212: 838
    case 0x400...0x52f: 700
    default: 640
    }
  }
}
