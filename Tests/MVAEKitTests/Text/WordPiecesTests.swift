import Testing

@testable import MVAEKit

@Suite struct WordPiecesTests {
  private func pieces(_ words: String, lowers: Bool = true) throws -> WordPieces {
    try WordPieces(
      lines: ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + words.split(separator: " ").map(String.init),
      lowers: lowers,
      path: "vocab.txt")
  }

  @Test func wordsAreCutLongestFirst() throws {
    let pieces = try pieces("un aff un2 ##aff ##able ##a")
    #expect(try pieces.read("unaffable").pieces == [4, 7, 8])
    #expect(try pieces.read("UNAFFABLE unaffabl aff").pieces == [4, 7, 8, 1, 5])
    #expect(try pieces.read("[SEP] un[CLS]").pieces == [3, 4, 2])
    #expect(pieces.isContinuation(7) && !pieces.isContinuation(4))
  }

  /// Vowel signs are one character with the marks before them; the vocabulary means code points.
  @Test func piecesAreOfCodePoints() throws {
    let pieces = try pieces("\u{915} ##\u{93F} e")
    #expect(try pieces.read("\u{915}\u{93F}").pieces == [4, 5])
    #expect(try pieces.read("\u{E9}").pieces == [6])
  }

  @Test func casesStayWhereTheModelHasThem() throws {
    let pieces = try pieces("Ab ab", lowers: false)
    #expect(try pieces.read("Ab ab AB").pieces == [4, 5, 1])
  }

  /// A hundred code points are the longest word.
  @Test func longWordsAreUnknown() throws {
    let pieces = try pieces("a ##a")
    #expect(try pieces.read(String(repeating: "a", count: 100)).pieces.count == 100)
    #expect(try pieces.read(String(repeating: "a", count: 101)).pieces == [1])
  }

  @Test func whatCannotBeReadIsCounted() throws {
    let pieces = try pieces("rain a b x y z \u{434} ##\u{434} ##x")
    #expect(try pieces.read("rain a b").unreadable == 0)
    #expect(try pieces.read("\u{434}\u{434} rain zz").unreadable == 3)
    #expect(try pieces.read("\u{434}q").unreadable == 1)
  }

  @Test func vocabulariesMustBeWhole() {
    #expect(throws: TextModelError.vocabulary(path: "v", reason: "it has no [UNK]")) {
      try WordPieces(lines: ["a"], lowers: true, path: "v")
    }
    #expect(throws: TextModelError.vocabulary(path: "v", reason: "a stands there twice")) {
      try WordPieces(lines: ["a", "a"], lowers: true, path: "v")
    }
  }

  /// Every code point of Unicode 14 between letters is treated as by `tokenizers` 0.22.2 (`BertNormalizer`, then
  /// `BertPreTokenizer`): a mark over all words that come of it, which that library gave.
  @Test func codePointsAreThoseOfTokenizers() throws {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var count = 0
    let text = BERTText(lowers: true)
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for value in UInt32(0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value), isOfUnicode14(scalar) else { continue }
      count += 1
      var isFirst = true
      try text.words(of: "a\(scalar)b", cancellation: Cancellation()) { word in
        if !isFirst { add(1) }
        isFirst = false
        word.forEach(add)
      }
      add(2)
    }
    #expect(count == 144_761)
    #expect(hash == 0x5BA5_8641_C422_D611)
  }

  private func isOfUnicode14(_ scalar: Unicode.Scalar) -> Bool {
    // A vowel of Dives Akuru that only Swift decomposes.
    guard scalar.value != 0x11938, let age = scalar.properties.age, (age.major, age.minor) <= (14, 0) else {
      return false
    }
    return ![.unassigned, .privateUse].contains(scalar.properties.generalCategory)
  }
}
