import Foundation

extension Corpus {
  /// Loads the audio files under a folder, sorted by path; only headers are read.
  ///
  /// Files that cannot be read or are shorter than 0.1 s are in ``skipped`` with the reason.
  /// - Throws: ``CorpusError`` when nothing is left or a table does not fit, `CancellationError`.
  public static func folder(
    path: String, options: FolderOptions = FolderOptions(), cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }
  ) throws -> CorpusLoad {
    guard SoundFile.rates.contains(options.sampleRate) else {
      throw AudioError.sampleRate(options.sampleRate)
    }
    let listing = try FileListing(folder: path, cancellation: cancellation)
    guard !listing.files.isEmpty else {
      if let first = listing.skipped.first {
        throw CorpusError.nothingReadable(count: listing.skipped.count, first: first)
      }
      throw CorpusError.noAudio(path: path)
    }
    let order = TrackInspection.inTurn(listing.files.map { Self.topFolder($0.relativePath) ?? "" })
    let inspection = try TrackInspection(
      files: listing.files, order: order, limit: options.limit, excerpt: options.excerpt,
      cancellation: cancellation, progress: progress)
    let files = inspection.kept.map { listing.files[$0.index] }
    var build = FolderBuild(root: path, files: files, options: options)
    try build.addLabels(cancellation)
    let skipped = (listing.skipped + inspection.skipped + build.unreadTexts).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
    if inspection.isLimited {
      build.notes.append("limited to \(files.count) of \(listing.files.count) files")
    }
    let corpus = try build.corpus(durations: inspection.kept.map(\.duration), skipped: skipped)
    return CorpusLoad(corpus: corpus, metadata: build.metadata, lyrics: build.lyrics, archive: nil)
  }

  /// The first component of a path with several.
  fileprivate static func topFolder(_ relativePath: String) -> String? {
    let parts = relativePath.split(separator: "/", maxSplits: 1)
    return parts.count > 1 ? String(parts[0]) : nil
  }
}

/// Gathers the labels, texts and names of a folder's tracks.
private struct FolderBuild {
  let root: String
  let files: [FileListing.File]
  let options: FolderOptions
  var notes: [String] = []
  private(set) var metadata: JoinReport?
  private(set) var lyrics: JoinReport?
  private(set) var unreadTexts: [SkippedFile] = []

  private struct LabelColumn {
    let name: String
    let values: [LabelValue?]
  }

  private var columns: [LabelColumn] = []
  /// The text of each column as it stands in the table, for groups.
  private var texts: [String: [String?]] = [:]
  private var words: [String?]
  private var hasLyrics: [Bool]
  private var languages: [String?]?
  private var groupColumn: String?

  init(root: String, files: [FileListing.File], options: FolderOptions) {
    self.root = root
    self.files = files
    self.options = options
    words = files.map { _ in nil }
    hasLyrics = files.map { _ in false }
  }

  private var relativePaths: [String] { files.map(\.relativePath) }

  mutating func addLabels(_ cancellation: Cancellation) throws {
    if options.labels == .folder { addFolderLabels() }
    if let path = options.metadata { try addMetadata(located(path), cancellation) }
    try addText(cancellation)
    chooseGroup()
  }

  private mutating func addText(_ cancellation: Cancellation) throws {
    var own = words
    let available = columns.map(\.name)
    if let wish = options.lyrics {
      let read = try readLyrics(wish, available, cancellation)
      own = read.texts
      lyrics = read.report
      unreadTexts = read.skipped
      notes += read.report.notes
      if TextTable.index(of: TextLanguages.column, in: available) == nil {
        let told = try TextLanguages(lyrics: read, cancellation: cancellation)
        languages = told.values
        notes.append(told.note)
      }
    }
    hasLyrics = own.map { $0 != nil }
    words = try TrackText(
      parts: options.text, lyrics: own,
      column: { part in TextTable.index(of: part, in: available).flatMap { texts[available[$0]] } },
      available: available
    ).texts
  }

  private mutating func readLyrics(
    _ wish: String, _ available: [String], _ cancellation: Cancellation
  ) throws -> Lyrics {
    switch try Lyrics.Place(wish, root: root, columns: available) {
    case .table(let path):
      return try Lyrics(table: path, relativePaths: relativePaths, cancellation: cancellation)
    case .folder(let path):
      return try Lyrics(folder: path, relativePaths: relativePaths, cancellation: cancellation)
    case .column(let index):
      let name = columns.remove(at: index).name
      return Lyrics(
        column: texts[name] ?? [], named: name,
        of: metadata ?? JoinReport(path: root, keyColumn: name), relativePaths: relativePaths)
    }
  }

  private mutating func addFolderLabels() {
    let folders = relativePaths.map(Corpus.topFolder)
    if folders.contains(where: { $0 != nil }) {
      add("genre", folders)
    } else if options.metadata == nil {
      notes.append("there are no sub-folders, so tracks have no labels; `metadata:` can give some")
    }
  }

  /// Without a wish, tracks keep together by the first column of a usual name that some of them share.
  private mutating func chooseGroup() {
    groupColumn = options.group
    guard groupColumn == nil, options.metadata != nil else { return }
    let names = columns.map(\.name)
    groupColumn = Self.usualGroups.lazy.compactMap { usual in names.first { $0.lowercased() == usual } }.first
    {
      let present = (texts[$0] ?? []).compactMap { $0 }
      return Set(present).count < present.count
    }
    notes.append(
      groupColumn.map { "tracks of one \($0) keep together in splits; `group:` names another column" }
        ?? "every file is a group of its own; `group:` names a column that keeps clips of one recording together"
    )
  }

  private static let usualGroups = ["artist", "artist_id", "album", "album_id", "recording", "track_id"]

  private mutating func addMetadata(_ path: String, _ cancellation: Cancellation) throws {
    let table = try CorpusError.blaming("metadata") { try TextTable(path: path, cancellation: cancellation) }
    let join = try TrackJoin(
      table: table, relativePaths: relativePaths, id: options.id, parameter: "metadata")
    for (index, name) in table.columns.enumerated() {
      let isTaken = texts[name] != nil
      if isTaken { notes.append("the table's column \(name) is called metadata_\(name)") }
      add(isTaken ? "metadata_" + name : name, join.values(column: index))
    }
    metadata = join.report
    notes += join.report.notes
  }

  private mutating func add(_ name: String, _ values: [String?]) {
    columns.append(LabelColumn(name: name, values: LabelValues.typed(values)))
    texts[name] = values
  }

  /// A table's path, or its name inside the folder.
  private func located(_ path: String) -> String {
    let inside = root + "/" + path
    return access(path, F_OK) != 0 && access(inside, F_OK) == 0 ? inside : path
  }

  func corpus(durations: [Double], skipped: [SkippedFile]) throws -> Corpus {
    let ids = Self.ids(of: relativePaths)
    let groups = try groups(default: relativePaths.map(TrackKeys.stem))
    let titles = texts["title"] ?? texts["Title"]
    let tracks = files.indices.map { index in
      var labels: [String: LabelValue] = [:]
      for column in columns { labels[column.name] = column.values[index] }
      if let language = languages?[index] { labels[TextLanguages.column] = .text(language) }
      let title = titles?[index].map(LabelValues.trim) ?? ""
      return Track(
        id: ids[index], title: title.isEmpty ? ids[index] : title, group: groups[index],
        duration: durations[index], labels: labels, text: words[index], hasLyrics: hasLyrics[index],
        source: FileAudioSource(path: files[index].path, excerpt: options.excerpt))
    }
    let names = columns.map(\.name)
    let primary = LabelValues.primary(
      names: names.filter { $0 != groupColumn && $0 != TextLanguages.column }
    ) { name in
      columns.first { $0.name == name }?.values ?? []
    }
    let name = root.split(separator: "/").last.map(String.init) ?? root
    return Corpus(
      name: name, tracks: tracks,
      labelNames: names + (languages == nil ? [] : [TextLanguages.column]), sampleRate: options.sampleRate,
      primaryLabel: primary, skipped: skipped, notes: notes, joins: [metadata, lyrics].compactMap { $0 })
  }

  private func groups(default stems: [String]) throws -> [String] {
    guard let name = groupColumn else { return stems }
    let names = columns.map(\.name)
    guard let found = names.first(where: { $0.lowercased() == name.lowercased() }) else {
      throw CorpusError.unknownColumn(name: name, available: names, parameter: "group")
    }
    let values = texts[found] ?? []
    return zip(values, stems).map { value, stem in
      let text = value.map(LabelValues.trim) ?? ""
      return text.isEmpty ? stem : text
    }
  }

  /// Stems where they are all different, else paths without extension, else whole paths.
  private static func ids(of paths: [String]) -> [String] {
    let stems = paths.map(TrackKeys.stem)
    if Set(stems).count == stems.count { return stems }
    let whole = paths.map { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return String(path.dropLast(name.count - TrackKeys.stem(of: name).count))
    }
    return Set(whole).count == whole.count ? whole : paths
  }
}
