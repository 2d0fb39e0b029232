/// What is read of each track as text: its lyrics, and labels where they are asked for.
struct TrackText {
  /// By position of the tracks; `nil` where all parts are missing.
  let texts: [String?]

  /// Parts in their order, one a line.
  ///
  /// - Parameters:
  ///   - parts: `lyrics`, or columns of the metadata.
  ///   - column: the text of a column, track by track; `nil` when there is none of that name.
  ///   - available: the columns, for messages.
  /// - Throws: ``CorpusError/unknownTextPart(name:available:)``.
  init(parts: [String], lyrics: [String?], column: (String) -> [String?]?, available: [String]) throws {
    let values = try parts.map { part -> [String?] in
      if part == "lyrics" { return lyrics }
      guard let values = column(part) else {
        throw CorpusError.unknownTextPart(name: part, available: available)
      }
      return values.map { $0.map(Self.words) }
    }
    texts = lyrics.indices.map { track in
      let present = values.compactMap { $0[track] }.filter { !$0.isEmpty }
      return present.isEmpty ? nil : present.joined(separator: "\n")
    }
  }

  /// A list as Python writes it, "['a', 'b']", as "a, b".
  static func words(_ value: String) -> String {
    let text = LabelValues.trim(value)
    guard text.hasPrefix("["), text.hasSuffix("]") else { return text }
    return text.dropFirst().dropLast().split(separator: ",").map { item in
      let item = LabelValues.trim(String(item))
      guard item.count > 1, let mark = item.first, mark == "'" || mark == "\"", item.last == mark else {
        return item
      }
      return String(item.dropFirst().dropLast())
    }.joined(separator: ", ")
  }
}

/// The languages of texts: as the metadata or the lyrics' table have them, else guessed.
struct TextLanguages {
  static let column = "language"
  static let unknown = "unknown"

  /// By position of the tracks; `nil` without lyrics.
  let values: [String?]
  let note: String

  /// - Throws: `CancellationError`.
  init(lyrics: Lyrics, cancellation: Cancellation) throws {
    if let stated = lyrics.languages {
      values = zip(lyrics.texts, stated).map { text, language in text == nil ? nil : language ?? Self.unknown
      }
      note = "language: as \(lyrics.report.source) has it"
    } else {
      values = try lyrics.texts.map { text in
        try cancellation.check()
        return text.map { LanguageGuess.language(of: $0) ?? Self.unknown }
      }
      note = "language: guessed from the lyrics' script and frequent words"
    }
  }
}
