import Testing

@testable import Kernel

@Suite struct DiagnosticRendererTests {
  private static func lines(_ marked: String, name: String? = nil, isColored: Bool = false) -> [String] {
    let source = MarkedSource(marked)
    let diagnostic = Diagnostic(
      "Test", "it is wrong", at: source.spans[0], notes: ["a note"], hint: "mend it")
    let renderer = DiagnosticRenderer(source: SourceText(source.text), name: name, isColored: isColored)
    return renderer.render(diagnostic).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
  }

  @Test(
    arguments: [
      ("print «x»", "1 | print x", "  |       ^"), ("print «abc» d", "1 | print abc d", "  |       ^^^"),
      ("\ta «b»", "1 | \ta b", "  | \t  ^"), ("print «»", "1 | print ", "  |       ^"),
      ("é «x»", "1 | é x", "  |   ^"), ("\"中文\" «x»", "1 | \"中文\" x", "  |        ^"),
      ("\"🎵\" «é»", "1 | \"🎵\" é", "  |      ^"), ("e\u{301} «x»", "1 | e\u{301} x", "  |   ^"),
      ("«中»", "1 | 中", "  | ^^"), ("«[1,\n2]»", "1 | [1,", "  | ^^^"), ("a «b»\r\nc", "1 | a b", "  |   ^"),
    ] as [(String, String, String)])
  func caretsStandUnderTheSpan(_ marked: String, _ line: String, _ carets: String) {
    let lines = Self.lines(marked)
    #expect(lines == ["error: it is wrong", line, carets, "  note: a note", "  hint: mend it"])
  }

  @Test func linesAreCountedFromOneAndAligned() {
    let text = String(repeating: "a\n", count: 99) + "print «x»"
    #expect(
      Self.lines(text, name: "x.mvae") == [
        "x.mvae:100: error: it is wrong", "100 | print x", "    |       ^", "    note: a note",
        "    hint: mend it",
      ])
  }

  @Test func coloursAreAnsiAndEnd() {
    let lines = Self.lines("print «x»", isColored: true)
    #expect(lines[0] == "\u{1B}[31;1merror: \u{1B}[0m\u{1B}[1mit is wrong\u{1B}[0m")
    #expect(lines[2].hasSuffix("\u{1B}[31;1m^\u{1B}[0m"))
  }

  @Test func aSpanBehindTheTextIsHeldInside() {
    let renderer = DiagnosticRenderer(source: SourceText("ab"))
    let text = renderer.render(Diagnostic("Test", "x", at: SourceSpan(500, 900)))
    #expect(text == "error: x\n1 | ab\n  |   ^")
  }

  @Test func aListIsInTheOrderOfTheText() throws {
    let later = Diagnostic("B", "b", at: SourceSpan(5, 6))
    let earlier = Diagnostic("A", "a", at: SourceSpan(1, 2))
    let list = try #require(DiagnosticList([later, earlier]))
    #expect(list.all.map(\.id) == ["A", "B"])
    #expect(DiagnosticList([]) == nil)
  }
}
