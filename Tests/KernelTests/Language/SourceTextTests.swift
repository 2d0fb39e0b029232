import Testing

@testable import Kernel

/// Bytes, code points and lines of one text.
@Suite struct SourceTextTests {
  private static let text = "é👨‍👩‍👧‍👦 x"

  /// 5 characters, 10 code points, 13 UTF-16 units, 24 bytes: front ends count code points.
  @Test func codePointsAndBytes() {
    let source = SourceText("e\u{301}👨‍👩‍👧abc")
    let starts = [0, 1, 3, 7, 10, 14, 17, 21, 22, 23, 24]
    #expect(source.bytes.count == 24)
    #expect(source.codePointOffset(ofByte: 24) == 10)
    for (point, byte) in starts.enumerated() {
      #expect(source.byteOffset(ofCodePoint: point) == byte)
      #expect(source.codePointOffset(ofByte: byte) == point)
    }
  }

  @Test(arguments: [(-5, 0), (0, 0), (1, 2), (8, 27), (9, 28), (10, 29), (11, 29), (Int.max, 29)])
  func offsetsAreHeldInside(_ point: Int, _ byte: Int) {
    #expect(SourceText(Self.text).byteOffset(ofCodePoint: point) == byte)
  }

  @Test func linesAreFound() {
    let source = SourceText("ab\ncd\r\n\ne")
    #expect([0, 2, 3, 6, 7, 8, 9].map(source.line(at:)) == [0, 0, 1, 1, 2, 3, 3])
    #expect((0...3).map { source.text(source.lineSpan($0)) } == ["ab", "cd", "", "e"])
  }

  @Test func spansAreHeldInside() {
    #expect(SourceText("abc").text(SourceSpan(1, 900)) == "bc")
    #expect(SourceText("abc").text(SourceSpan(800, 900)) == "")
    #expect(SourceSpan(5, 2) == SourceSpan(5, 5))
    #expect(SourceSpan(1, 2).union(SourceSpan(5, 7)) == SourceSpan(1, 7))
  }
}
