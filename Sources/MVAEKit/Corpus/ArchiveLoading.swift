import Foundation

extension Corpus {
  /// Loads audio in the Free Music Archive's layout (`000/000002.mp3`) with its tables; of audio only headers
  /// are read.
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
    let listing = try FileListing(folder: audio, cancellation: cancellation)
    guard !listing.files.isEmpty || options.audio == .optional else { throw CorpusError.noAudio(path: audio) }
    let genres = try CorpusError.blaming("metadata") {
      try tables.genres.map { try ArchiveGenres(path: $0, cancellation: cancellation) }
    }
    var build = ArchiveBuild(listing: listing, genres: genres ?? ArchiveGenres(), options: options)
    let place = try build.readTable(
      tables.tracks, root: audio, cancellation: cancellation, progress: progress)
    let rows = build.rows
    let inspection = try TrackInspection(
      files: build.files, order: TrackInspection.inTurn(rows.map { $0[.genre] }),
      limit: options.limit, excerpt: options.excerpt, absent: { rows[$0].duration },
      cancellation: cancellation, progress: progress)
    return try build.load(inspection, lyrics: place, root: audio, cancellation: cancellation)
  }
}
