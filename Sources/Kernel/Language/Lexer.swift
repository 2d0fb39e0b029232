/// The tokens of a text and what could not be read in it.
struct LexedText: Sendable {
  let tokens: [Token]
  let diagnostics: [Diagnostic]
  /// Its last sign is a `\` that waits for another line.
  let endsInContinuation: Bool
}

/// Cuts UTF-8 bytes into tokens; never fails: what it cannot read becomes a diagnostic and an `invalid` token.
struct Lexer {
  private(set) var diagnostics: [Diagnostic] = []
  private var tokens: [Token] = []
  private let source: SourceText
  private var position = 0
  private var previousEnd = -1
  private var endsInContinuation = false

  private init(_ source: SourceText) { self.source = source }

  /// Every token of `source`, the last one `end`.
  static func read(_ source: SourceText) -> LexedText {
    var lexer = Lexer(source)
    lexer.run()
    return LexedText(
      tokens: lexer.tokens, diagnostics: lexer.diagnostics, endsInContinuation: lexer.endsInContinuation)
  }

  private mutating func run() {
    while position < source.bytes.count { step() }
    append(.end, from: position)
  }

  private mutating func step() {
    let start = position
    switch source.bytes[position] {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
    case UInt8(ascii: "\n"): single(.newline)
    case UInt8(ascii: "#"): skipComment()
    case UInt8(ascii: "\\"): continueLine()
    case UInt8(ascii: "("): single(.leftParenthesis)
    case UInt8(ascii: ")"): single(.rightParenthesis)
    case UInt8(ascii: "["): single(.leftBracket)
    case UInt8(ascii: "]"): single(.rightBracket)
    case UInt8(ascii: ","): single(.comma)
    case UInt8(ascii: ":"): single(.colon)
    case UInt8(ascii: "="): single(.equals)
    case UInt8(ascii: "?"): single(.question)
    case UInt8(ascii: ";"): single(.semicolon)
    case UInt8(ascii: "."): dots()
    case UInt8(ascii: "\""): string()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number(from: start)
    case UInt8(ascii: "-") where isDigit(at: position + 1): number(from: start)
    default: nameOrInvalid()
    }
  }

  // MARK: Blanks

  private mutating func skipComment() {
    while position < source.bytes.count, source.bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }

  /// A `\` with nothing but blanks behind it joins two lines; anywhere else it is a mistake.
  private mutating func continueLine() {
    var ahead = position + 1
    while let byte = byte(at: ahead), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") { ahead += 1 }
    if ahead == source.bytes.count || source.bytes[ahead] == UInt8(ascii: "\n") {
      position = min(ahead + 1, source.bytes.count)
      endsInContinuation = position == source.bytes.count
    } else {
      invalid(length: 1, "`\\` continues a line only at its very end")
    }
  }

  // MARK: Signs

  private mutating func dots() {
    let start = position
    if byte(at: start + 1) == UInt8(ascii: "."), byte(at: start + 2) == UInt8(ascii: ".") {
      position += 3
      append(.closedRange, from: start)
    } else if byte(at: start + 1) == UInt8(ascii: "."), byte(at: start + 2) == UInt8(ascii: "<") {
      position += 3
      append(.halfOpenRange, from: start)
    } else {
      single(.dot)
    }
  }

  // MARK: Numbers

  private mutating func number(from start: Int) {
    position += 1
    skipDigits()
    if byte(at: position) == UInt8(ascii: "."), isDigit(at: position + 1) {
      position += 1
      skipDigits()
    }
    skipExponent()
    if let scalar = scalar(at: position)?.scalar, isNamePart(scalar) {
      rejectNumberName(from: start)
      return
    }
    let text = source.text(SourceSpan(start, position))
    guard let value = Double(text), value.isFinite else {
      diagnostics.append(
        Diagnostic("InvalidNumber", "`\(text)` is too large a number", at: SourceSpan(start, position)))
      append(.invalid, from: start)
      return
    }
    append(.number(value), from: start)
  }

  private mutating func skipDigits() {
    while isDigit(at: position) { position += 1 }
  }

  private mutating func skipExponent() {
    guard let mark = byte(at: position), mark | 0x20 == UInt8(ascii: "e") else { return }
    let sign = byte(at: position + 1)
    let digits = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") ? position + 2 : position + 1
    guard isDigit(at: digits) else { return }
    position = digits
    skipDigits()
  }

  private mutating func rejectNumberName(from start: Int) {
    while let (scalar, length) = scalar(at: position), isNamePart(scalar) { position += length }
    let text = source.text(SourceSpan(start, position))
    diagnostics.append(
      Diagnostic(
        "InvalidNumber", "`\(text)` is neither a number nor a name", at: SourceSpan(start, position),
        hint: "a name begins with a letter or `_`; write \"\(text)\" for a text or a track id"))
    append(.invalid, from: start)
  }

  // MARK: Strings

  private mutating func string() {
    let start = position
    var value: [UInt8] = []
    position += 1
    while let byte = byte(at: position), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\"") {
        position += 1
        append(.string(String(decoding: value, as: UTF8.self), isTerminated: true), from: start)
        return
      }
      if byte == UInt8(ascii: "\\") {
        escape(into: &value)
      } else {
        value.append(byte)
        position += 1
      }
    }
    diagnostics.append(
      Diagnostic(
        "UnterminatedString", "this text has no closing `\"`", at: SourceSpan(start, position),
        hint: "a text ends on the line it begins on; write \\n for a line break in it"))
    append(.string(String(decoding: value, as: UTF8.self), isTerminated: false), from: start)
  }

  private mutating func escape(into value: inout [UInt8]) {
    let start = position
    let mark = byte(at: position + 1)
    position += mark == nil || mark == UInt8(ascii: "\n") ? 1 : 2
    switch mark {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): value.append(mark ?? 0)
    case UInt8(ascii: "n"): value.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "t"): value.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "u"): unicodeEscape(from: start, into: &value)
    default: rejectEscape(from: start)
    }
  }

  private mutating func unicodeEscape(from start: Int, into value: inout [UInt8]) {
    let open = position
    guard byte(at: open) == UInt8(ascii: "{") else { return rejectEscape(from: start) }
    var close = open + 1
    while let byte = byte(at: close), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "\""), close - open < 10
    {
      close += 1
    }
    guard byte(at: close) == UInt8(ascii: "}"),
      let code = UInt32(source.text(SourceSpan(open + 1, close)), radix: 16),
      let scalar = Unicode.Scalar(code)
    else { return rejectEscape(from: start) }
    position = close + 1
    value += Array(String(Character(scalar)).utf8)
  }

  private mutating func rejectEscape(from start: Int) {
    while let byte = byte(at: position), byte & 0xC0 == 0x80 { position += 1 }
    diagnostics.append(
      Diagnostic(
        "InvalidEscape", "`\(source.text(SourceSpan(start, position)))` means nothing in a text",
        at: SourceSpan(start, position), hint: "the escapes are \\\" \\\\ \\n \\t \\u{1F3B5}"))
  }

  // MARK: Names

  private mutating func nameOrInvalid() {
    let start = position
    guard let (first, length) = scalar(at: position) else {
      position += 1
      return
    }
    if first.properties.isWhitespace || first == "\u{FEFF}" {
      position += length
    } else if isNamePart(first) {
      while let (scalar, length) = scalar(at: position), isNamePart(scalar) { position += length }
      append(.name(source.text(SourceSpan(start, position))), from: start)
    } else if "“”„«»'‘’`".unicodeScalars.contains(first) {
      invalid(length: length, "a text stands between straight quotes: \"…\"")
    } else if "+-*/^%<>!&|~".unicodeScalars.contains(first) {
      invalid(length: length, "there are no operators: `\(first)` means nothing here")
    } else {
      invalid(length: length, "`\(Character(first))` means nothing here")
    }
  }

  private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
      || scalar.properties.generalCategory == .nonspacingMark
  }

  // MARK: Reading

  private func byte(at offset: Int) -> UInt8? {
    offset < source.bytes.count ? source.bytes[offset] : nil
  }

  private func isDigit(at offset: Int) -> Bool {
    guard let byte = byte(at: offset) else { return false }
    return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard let first = byte(at: offset) else { return nil }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let text = source.text(SourceSpan(offset, offset + length))
    return text.unicodeScalars.first.map { ($0, length) }
  }

  private mutating func single(_ kind: Token.Kind) {
    position += 1
    append(kind, from: position - 1)
  }

  private mutating func invalid(length: Int, _ message: String) {
    let start = position
    position += length
    diagnostics.append(Diagnostic("InvalidCharacter", message, at: SourceSpan(start, position)))
    append(.invalid, from: start)
  }

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, span: SourceSpan(start, position), isTouching: previousEnd == start))
    previousEnd = position
  }
}
