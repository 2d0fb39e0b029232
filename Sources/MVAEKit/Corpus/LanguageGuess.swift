/// Tells the language of a text by its script and its most frequent small words, or says nothing.
///
/// After Grefenstette (1995), "Comparing two language identification schemes": short words alone tell most European
/// languages apart in a sentence. A text of fewer than three known words, or between two languages, stays unknown.
public enum LanguageGuess {
  /// The code of ISO 639-1 ("en"), `nil` when unsure.
  public static func language(of text: String) -> String? {
    let letters = LetterCounts(text)
    guard letters.total >= 8 else { return nil }
    if let language = letters.language { return language }
    guard letters.latin * 2 > letters.total else { return nil }
    return byWords(text)
  }

  /// At least three small words, a tenth of all, and a fifth more than the next language has.
  private static func byWords(_ text: String) -> String? {
    var hits = [Int](repeating: 0, count: LanguageWords.languages.count)
    var words = 0
    for word in text.prefix(20_000).lowercased().split(whereSeparator: { !$0.isLetter }) {
      words += 1
      for language in LanguageWords.byWord[String(word)] ?? [] { hits[language] += 1 }
      if words == 2000 { break }
    }
    let order = hits.indices.sorted { (hits[$1], $0) < (hits[$0], $1) }
    guard let best = order.first, let next = order.dropFirst().first else { return nil }
    guard hits[best] >= 3, hits[best] * 10 >= words, hits[best] * 5 >= hits[next] * 6 else { return nil }
    return LanguageWords.languages[best].code
  }
}

/// How many letters of which script a text has, of its first 20,000 characters.
private struct LetterCounts {
  private(set) var total = 0
  private(set) var latin = 0
  private var cyrillic = 0
  private var ukrainian = 0
  private var greek = 0
  private var han = 0
  private var kana = 0
  private var hangul = 0
  private var arabic = 0
  private var hebrew = 0

  init(_ text: String) {
    for scalar in text.unicodeScalars.prefix(20_000) {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: latin += 1
      case 0x370...0x3FF, 0x1F00...0x1FFF: greek += 1
      case 0x456, 0x457, 0x454, 0x491, 0x406, 0x407, 0x404, 0x490:
        ukrainian += 1
        cyrillic += 1
      case 0x400...0x52F: cyrillic += 1
      case 0x590...0x5FF: hebrew += 1
      case 0x600...0x6FF, 0x750...0x77F: arabic += 1
      case 0x3040...0x30FF: kana += 1
      case 0x4E00...0x9FFF, 0x3400...0x4DBF: han += 1
      case 0xAC00...0xD7AF, 0x1100...0x11FF: hangul += 1
      default: if scalar.properties.isAlphabetic { total += 1 }
      }
    }
    total += latin + greek + cyrillic + hebrew + arabic + kana + han + hangul
  }

  /// Where a script has one language here, or marks tell them apart: Ukrainian's і, ї, є, ґ; kana in Japanese.
  var language: String? {
    func most(_ count: Int) -> Bool { count * 2 > total }
    if most(cyrillic) { return ukrainian * 50 > cyrillic ? "uk" : "ru" }
    if most(greek) { return "el" }
    if most(hangul) { return "ko" }
    if most(han + kana) { return kana * 10 > han + kana ? "ja" : "zh" }
    if most(hebrew) { return "he" }
    return most(arabic) ? "ar" : nil
  }
}
