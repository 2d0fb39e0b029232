/// Joins the files of an archive to the rows of its table by number.
struct ArchiveBuild {
  /// Files and rows, position by position; tracks without a file have `nil`.
  private(set) var files: [FileListing.File?] = []
  private(set) var rows: [ArchiveTable.Row] = []

  private let listing: FileListing
  private let genres: ArchiveGenres
  private let options: ArchiveOptions
  private var byNumber: [Int: FileListing.File] = [:]
  private var columns = ArchiveHeader()
  private var report = ArchiveReport()

  init(listing: FileListing, genres: ArchiveGenres, options: ArchiveOptions) {
    self.listing = listing
    self.genres = genres
    self.options = options
    report.files = listing.files.count
    for file in listing.files {
      guard let number = Int(TrackKeys.stem(of: file.relativePath)) else {
        report.withoutRow.add(file.relativePath)
        continue
      }
      if byNumber[number] == nil {
        byNumber[number] = file
      } else {
        report.repeated.add(file.relativePath)
      }
    }
  }

  /// Reads the rows that are wanted; where the lyrics lie, if any are.
  mutating func readTable(
    _ path: String, root: String, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> Lyrics.Place? {
    var place: Lyrics.Place?
    let table = try CorpusError.blaming("metadata") {
      try ArchiveTable(
        path: path, options: options, genres: genres, hasAudio: { byNumber[$0] != nil },
        extra: { header in
          place = try options.lyrics.map {
            try Lyrics.Place($0, root: root, columns: header.names, column: { try? header.index(ofText: $0) })
          }
          var extra = try options.text.filter { $0 != "lyrics" }.map { try header.index(ofText: $0) }
          if case .column(let index)? = place { extra.append(index) }
          return extra
        }, cancellation: cancellation, progress: progress)
    }
    let unnamed = report
    report = table.report
    report.files = unnamed.files
    report.repeated = unnamed.repeated
    report.withoutRow = unnamed.withoutRow
    for number in byNumber.keys.filter({ !table.numbers.contains($0) }).sorted() {
      report.withoutRow.add(byNumber[number]?.relativePath ?? "")
    }
    columns = table.header
    rows = table.rows.sorted { $0.number < $1.number }
    files = rows.map { byNumber[$0.number] }
    if rows.isEmpty { throw nothingSelected(table) }
    return place
  }

  private func nothingSelected(_ table: ArchiveTable) -> CorpusError {
    let known = Set(table.genresSeen.map { $0.lowercased() })
    if let name = options.genres.first(where: { !known.contains($0.lowercased()) }) {
      return .unknownGenre(name: name, available: table.genresSeen.sorted())
    }
    if report.rows == 0 {
      return .nothingSelected(reason: "tracks.csv has no row with a track's number", parameter: "metadata")
    }
    if report.selected == 0, options.subset != .full {
      return .nothingSelected(
        reason: "no row of tracks.csv is in the subset \(options.subset.rawValue)", parameter: "subset")
    }
    return .nothingSelected(
      reason: "none of the \(report.selected) rows of tracks.csv has one of the \(report.files) audio files",
      parameter: "metadata")
  }

  func load(
    _ inspection: TrackInspection, lyrics place: Lyrics.Place?, root: String, cancellation: Cancellation
  ) throws -> CorpusLoad {
    let kept = inspection.kept.map {
      ArchiveTrack(
        row: rows[$0.index], file: files[$0.index], duration: $0.duration, excerpt: options.excerpt)
    }
    var notes = report.notes(keepsAbsent: options.audio == .optional)
    if inspection.isLimited { notes.append("limited to \(kept.count) of \(rows.count) tracks") }
    let lyrics = try place.map { try read($0, of: kept, cancellation) }
    notes += lyrics?.report.notes ?? []
    try cancellation.check()
    let own = lyrics?.texts ?? kept.map { _ in nil }
    let texts = try TrackText(
      parts: options.text, lyrics: own, column: { part in column(part, of: kept) }, available: columns.names)
    try cancellation.check()
    var labels = ArchiveColumns(tracks: kept, genres: genres)
    if let lyrics, !labels.names.contains(TextLanguages.column) {
      let languages = try TextLanguages(lyrics: lyrics, cancellation: cancellation)
      labels.add(TextLanguages.column, languages.values)
      notes.append(languages.note)
    }
    let tracks = try kept.indices.map { index in
      if index % 1024 == 0 { try cancellation.check() }
      return kept[index].track(
        group: options.group, labels: labels.labels(of: index), text: texts.texts[index],
        hasLyrics: own[index] != nil)
    }
    let corpus = Corpus(
      name: root.split(separator: "/").last.map(String.init) ?? root, tracks: tracks,
      labelNames: labels.names, sampleRate: options.sampleRate,
      primaryLabel: labels.names.contains("genre") ? "genre" : nil,
      skipped: listing.skipped + inspection.skipped + (lyrics?.skipped ?? []), notes: notes,
      joins: [report.join] + [lyrics?.report].compactMap { $0 })
    return CorpusLoad(corpus: corpus, metadata: nil, lyrics: lyrics?.report, archive: report)
  }

  private func read(
    _ place: Lyrics.Place, of tracks: [ArchiveTrack], _ cancellation: Cancellation
  ) throws -> Lyrics {
    let names = tracks.map { $0.file?.relativePath ?? $0.id }
    switch place {
    case .table(let path):
      return try Lyrics(table: path, relativePaths: names, cancellation: cancellation)
    case .folder(let path):
      return try Lyrics(folder: path, relativePaths: names, cancellation: cancellation)
    case .column(let index):
      let name = columns.names[index]
      return Lyrics(
        column: tracks.map { $0.row.extra[index] }, named: name, of: report.join, relativePaths: names)
    }
  }

  /// A part of the text; `nil` when there is no such column.
  private func column(_ part: String, of tracks: [ArchiveTrack]) -> [String?]? {
    guard let index = try? columns.index(ofText: part) else { return nil }
    return tracks.map { $0.row.extra[index] }
  }
}
