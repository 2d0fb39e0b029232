import Testing

@testable import Kernel

/// A source text in which `«…»` stands around the bytes where a diagnostic must fall.
struct MarkedSource {
  let text: String
  let spans: [SourceSpan]

  init(_ marked: String) {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var spans: [SourceSpan] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": starts.append(bytes.count)
      case "»": if let start = starts.popLast() { spans.append(SourceSpan(start, bytes.count)) }
      default: bytes += Array(String(scalar).utf8)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.spans = spans
  }

  /// The text with marks around `spans`, to show what a test found.
  static func marking(_ text: String, _ spans: [SourceSpan]) -> String {
    var bytes = Array(text.utf8)
    for span in spans.sorted(by: { ($0.start, $0.end) > ($1.start, $1.end) }) {
      bytes.insert(contentsOf: Array("»".utf8), at: min(span.end, bytes.count))
      bytes.insert(contentsOf: Array("«".utf8), at: min(span.start, bytes.count))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A text with one mistake: where, which, and the advice given.
struct Mistake: Sendable, CustomTestStringConvertible {
  let marked: String
  let id: String
  /// What the hint must contain; `nil` says nothing about it.
  let hint: String?
  /// What the message must contain; `nil` says nothing about it.
  let message: String?

  init(_ marked: String, _ id: String, hint: String? = nil, says message: String? = nil) {
    self.marked = marked
    self.id = id
    self.hint = hint
    self.message = message
  }

  var testDescription: String { marked }
}
