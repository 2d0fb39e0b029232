/// Tables as CSV (RFC 4180): comma, CRLF, quotes where needed, numbers in their shortest exact form.
///
/// Missing values are empty fields; an empty text is `""`.
struct CSVWriter {
  private(set) var text: String

  init(header: [String]) {
    text = Self.line(header.map(Self.field))
  }

  /// Appends one row of fields as given by ``field(_:)-(String?)`` and its siblings.
  mutating func append(_ fields: [String]) {
    text += Self.line(fields)
  }

  /// - Throws: ``StorageError/unwritable(path:reason:)``.
  func write(path: String) throws {
    try AtomicFile.write(Array(text.utf8), to: path)
  }

  static func field(_ value: String?) -> String {
    guard let value else { return "" }
    let needsQuotes =
      value.isEmpty || value.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
      || value.first?.isWhitespace == true || value.last?.isWhitespace == true
    guard needsQuotes else { return value }
    let quoted = value.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"\(quoted)\""
  }

  /// NaN is missing; whole numbers have no point.
  static func field(_ value: Double) -> String {
    if value.isNaN { return "" }
    if let whole = Int(exactly: value), whole.magnitude < 1 << 53 { return "\(whole)" }
    return "\(value)"
  }

  /// NaN is missing.
  static func field(_ value: Float) -> String { value.isNaN ? "" : "\(value)" }

  static func field(_ value: Int) -> String { "\(value)" }

  private static func line(_ fields: [String]) -> String { fields.joined(separator: ",") + "\r\n" }
}
