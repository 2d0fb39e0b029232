/// Texts of tracks from a table with a column of them.
struct Lyrics {
  /// By position of the tracks.
  let texts: [String?]
  let report: JoinReport

  /// The column is `lyrics`, `text`, `lyric` or `words`.
  /// - Throws: ``CorpusError``, naming `lyrics`.
  init(path: String, relativePaths: [String], cancellation: Cancellation) throws {
    let table = try CorpusError.blaming("lyrics") { try TextTable(path: path, cancellation: cancellation) }
    guard let text = ["lyrics", "text", "lyric", "words"].lazy.compactMap(table.index(of:)).first else {
      throw CorpusError.unknownColumn(name: "lyrics", available: table.columns, parameter: "lyrics")
    }
    // The text itself never names a track, whatever it says.
    let names = table.columns.indices.filter { $0 != text }
    let others = TextTable(
      path: table.path, columns: names.map { table.columns[$0] },
      rows: table.rows.map { row in names.map { row[$0] } }, raggedLines: table.raggedLines)
    guard !names.isEmpty else {
      throw CorpusError.unknownColumn(name: "track_id", available: table.columns, parameter: "lyrics")
    }
    let join = try TrackJoin(table: others, relativePaths: relativePaths, id: nil, parameter: "lyrics")
    texts = join.rows.map { row -> String? in
      guard let row else { return nil }
      let text = LabelValues.trim(table.rows[row][text])
      return text.isEmpty ? nil : text
    }
    report = join.report
  }
}
