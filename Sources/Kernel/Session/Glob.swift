/// A pattern of history searches: `*` is any run of signs, `?` any one; all others stand for themselves.
struct Glob {
  private let pattern: [Unicode.Scalar]

  init(_ pattern: String) { self.pattern = Array(pattern.unicodeScalars) }

  /// Whether the whole text fits. Linear in text × pattern, whatever is asked.
  func matches(_ text: String) -> Bool {
    let text = text.unicodeScalars
    var position = text.startIndex
    var sign = 0
    var star: Int?
    var resume = position
    while position < text.endIndex {
      if sign < pattern.count, pattern[sign] == "*" {
        star = sign
        resume = position
        sign += 1
      } else if sign < pattern.count, pattern[sign] == "?" || pattern[sign] == text[position] {
        sign += 1
        position = text.index(after: position)
      } else if let star {
        sign = star + 1
        resume = text.index(after: resume)
        position = resume
      } else {
        return false
      }
    }
    return pattern[sign...].allSatisfy { $0 == "*" }
  }
}
