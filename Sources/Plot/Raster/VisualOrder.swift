/// Puts text into the order its glyphs stand in, for a text interface that draws them left to right as they come.
///
/// A small part of the Unicode bidirectional algorithm: runs of right-to-left letters are reversed. Arabic letters are not joined.
enum VisualOrder {
  static func ordered(_ text: String) -> String {
    let printable =
      text.unicodeScalars.contains { !$0.isPrintable }
      ? String(String.UnicodeScalarView(text.unicodeScalars.filter(\.isPrintable))) : text
    guard printable.unicodeScalars.contains(where: isRightToLeft) else { return printable }
    var result: [Character] = []
    var run: [Character] = []
    for character in printable {
      if let first = character.unicodeScalars.first,
        isRightToLeft(first) || (!run.isEmpty && character == " ")
      {
        run.append(character)
      } else {
        append(&run, to: &result)
        result.append(character)
      }
    }
    append(&run, to: &result)
    return String(result)
  }

  private static func append(_ run: inout [Character], to result: inout [Character]) {
    var trailing = 0
    while run.last == " " {
      run.removeLast()
      trailing += 1
    }
    result += run.reversed()
    result += [Character](repeating: " ", count: trailing)
    run.removeAll()
  }

  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8ff, 0xfb1d...0xfdff, 0xfe70...0xfeff: true
    default: false
    }
  }
}
