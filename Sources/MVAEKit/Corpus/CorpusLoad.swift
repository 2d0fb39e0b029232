/// A corpus as it was loaded, and how its tables met its files. The same in words is in ``Corpus/notes``.
public struct CorpusLoad: Sendable {
  public let corpus: Corpus
  /// Of the metadata table that was joined to a folder.
  public let metadata: JoinReport?
  public let lyrics: JoinReport?
  /// Of a corpus in the Free Music Archive's layout.
  public let archive: ArchiveReport?
}

/// How the rows of tracks.csv met the audio files, in numbers.
public struct ArchiveReport: Sendable, Equatable {
  /// Rows of the table.
  public internal(set) var rows = 0
  /// Rows that the subset and the genres leave.
  public internal(set) var selected = 0
  /// Selected rows without an audio file.
  public internal(set) var withoutAudio = 0
  /// Audio files.
  public internal(set) var files = 0
  /// Audio files without a row, and those that are not named by a number.
  public internal(set) var withoutRow = 0
  /// Audio files whose number another file has as well; the first is kept.
  public internal(set) var repeated = 0
  public internal(set) var raggedLines: [Int] = []

  var notes: [String] {
    var notes = ["tracks.csv: \(rows) rows, \(selected) selected, \(selected - withoutAudio) with audio"]
    if withoutRow > 0 { notes.append("\(withoutRow) of \(files) audio files have no row in tracks.csv") }
    if repeated > 0 { notes.append("\(repeated) audio files repeat the number of another") }
    return notes + [TextTable.note(path: "tracks.csv", raggedLines: raggedLines)].compactMap { $0 }
  }
}
