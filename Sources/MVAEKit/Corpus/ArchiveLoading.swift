import Foundation

extension Corpus {
  /// Loads audio in the Free Music Archive's layout (`000/000002.mp3`) with its tables; only headers are
  /// read.
  ///
  /// - Parameters:
  ///   - audio: the folder of audio files, named by track number, at any depth.
  ///   - metadata: the folder with tracks.csv and genres.csv, or the path of tracks.csv; `nil` looks in the
  ///     audio folder and beside it.
  /// - Throws: ``CorpusError`` when nothing is left or a table does not fit, `CancellationError`.
  public static func fma(
    audio: String, metadata: String? = nil, options: ArchiveOptions = ArchiveOptions(),
    cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in }
  ) throws -> CorpusLoad {
    guard SoundFile.rates.contains(options.sampleRate) else {
      throw AudioError.sampleRate(options.sampleRate)
    }
    let tables = try ArchivePaths(audio: audio, metadata: metadata)
    let listing = try AudioListing(folder: audio, cancellation: cancellation)
    guard !listing.files.isEmpty else { throw CorpusError.noAudio(path: audio) }
    var build = ArchiveBuild(listing: listing)
    try build.readTable(tables.tracks, options: options, cancellation: cancellation)
    let inspection = try TrackInspection(
      files: build.files, order: TrackInspection.inTurn(build.rows.map { $0[.genre] }),
      limit: options.limit, excerpt: options.excerpt, cancellation: cancellation, progress: progress)
    let genres = try CorpusError.blaming("metadata") {
      try tables.genres.map { try ArchiveGenres(path: $0, cancellation: cancellation) }
    }
    return try build.load(
      inspection, genres: genres ?? ArchiveGenres(), options: options, root: audio,
      cancellation: cancellation)
  }
}

/// Where the tables of an archive lie.
private struct ArchivePaths {
  let tracks: String
  let genres: String?

  init(audio: String, metadata: String?) throws {
    let parent = URL(fileURLWithPath: audio).deletingLastPathComponent().path
    let folders = metadata.map { [$0] } ?? [audio, audio + "/fma_metadata", parent + "/fma_metadata", parent]
    for folder in folders {
      let inside = folder + "/tracks.csv"
      if access(inside, F_OK) == 0 {
        tracks = inside
        genres = Self.existing(folder + "/genres.csv")
        return
      }
    }
    guard let metadata else {
      throw CorpusError.folderMissing(path: parent + "/fma_metadata", parameter: "metadata")
    }
    guard access(metadata, F_OK) == 0 else {
      throw CorpusError.folderMissing(path: metadata, parameter: "metadata")
    }
    tracks = metadata.hasSuffix(".csv") ? metadata : metadata + "/tracks.csv"
    genres = Self.existing(
      URL(fileURLWithPath: metadata).deletingLastPathComponent().appendingPathComponent("genres.csv").path)
  }

  private static func existing(_ path: String) -> String? {
    access(path, F_OK) == 0 ? path : nil
  }
}

/// Joins the files of an archive to the rows of its table by number.
private struct ArchiveBuild {
  /// Files and rows, position by position.
  private(set) var files: [AudioListing.File] = []
  private(set) var rows: [ArchiveTable.Row] = []

  private let listing: AudioListing
  private var byNumber: [Int: AudioListing.File] = [:]
  private var report = ArchiveReport()

  init(listing: AudioListing) {
    self.listing = listing
    report.files = listing.files.count
    for file in listing.files {
      guard let number = Int(TrackKeys.stem(of: file.relativePath)) else {
        report.withoutRow += 1
        continue
      }
      if byNumber[number] == nil { byNumber[number] = file } else { report.repeated += 1 }
    }
  }

  mutating func readTable(
    _ path: String, options: ArchiveOptions, cancellation: Cancellation
  ) throws {
    let table = try CorpusError.blaming("metadata") {
      try ArchiveTable(
        path: path, options: options, hasAudio: { byNumber[$0] != nil }, cancellation: cancellation)
    }
    let unnamed = report
    report = table.report
    report.files = unnamed.files
    report.repeated = unnamed.repeated
    report.withoutRow = unnamed.withoutRow + byNumber.keys.count { !table.numbers.contains($0) }
    rows = table.rows.sorted { $0.number < $1.number }
    files = rows.compactMap { byNumber[$0.number] }
    if rows.isEmpty { throw nothingSelected(table, options) }
  }

  private func nothingSelected(_ table: ArchiveTable, _ options: ArchiveOptions) -> CorpusError {
    let known = Set(table.genresSeen.map { $0.lowercased() })
    if let name = options.genres.first(where: { !known.contains($0.lowercased()) }) {
      return .unknownGenre(name: name, available: table.genresSeen.sorted())
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
    _ inspection: TrackInspection, genres: ArchiveGenres, options: ArchiveOptions, root: String,
    cancellation: Cancellation
  ) throws -> CorpusLoad {
    let kept = inspection.kept.map {
      ArchiveTrack(
        row: rows[$0.index], file: files[$0.index], duration: $0.duration, excerpt: options.excerpt)
    }
    var notes = report.notes
    if inspection.isLimited { notes.append("limited to \(kept.count) of \(rows.count) tracks") }
    var texts = [String?](repeating: nil, count: kept.count)
    var join: JoinReport?
    if let path = options.lyrics {
      let lyrics = try Lyrics(
        path: path, relativePaths: kept.map(\.file.relativePath), cancellation: cancellation)
      texts = lyrics.texts
      join = lyrics.report
      notes += lyrics.report.notes
    }
    let columns = ArchiveColumns(tracks: kept, genres: genres)
    let tracks = kept.indices.map { index in
      kept[index].track(group: options.group, labels: columns.labels(of: index), text: texts[index])
    }
    let corpus = Corpus(
      name: root.split(separator: "/").last.map(String.init) ?? root, tracks: tracks,
      labelNames: columns.names, sampleRate: options.sampleRate,
      primaryLabel: columns.names.contains("genre") ? "genre" : nil,
      skipped: listing.skipped + inspection.skipped, notes: notes)
    return CorpusLoad(corpus: corpus, metadata: nil, lyrics: join, archive: report)
  }
}
