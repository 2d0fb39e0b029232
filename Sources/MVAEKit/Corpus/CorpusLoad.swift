/// A corpus as it was loaded, and how its tables met its files. The same in words is in ``Corpus/notes``.
public struct CorpusLoad: Sendable {
  public let corpus: Corpus
  /// Of the metadata table that was joined to a folder.
  public let metadata: JoinReport?
  public let lyrics: JoinReport?
  /// Of a corpus in the Free Music Archive's layout.
  public let archive: ArchiveReport?
}

/// How the rows of tracks.csv met the audio files.
public struct ArchiveReport: Sendable, Equatable {
  /// Rows of the table.
  public internal(set) var rows = 0
  /// Rows that the subset and the genres leave.
  public internal(set) var selected = 0
  /// Selected rows without an audio file.
  public internal(set) var withoutAudio = JoinReport.Names()
  /// Audio files.
  public internal(set) var files = 0
  /// Audio files without a row, and those that are not named by a number.
  public internal(set) var withoutRow = JoinReport.Names()
  /// Audio files whose number another file has as well; the first is kept.
  public internal(set) var repeated = JoinReport.Names()
  /// Tracks that got the root of their genres as top genre.
  public internal(set) var inferredGenres = 0
  public internal(set) var raggedLines: [Int] = []

  func notes(keepsAbsent: Bool) -> [String] {
    let kept = keepsAbsent && withoutAudio.count > 0 ? " (the others are kept: `audio` says missing)" : ""
    var notes = [
      "tracks.csv: \(rows) rows, \(selected) selected, \(selected - withoutAudio.count) with audio\(kept)"
    ]
    if withoutRow.count > 0 {
      notes.append(
        "\(withoutRow.count) of \(files) audio files have no row in tracks.csv (\(withoutRow.list))")
    }
    if repeated.count > 0 {
      notes.append("\(repeated.count) audio files repeat the number of another (\(repeated.list))")
    }
    if inferredGenres > 0 {
      notes.append("\(inferredGenres) tracks without a top genre got the one root of their genres")
    }
    return notes + [TextTable.note(path: "tracks.csv", raggedLines: raggedLines)].compactMap { $0 }
  }

  /// Audio files against rows, as of other tables: tracks without audio are its rows without a track.
  var join: JoinReport {
    var join = JoinReport(path: "tracks.csv", keyColumn: "track_id")
    join.matched = selected - withoutAudio.count
    join.missing = withoutRow
    join.extra = withoutAudio
    join.duplicate = repeated
    join.raggedLines = raggedLines
    return join
  }
}
