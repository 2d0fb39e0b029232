import Foundation

/// Cuts a text into words as BERT does (Devlin et al. 2019, `BasicTokenizer`), equal to Hugging Face's `tokenizers`.
///
/// Controls are dropped, Chinese characters and punctuation stand alone, the rest is cut at white space. With `lowers`
/// accents (marks of category Mn after canonical decomposition) are dropped and letters become small.
struct BERTText: Sendable, Equatable {
  /// Whether the model was made for small letters without accents.
  let lowers: Bool

  /// Calls `body` with the scalars of each word, in order, as UTF-8.
  func words(
    of text: String, cancellation: Cancellation, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws {
    var text = text
    let isASCII = text.withUTF8 { $0.allSatisfy { $0 < 128 } }
    var cutter = WordCutter()
    if isASCII {
      text.withUTF8 { bytes in
        for byte in bytes { cutter.add(ascii: byte, lowers: lowers, body) }
      }
    } else {
      for (index, scalar) in try cleaned(text, cancellation).enumerated() {
        if index % Self.scalarsPerCheck == 0 { try cancellation.check() }
        guard lowers else {
          cutter.add(scalar, body)
          continue
        }
        if scalar.isMarkToDrop { continue }
        if scalar.isASCII {
          cutter.add(ascii: UInt8(truncatingIfNeeded: scalar.value), lowers: true, body)
        } else {
          for small in scalar.properties.lowercaseMapping.unicodeScalars { cutter.add(small, body) }
        }
      }
    }
    cutter.flush(body)
  }

  /// About 5 ms of cutting.
  private static let scalarsPerCheck = 1 << 16

  /// Without controls, with blanks around Chinese characters; decomposed, if letters are to become small.
  private func cleaned(_ text: String, _ cancellation: Cancellation) throws -> String.UnicodeScalarView {
    var kept = String.UnicodeScalarView()
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if index % Self.scalarsPerCheck == 0 { try cancellation.check() }
      if scalar.isControlToDrop { continue }
      if scalar.isChinese {
        kept.append(contentsOf: [" ", scalar, " "])
      } else {
        kept.append(scalar)
      }
    }
    return lowers ? String(kept).decomposedStringWithCanonicalMapping.unicodeScalars : kept
  }
}

/// Collects the bytes of a word until something ends it.
private struct WordCutter {
  private var word: [UInt8] = []

  mutating func add(ascii byte: UInt8, lowers: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): flush(body)
    case 0..<32, 127: break
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(lowers ? byte + 32 : byte)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): word.append(byte)
    default:
      flush(body)
      word.append(byte)
      flush(body)
    }
  }

  mutating func add(_ scalar: Unicode.Scalar, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if scalar.isASCII {
      add(ascii: UInt8(truncatingIfNeeded: scalar.value), lowers: false, body)
    } else if scalar.properties.isWhitespace {
      flush(body)
    } else {
      let stands = scalar.isPunctuation
      if stands { flush(body) }
      word.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      if stands { flush(body) }
    }
  }

  mutating func flush(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    guard !word.isEmpty else { return }
    word.withUnsafeBufferPointer(body)
    word.removeAll(keepingCapacity: true)
  }
}

extension Unicode.Scalar {
  /// The categories that `tokenizers` asks for are those of Unicode 8: what came later is a letter to it.
  private var isOfUnicode8: Bool {
    guard let age = properties.age else { return false }
    return (age.major, age.minor) <= (8, 0)
  }

  fileprivate var isControlToDrop: Bool {
    switch properties.generalCategory {
    case .control: value != 9 && value != 10 && value != 13
    case .format: isOfUnicode8
    case .privateUse: true
    default: value == 0xFFFD
    }
  }

  fileprivate var isMarkToDrop: Bool {
    if value < 0x300 { return false }
    switch value {
    // Categories that changed since Unicode 8.
    case 0x1734, 0x1171E: return true
    case 0x1885, 0x1886, 0xA9BD, 0x111C9: return false
    default: return properties.generalCategory == .nonspacingMark && isOfUnicode8
    }
  }

  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      isOfUnicode8
    default: value == 0x166D || value == 0x111C9
    }
  }

  fileprivate var isChinese: Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
      0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
