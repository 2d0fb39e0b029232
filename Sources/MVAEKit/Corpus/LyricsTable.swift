/// A table with a column of texts, read twice: to find the column that names the tracks, and to take their texts.
///
/// Texts of other tracks are never held: a table of a hundred thousand songs costs what the corpus takes of it.
struct LyricsTable {
  private let path: String
  private let columns: [String]
  private let text: Int
  private let language: Int?
  private let cancellation: Cancellation

  /// Reads the header; the texts are in the column `lyrics`, `text`, `lyric` or `words`.
  ///
  /// - Throws: ``CorpusError/unknownColumn(name:available:parameter:)``, ``CSVError``.
  init(path: String, cancellation: Cancellation) throws {
    self.path = path
    self.cancellation = cancellation
    let reader = try CSVReader(path: path)
    guard try reader.next() else { throw CSVError.empty(path: path) }
    let names = TextTable.distinct(reader.fields)
    columns = names
    func first(_ wanted: [String]) -> Int? {
      wanted.lazy.compactMap { TextTable.index(of: $0, in: names) }.first
    }
    guard let text = first(["lyrics", "text", "lyric", "words"]) else {
      throw CorpusError.unknownColumn(name: "lyrics", available: names, parameter: "lyrics")
    }
    guard names.count > 1 else {
      throw CorpusError.unknownColumn(name: "track_id", available: names, parameter: "lyrics")
    }
    self.text = text
    language = first(["language", "language_code", "lang"])
  }

  /// What it says of tracks, by their position.
  struct Answer {
    var texts: [String?]
    var languages: [String?]
    var hasLanguages: Bool
    var report: JoinReport
  }

  /// - Throws: ``CorpusError/nothingMatched(path:columns:example:parameter:)``, ``CSVError``, `CancellationError`.
  func answer(for relativePaths: [String]) throws -> Answer {
    let keys = TrackKeys(relativePaths: relativePaths)
    let key = try bestKey(keys)
    let none = [String?](repeating: nil, count: relativePaths.count)
    var answer = Answer(
      texts: none, languages: none, hasLanguages: language != nil,
      report: JoinReport(path: path, keyColumn: columns[key]))
    var isMet = [Bool](repeating: false, count: relativePaths.count)
    answer.report.raggedLines = try eachRow(keeping: [key, text] + [language].compactMap { $0 }) { reader in
      let name = reader[key]
      guard let track = keys.track(for: name) else { return answer.report.extra.add(name) }
      if isMet[track] { return answer.report.duplicate.add(name) }
      isMet[track] = true
      answer.texts[track] = reader[text]
      answer.languages[track] = language.map { LabelValues.trim(reader[$0]) }.flatMap {
        $0.isEmpty ? nil : $0
      }
    }
    for track in isMet.indices where !isMet[track] { answer.report.missing.add(relativePaths[track]) }
    answer.report.matched = relativePaths.count - answer.report.missing.count
    guard answer.report.matched > 0 else {
      throw CorpusError.nothingMatched(
        path: path, columns: columns, example: relativePaths.first ?? "", parameter: "lyrics")
    }
    return answer
  }

  /// The first of the columns that name the most different tracks; the texts never do, whatever they say.
  private func bestKey(_ keys: TrackKeys) throws -> Int {
    let candidates = columns.indices.filter { $0 != text && $0 != language }
    guard candidates.count > 1 else { return candidates.first ?? (text == 0 ? 1 : 0) }
    var tracks = candidates.map { _ in Set<Int>() }
    _ = try eachRow(keeping: candidates) { reader in
      for (place, column) in candidates.enumerated() {
        if let track = keys.track(for: reader[column]) { tracks[place].insert(track) }
      }
    }
    let most = tracks.map(\.count).max() ?? 0
    return candidates[tracks.firstIndex { $0.count == most } ?? 0]
  }

  /// The lines that were left out.
  private func eachRow(keeping wanted: [Int], _ body: (CSVReader) throws -> Void) throws -> [Int] {
    let reader = try CSVReader(path: path, ragged: .skipped)
    _ = try reader.next()
    reader.keep(only: wanted)
    while try reader.next() {
      if reader.recordCount % 64 == 0 { try cancellation.check() }
      try body(reader)
    }
    try reader.requireRows(after: 1)
    return reader.raggedLines
  }
}
