/// Cuts a text into words: its lower case, matched by the pattern `(?u)\b\w\w+\b` of scikit-learn's vectorisers.
///
/// A word is a run of two or more letters, digits, numerals and underscores of any script. Lower case is that of
/// Unicode with Python's one rule of context, the final sigma.
struct WordScanner {
  let cancellation: Cancellation
  private var word: [UInt8] = []

  init(cancellation: Cancellation) { self.cancellation = cancellation }

  /// Calls `body` with the UTF-8 bytes of each word, in order.
  mutating func scan(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) throws {
    word.removeAll(keepingCapacity: true)
    let scalars = text.unicodeScalars
    var length = 0
    var seen = 0
    var place = scalars.startIndex
    while place < scalars.endIndex {
      let scalar = scalars[place]
      if scalar.isASCII {
        let lower = Self.asciiWords[Int(scalar.value)]
        if lower == 0 {
          flush(&length, body)
        } else {
          word.append(lower)
          length += 1
        }
      } else {
        for part in Self.lowered(scalar, at: place, of: scalars) { add(part, &length, body) }
      }
      scalars.formIndex(after: &place)
      seen += 1
      if seen % Self.scalarsPerCheck == 0 { try cancellation.check() }
    }
    flush(&length, body)
  }

  /// About 5 ms of scanning.
  private static let scalarsPerCheck = 1 << 17

  private mutating func add(
    _ scalar: Unicode.Scalar, _ length: inout Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    if Self.isWord(scalar) {
      word.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      length += 1
    } else {
      flush(&length, body)
    }
  }

  private mutating func flush(_ length: inout Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if length > 1 { word.withUnsafeBufferPointer(body) }
    if length > 0 { word.removeAll(keepingCapacity: true) }
    length = 0
  }

  /// The lower case of each ASCII character that belongs to a word, 0 for the others.
  private static let asciiWords: [UInt8] = (UInt8(0)..<128).map { value in
    let scalar = Unicode.Scalar(value)
    guard isWord(scalar) else { return 0 }
    return UInt8(ascii: scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
  }

  /// Python's `\w`: letters, everything with a numeric value, and `_`.
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: scalar == "_" || scalar.properties.numericType != nil
    }
  }

  private static func lowered(
    _ scalar: Unicode.Scalar, at place: String.Index, of scalars: String.UnicodeScalarView
  ) -> String.UnicodeScalarView {
    if scalar == "Σ", isFinalSigma(at: place, of: scalars) { return "ς".unicodeScalars }
    return scalar.properties.lowercaseMapping.unicodeScalars
  }

  /// The condition Final_Sigma of the Unicode standard, section 3.13: a cased letter before, none after.
  private static func isFinalSigma(at place: String.Index, of scalars: String.UnicodeScalarView) -> Bool {
    let before = scalars[..<place].last { !$0.properties.isCaseIgnorable }
    guard before?.properties.isCased == true else { return false }
    let after = scalars[scalars.index(after: place)...].first { !$0.properties.isCaseIgnorable }
    return after?.properties.isCased != true
  }
}
