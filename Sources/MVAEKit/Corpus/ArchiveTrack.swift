/// A row of tracks.csv with its file, if it has one.
struct ArchiveTrack {
  let row: ArchiveTable.Row
  let file: FileListing.File?
  let duration: Double
  let excerpt: Excerpt

  var id: String { Self.id(of: row.number) }

  /// The number as file names have it: six digits.
  static func id(of number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  func track(
    group: ArchiveOptions.Group, labels: [String: LabelValue], text: String?, hasLyrics: Bool
  ) -> Track {
    let source: any AudioSource =
      file.map { FileAudioSource(path: $0.path, excerpt: excerpt) } ?? AbsentAudio(id: id)
    return Track(
      id: id, title: row[.title].isEmpty ? id : row[.title], group: name(of: group),
      duration: duration, labels: labels, text: text, hasLyrics: hasLyrics, source: source)
  }

  private func name(of group: ArchiveOptions.Group) -> String {
    let artist = row[.artistNumber].isEmpty ? row[.artist] : row[.artistNumber]
    let album = row[.albumNumber].isEmpty ? row[.album] : row[.albumNumber]
    if group == .artist, !artist.isEmpty { return "artist \(artist)" }
    if group != .track, !album.isEmpty { return "album \(album)" }
    return id
  }
}

/// The sound of a track that has no file.
struct AbsentAudio: AudioSource {
  let id: String

  var location: String { "no audio file" }

  /// - Throws: ``CorpusError/audioMissing(id:)``.
  func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer {
    throw CorpusError.audioMissing(id: id)
  }
}

/// The label columns of an archive's tracks; columns without a single value are left out.
struct ArchiveColumns {
  private struct Column {
    let name: String
    let values: [LabelValue?]
  }

  private var columns: [Column]

  var names: [String] { columns.map(\.name) }

  init(tracks: [ArchiveTrack], genres: ArchiveGenres) {
    func texts(_ field: ArchiveHeader.Field) -> [LabelValue?] {
      tracks.map { $0.row[field].isEmpty ? nil : .text($0.row[field]) }
    }
    func numbers(_ field: ArchiveHeader.Field) -> [LabelValue?] {
      tracks.map { LabelValues.number($0.row[field]).map { .number($0) } }
    }
    let titles: [LabelValue?] = tracks.map {
      $0.row[.genres].isEmpty ? nil : .text(genres.names($0.row[.genres]))
    }
    let all = [
      Column(name: "genre", values: texts(.genre)), Column(name: "genres", values: titles),
      Column(name: "title", values: texts(.title)), Column(name: "artist", values: texts(.artist)),
      Column(name: "album", values: texts(.album)), Column(name: "split", values: texts(.split)),
      Column(name: "subset", values: texts(.subset)), Column(name: "language", values: texts(.language)),
      Column(name: "duration", values: numbers(.duration)),
      Column(name: "listens", values: numbers(.listens)),
      Column(name: "favorites", values: numbers(.favorites)),
    ]
    columns = all.filter { $0.values.contains { $0 != nil } }
    if tracks.contains(where: { $0.file == nil }) {
      add("audio", tracks.map { $0.file == nil ? "missing" : "present" })
    }
  }

  mutating func add(_ name: String, _ values: [String?]) {
    columns.append(Column(name: name, values: values.map { $0.map { .text($0) } }))
  }

  func labels(of index: Int) -> [String: LabelValue] {
    var labels: [String: LabelValue] = [:]
    for column in columns { labels[column.name] = column.values[index] }
    return labels
  }
}
