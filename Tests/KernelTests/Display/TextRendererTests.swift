import Testing

@testable import Kernel

@Suite struct TextRendererTests {
  @Test func columnsAlignWhateverTheirSignsAreWide() {
    let table = Table(
      "Töne", columns: ["name", "n"],
      rows: [
        [.text("中文"), .number(1)], [.text("e\u{301}"), .number(22)], [.text("🎵a"), .empty],
        [.text(""), .number(-0.5)],
      ], notes: ["done"])
    #expect(
      TextRenderer.text(of: .table(table)) == """
        Töne
        name     n
        ────  ────
        中文   1.0
        e\u{301}     22.0
        🎵a      –
              -0.5
        done
        """)
  }

  @Test func cellsStayOnOneLineOfBoundedWidth() {
    let table = Table(
      "", columns: ["t"], rows: [[.text("a\nb")], [.text(String(repeating: "x", count: 200))]])
    let lines = TextRenderer.text(of: .table(table)).split(separator: "\n")
    #expect(lines[2] == "a / b")
    #expect(lines[3].count == 72 && lines[3].hasSuffix("…"))
  }
}
