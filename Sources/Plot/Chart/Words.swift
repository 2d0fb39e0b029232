/// Names of unknown length and content, made fit for a sentence.
enum Words {
  /// At most 60 characters, on one line.
  static func short(_ name: String) -> String {
    let line = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= 60 ? line : line.prefix(59) + "…"
  }

  static func plural(_ count: Int, _ one: String, _ many: String) -> String {
    count == 1 ? "1 \(one)" : "\(NumberText.count(count)) \(many)"
  }
}
