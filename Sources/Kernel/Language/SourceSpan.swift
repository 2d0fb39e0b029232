/// A half-open range of UTF-8 byte offsets in one cell or file.
struct SourceSpan: Sendable, Hashable {
  let start: Int
  let end: Int

  init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  var isEmpty: Bool { start == end }

  /// The smallest span that holds both.
  func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }
}
