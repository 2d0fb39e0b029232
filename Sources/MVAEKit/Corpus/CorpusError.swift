/// Why a corpus could not be loaded.
///
/// `parameter` is the label of the argument at fault: `path`, `metadata`, `lyrics`, `text`, `group`, `id`,
/// `genres`, `limit`.
public enum CorpusError: ExplainedError, Equatable {
  case folderMissing(path: String, parameter: String)
  /// No file of a known audio format.
  case noAudio(path: String)
  /// Audio files, but none that can be read.
  case nothingReadable(count: Int, first: SkippedFile)
  case unknownColumn(name: String, available: [String], parameter: String)
  case table(CSVError, parameter: String)
  /// No row of a table belongs to a track.
  case nothingMatched(path: String, columns: [String], example: String, parameter: String)
  /// No file or folder, and no column of the metadata, is called that.
  case lyricsMissing(name: String, columns: [String])
  /// No text file is named after a track.
  case noTextMatched(path: String, files: Int, example: String)
  case unknownTextPart(name: String, available: [String])
  /// A track of a table without an audio file.
  case audioMissing(id: String)
  case notFMA(path: String)
  case unknownGenre(name: String, available: [String])
  case nothingSelected(reason: String, parameter: String?)
  case limit(Int)

  public var message: String {
    switch self {
    case .folderMissing(let path, _): "there is no folder \"\(path)\""
    case .noAudio(let path): "there is no audio in \"\(path)\""
    case .nothingReadable(let count, let first):
      "none of the \(count) audio files could be read; the first, \(first.path), \(first.reason)"
    case .unknownColumn(let name, _, _): "there is no column \"\(name)\""
    case .table(let error, _): error.message
    case .nothingMatched(let path, _, let example, _):
      "no row of \"\(path)\" belongs to a track such as \"\(example)\""
    case .lyricsMissing(let name, let columns):
      "there is no file or folder \"\(name)\""
        + (columns.isEmpty ? "" : " and no such column of the metadata")
    case .noTextMatched(let path, let files, let example):
      "none of the \(files) files called .txt in \"\(path)\" is named after a track such as \"\(example)\""
    case .unknownTextPart(let name, _): "there is no column \"\(name)\" to take text from"
    case .audioMissing(let id): "the track \(id) has no audio file"
    case .notFMA(let path): "\"\(path)\" is not a tracks.csv of the Free Music Archive"
    case .unknownGenre(let name, _): "no track is of the genre \"\(name)\""
    case .nothingSelected(let reason, _): reason
    case .limit(let limit): "a limit of \(limit) leaves no tracks"
    }
  }

  public var hint: String? {
    switch self {
    case .folderMissing: "check the spelling; a relative path starts at the notebook's folder"
    case .noAudio: "wav, flac, ogg, mp3 and aiff files are found at any depth; hidden ones are passed over"
    case .nothingReadable, .nothingSelected: nil
    case .unknownColumn(let name, let available, _), .unknownGenre(let name, let available),
      .unknownTextPart(let name, let available):
      Suggestion.hint(for: name, among: available)
    case .table(let error, _): error.hint
    case .nothingMatched(_, let columns, _, _):
      "name the column that holds the file names with id; it has \(columns.joined(separator: ", "))"
    case .lyricsMissing(let name, let columns): Self.lyricsHint(name, columns)
    case .noTextMatched: "name them by the track's number, file name or path: 000005.txt"
    case .audioMissing: "`filter corpus audio: present` leaves the tracks with audio"
    case .notFMA: "it begins with three header rows; give the folder fma_metadata, or load the folder instead"
    case .limit: "give at least 1"
    }
  }

  public var parameter: String? {
    switch self {
    case .folderMissing(_, let parameter), .unknownColumn(_, _, let parameter), .table(_, let parameter),
      .nothingMatched(_, _, _, let parameter):
      parameter
    case .noAudio, .nothingReadable: "path"
    case .lyricsMissing, .noTextMatched: "lyrics"
    case .unknownTextPart: "text"
    case .notFMA: "metadata"
    case .unknownGenre: "genres"
    case .nothingSelected(_, let parameter): parameter
    case .audioMissing: nil
    case .limit: "limit"
    }
  }

  private static func lyricsHint(_ name: String, _ columns: [String]) -> String? {
    if Suggestion.nearest(to: name, among: columns) != nil {
      return Suggestion.hint(for: name, among: columns)
    }
    let place = "give a CSV table or a folder of .txt files; a relative path starts at the notebook's folder"
    return columns.isEmpty ? place + "; with `metadata:` a column of it will do" : place
  }

  /// Runs `body`, naming `parameter` as the cause of an error in a table.
  static func blaming<Result>(_ parameter: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as CSVError {
      throw CorpusError.table(error, parameter: parameter)
    }
  }
}

extension SkippedFile {
  /// A file left out because of `error`.
  init(path: String, error: any Error) {
    let reason =
      (error as? AudioError)?.reason ?? (error as? any ExplainedError)?.message ?? "failed: \(error)"
    self.init(path: path, reason: reason)
  }
}
