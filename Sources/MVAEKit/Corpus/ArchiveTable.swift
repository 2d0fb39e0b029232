/// The rows of the Free Music Archive's tracks.csv that are wanted: Defferrard et al. (2017), three header
/// rows.
///
/// The real table has 106,574 rows and over 200 MB: only the columns that are asked for become strings, and
/// only of rows that are kept.
struct ArchiveTable {
  struct Row {
    let number: Int
    /// By ``ArchiveHeader/Field``'s position; empty where the table has nothing.
    var fields: [String]
    /// Other columns that were asked for, by their position in the table.
    var extra: [Int: String] = [:]

    subscript(field: ArchiveHeader.Field) -> String { fields[field.rawValue] }

    /// In seconds, as the table has it; 0 when it does not.
    var duration: Double { LabelValues.number(self[.duration]) ?? 0 }
  }

  /// In the order of the table.
  private(set) var rows: [Row] = []
  private(set) var report = ArchiveReport()
  /// Top genres of the subset, for messages.
  private(set) var genresSeen: Set<String> = []
  /// Numbers of all rows, wanted or not.
  private(set) var numbers: Set<Int> = []
  let header: ArchiveHeader

  /// - Parameters:
  ///   - hasAudio: whether there is a file for a track's number.
  ///   - extra: positions of further columns to keep, given the names of all.
  /// - Throws: ``CorpusError``, ``CSVError``, `CancellationError`.
  init(
    path: String, options: ArchiveOptions, genres: ArchiveGenres = ArchiveGenres(), hasAudio: (Int) -> Bool,
    extra: (ArchiveHeader) throws -> [Int] = { _ in [] }, cancellation: Cancellation,
    progress: @escaping ProgressHandler = { _ in }
  ) throws {
    let reader = try CSVReader(path: path, ragged: .skipped)
    header = try ArchiveHeader(reader)
    let others = try extra(header)
    reader.keep(only: [0] + header.positions.compactMap { $0 } + others)
    let wanted = Set(options.genres.map { $0.lowercased() })
    var texts = SharedTexts()
    while try reader.next() {
      if reader.recordCount % 256 == 0 {
        try cancellation.check()
        progress(reader.progress)
      }
      guard let number = reader.integer(0) else { continue }
      report.rows += 1
      guard numbers.insert(number).inserted, options.subset.contains(text(.subset, reader)) else { continue }
      var genre = text(.genre, reader)
      var isInferred = false
      if genre.isEmpty, options.infersGenres, let root = genres.root(of: text(.genres, reader)) {
        genre = root
        isInferred = true
      }
      genresSeen.insert(genre)
      guard wanted.isEmpty || wanted.contains(genre.lowercased()) else { continue }
      report.selected += 1
      if isInferred { report.inferredGenres += 1 }
      if !hasAudio(number) {
        report.withoutAudio.add(ArchiveTrack.id(of: number))
        if options.audio == .required { continue }
      }
      var row = Row(number: number, fields: ArchiveHeader.Field.allCases.map { texts[text($0, reader)] })
      row.fields[ArchiveHeader.Field.genre.rawValue] = texts[genre]
      for index in others { row.extra[index] = reader[index] }
      rows.append(row)
    }
    report.raggedLines = reader.raggedLines
    genresSeen.remove("")
    try reader.requireRows(after: 3)
  }

  private func text(_ field: ArchiveHeader.Field, _ reader: CSVReader) -> String {
    header.positions[field.rawValue].map { reader[$0] } ?? ""
  }
}

/// One string for all that are equal: a hundred thousand tracks have few genres, artists and albums.
private struct SharedTexts {
  private var known: Set<String> = []

  subscript(text: String) -> String {
    mutating get {
      // Fifteen bytes need no memory of their own.
      text.utf8.count <= 15 ? text : known.insert(text).memberAfterInsert
    }
  }
}
