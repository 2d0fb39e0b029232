/// A row of tracks.csv with its file.
struct ArchiveTrack {
  let row: ArchiveTable.Row
  let file: AudioListing.File
  let duration: Double
  let excerpt: Excerpt

  /// The number as file names have it: six digits.
  private var id: String {
    let digits = String(row.number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  func track(group: ArchiveOptions.Group, labels: [String: LabelValue], text: String?) -> Track {
    Track(
      id: id, title: row[.title].isEmpty ? id : row[.title], group: name(of: group),
      duration: duration, labels: labels, text: text,
      source: FileAudioSource(path: file.path, excerpt: excerpt))
  }

  private func name(of group: ArchiveOptions.Group) -> String {
    let artist = row[.artistNumber].isEmpty ? row[.artist] : row[.artistNumber]
    let album = row[.albumNumber].isEmpty ? row[.album] : row[.albumNumber]
    if group == .artist, !artist.isEmpty { return "artist \(artist)" }
    if group != .track, !album.isEmpty { return "album \(album)" }
    return id
  }
}

/// The label columns of an archive's tracks; columns without a single value are left out.
struct ArchiveColumns {
  private struct Column {
    let name: String
    let values: [LabelValue?]
  }

  private let columns: [Column]

  var names: [String] { columns.map(\.name) }

  init(tracks: [ArchiveTrack], genres: ArchiveGenres) {
    func texts(_ field: ArchiveTable.Field) -> [LabelValue?] {
      tracks.map { $0.row[field].isEmpty ? nil : .text($0.row[field]) }
    }
    func numbers(_ field: ArchiveTable.Field) -> [LabelValue?] {
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
  }

  func labels(of index: Int) -> [String: LabelValue] {
    var labels: [String: LabelValue] = [:]
    for column in columns { labels[column.name] = column.values[index] }
    return labels
  }
}
