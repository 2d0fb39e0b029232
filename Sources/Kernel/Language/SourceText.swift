/// The text of one cell or file as UTF-8 bytes, with its line starts.
///
/// The protocol counts a cursor in Unicode code points, an editor in lines and columns, the parser in bytes: the
/// conversions live here.
struct SourceText: Sendable {
  let bytes: [UInt8]
  private let lineStarts: [Int]

  init(_ text: String) {
    let utf8 = Array(text.utf8)
    bytes = utf8
    lineStarts = [0] + utf8.indices.filter { utf8[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The text under `span`, clamped to what there is.
  func text(_ span: SourceSpan) -> String {
    let end = min(span.end, bytes.count)
    return String(decoding: bytes[min(span.start, end)..<end], as: UTF8.self)
  }

  /// Zero-based line that holds the byte at `offset`.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The bytes of a line without its line feed.
  func lineSpan(_ line: Int) -> SourceSpan {
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return SourceSpan(start, end)
  }

  /// Byte offset of the code point number `index`, clamped to the text.
  func byteOffset(ofCodePoint index: Int) -> Int {
    var remaining = index
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if remaining <= 0 { return offset }
      remaining -= 1
    }
    return bytes.count
  }

  /// How many code points stand before the byte `offset`.
  func codePointOffset(ofByte offset: Int) -> Int {
    bytes.prefix(max(0, offset)).count { $0 & 0xC0 != 0x80 }
  }
}
