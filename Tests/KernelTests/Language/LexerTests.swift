import Testing

@testable import Kernel

@Suite struct LexerTests {
  private static func kinds(_ text: String) -> [Token.Kind] {
    Lexer.read(SourceText(text)).tokens.dropLast().map(\.kind)
  }

  @Test(
    arguments: [
      ("0", 0), ("8", 8), ("-8", -8), ("3.25", 3.25), ("-0.5", -0.5), ("1e3", 1000), ("1E3", 1000),
      ("2e-3", 0.002),
      ("2e+3", 2000), ("1.5e2", 150), ("007", 7), ("123456789", 123_456_789),
    ] as [(String, Double)])
  func readsNumbers(_ text: String, _ number: Double) {
    #expect(Self.kinds(text) == [.number(number)])
  }

  @Test(
    arguments: [
      ("0..<4", [.number(0), .halfOpenRange, .number(4)]),
      ("-3...-1", [.number(-3), .closedRange, .number(-1)]),
      ("1.5...2.5", [.number(1.5), .closedRange, .number(2.5)]), ("1.", [.number(1), .dot]),
      (".5", [.dot, .number(5)]), ("1..2", [.number(1), .dot, .dot, .number(2)]),
      ("1 -2", [.number(1), .number(-2)]), ("[-1]", [.leftBracket, .number(-1), .rightBracket]),
    ] as [(String, [Token.Kind])])
  func readsRangesAndSigns(_ text: String, _ expected: [Token.Kind]) {
    #expect(Self.kinds(text) == expected)
  }

  @Test(
    arguments: [
      (#""""#, ""), (#""a b""#, "a b"), (#""say \"hi\"""#, "say \"hi\""), (#""a\\b""#, "a\\b"),
      (#""a\nb""#, "a\nb"), (#""a\tb""#, "a\tb"), (#""\u{1F3B5}""#, "🎵"), (#""\u{e9}""#, "é"),
      (#""é👨‍👩‍👧‍👦""#, "é👨‍👩‍👧‍👦"), (##""# no comment""##, "# no comment"), (#""a;b]c)""#, "a;b]c)"),
    ] as [(String, String)])
  func readsTexts(_ source: String, _ value: String) {
    #expect(Self.kinds(source) == [.string(value, isTerminated: true)])
  }

  @Test(arguments: ["corpus", "_", "a1", "_x", "größe", "名前", "Ж2", "naïve", "नमस्ते"])
  func readsNames(_ text: String) {
    #expect(Self.kinds(text) == [.name(text)])
  }

  @Test(arguments: [
    "a b", "a\u{A0}b", "a\tb", "a\u{3000}b", "\u{FEFF}a b", "a b\r", "a \\\nb", "a \\  \nb", "a \\\r\nb",
  ])
  func blanksOnlySeparate(_ text: String) {
    #expect(Self.kinds(text) == [.name("a"), .name("b")])
  }

  @Test func aCommentEndsWithItsLine() {
    #expect(Self.kinds("a # b \"c\nd") == [.name("a"), .newline, .name("d")])
  }

  @Test func touchingIsKnown() {
    let tokens = Lexer.read(SourceText("a[0] b [1].c")).tokens.dropLast()
    #expect(tokens.map(\.isTouching) == [false, true, true, true, false, false, true, true, true, true])
  }

  @Test(
    arguments: [
      Mistake("«5x»", "InvalidNumber", hint: "\"5x\""), Mistake("a = «1e999»", "InvalidNumber"),
      Mistake("«000005a»", "InvalidNumber"), Mistake("print «\"abc»", "UnterminatedString", hint: "\\n"),
      Mistake("print «\"abc»\nprint 1", "UnterminatedString"), Mistake(#"print "a«\q»b""#, "InvalidEscape"),
      Mistake(#"print "a«\é»b""#, "InvalidEscape"), Mistake(#"print "«\u»{}""#, "InvalidEscape"),
      Mistake(#"print "«\u»{D800}""#, "InvalidEscape"), Mistake(#"print "«\u»{110000}""#, "InvalidEscape"),
      Mistake(#"print "«\u»{1""#, "InvalidEscape"),
      Mistake("print «“»a", "InvalidCharacter", says: "straight quotes"),
      Mistake("print «'»a", "InvalidCharacter", says: "straight quotes"),
      Mistake("1 «+» 2", "InvalidCharacter", says: "no operators"),
      Mistake("1 «*» 2", "InvalidCharacter", says: "no operators"), Mistake("print «@»", "InvalidCharacter"),
      Mistake("print «🎵»", "InvalidCharacter"), Mistake("print «\\» 1", "InvalidCharacter", says: "very end"),
    ])
  func mistakesFallOnTheirCharacters(_ mistake: Mistake) throws {
    let source = MarkedSource(mistake.marked)
    let first = try #require(Lexer.read(SourceText(source.text)).diagnostics.first)
    #expect(MarkedSource.marking(source.text, [first.span]) == mistake.marked)
    #expect(first.id == mistake.id)
    if let hint = mistake.hint { #expect(first.hint?.contains(hint) == true) }
    if let message = mistake.message { #expect(first.message.contains(message)) }
  }
}
