import MVAEKit

extension Corpus: WorkspaceValue {
  static var kind: ValueKind { .corpus }

  var brief: String {
    let minutes = tracks.reduce(0) { $0 + $1.duration }
    var parts = [NumberText.count(tracks.count, "track"), NumberText.seconds(minutes)]
    if let primaryLabel, let categories = table.column(primaryLabel)?.categoryCounts, !categories.isEmpty {
      parts.insert("\(NumberText.count(categories.count, "class", "classes")) of \(primaryLabel)", at: 1)
    }
    return parts.joined(separator: ", ")
  }

  var byteCount: Int {
    tracks.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) + 100 } + table.byteCount
  }

  var presentation: Presentation {
    let preview = table.selecting(Array(tracks.indices.prefix(Self.previewedTracks)))
    let columns = previewColumns(preview)
    var result = Table(
      "Corpus \(name): \(brief)", columns: ["", "id", "seconds"] + columns.map(\.name),
      rows: preview.ids.enumerated().map { row, id in
        let duration = tracks[row].duration
        let seconds = Table.CellContent.measured(duration, shown: NumberText.fixed(duration, 1))
        return [.number(Double(row)), .text(id), seconds] + columns.map { $0.cells[row] }
      }, notes: words)
    result.rowsLeftOut = tracks.count - preview.count
    if columns.count < table.columns.count {
      let names = table.columnNames.joined(separator: ", ")
      result.notes.insert("all \(table.columns.count) labels: \(names)", at: 0)
    }
    return .table(result)
  }

  private static var previewedTracks: Int { 10 }

  /// The main label and the first others that say more than the id does, as many as fit side by side.
  private func previewColumns(_ preview: TrackTable) -> [Column] {
    let main = primaryLabel.flatMap(preview.column)
    let others = preview.columns.filter { column in
      column.name != primaryLabel && column.texts != preview.ids.map { .some($0) }
        && !column.texts.contains { ($0?.count ?? 0) > 32 }
    }
    return [main].compactMap { $0 } + others.prefix(9)
  }

  /// What a table of tracks can't show: the classes, what is missing, what was left out.
  private var words: [String] {
    var words: [String] = []
    if let primaryLabel, let counts = table.column(primaryLabel)?.categoryCounts, !counts.isEmpty {
      let list = counts.prefix(20).map { "\($0.category) \($0.count)" }.joined(separator: ", ")
      words.append("\(primaryLabel): \(list)\(counts.count > 20 ? ", …" : "")")
    }
    words.append("\(textWords); audio at \(sampleRate) Hz")
    words += notes
    if !skipped.isEmpty {
      words.append(
        "\(NumberText.count(skipped.count, "file")) left out: the member `skipped` says which and why")
    }
    return words
  }

  /// "lyrics: 18 of 96 tracks (de 17, unknown 1)".
  private var textWords: String {
    let rows = tracks.indices.filter { tracks[$0].hasLyrics }
    let texts = tracks.count { $0.text != nil }
    var words = "lyrics: none"
    if !rows.isEmpty {
      words = "lyrics: \(rows.count) of \(tracks.count) tracks"
      if let languages = table.column("language"), case .text = languages.content {
        words += " (\(DescribedGroups.mix(languages, rows)))"
      }
    }
    return texts == rows.count ? words : words + "; text: \(texts) of \(tracks.count) tracks"
  }

  /// How tables and folders of texts met the tracks.
  private var report: Table {
    let rows = joins.map { join -> [Table.CellContent] in
      let counts = [
        join.matched, join.missing.count, join.extra.count, join.duplicate.count, join.empty.count,
      ]
      let names = [("missing", join.missing), ("extra", join.extra), ("duplicate", join.duplicate)].filter {
        $0.1.count > 0
      }
      let examples = names.map { "\($0.0): \($0.1.list)" }.joined(separator: "; ")
      return [.text(join.source), .text(join.keyColumn)] + counts.map { .number(Double($0)) } + [
        .number(Double(join.raggedLines.count)), .text(examples),
      ]
    }
    return Table(
      "Joins",
      columns: [
        "source", "by", "matched", "missing", "extra", "duplicate", "empty", "damaged_lines", "examples",
      ],
      rows: rows,
      notes: [
        "matched: tracks with a row or file; missing: without one; extra: rows or files without a track"
      ])
  }

  var memberNames: [String] { ["labels", "skipped", "lyrics", "text", "report"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "labels": .object(Table(trackTable: table, ids: "id"))
    case "skipped":
      .object(
        Table(
          "Left out", columns: ["file", "reason"], rows: skipped.map { [.text($0.path), .text($0.reason)] }))
    case "lyrics":
      .object(
        Table(
          "Lyrics", columns: ["id", "lyrics"],
          rows: tracks.map { $0.hasLyrics ? textCells($0) : [.text($0.id), .empty] }))
    case "text":
      .object(Table("Texts", columns: ["id", "text"], rows: tracks.map(textCells)))
    case "report": .object(report)
    default: nil
    }
  }

  private func textCells(_ track: Track) -> [Table.CellContent] {
    [.text(track.id), track.text.map { .text($0) } ?? .empty]
  }

  var itemCount: Int? { tracks.count }
  func item(at position: Int) -> Value? {
    tracks.indices.contains(position) ? .object(tracks[position]) : nil
  }
  func items(at positions: [Int]) -> Value? { .object(selecting(positions)) }
  func item(named name: String) -> Value? { tracks.first { $0.id == name }.map { .object($0) } }
  var labelColumns: [String] { table.columnNames }

  func categories(of column: String?) -> [String] { table.categories(of: column ?? primaryLabel) }
}

extension Track: WorkspaceValue {
  static var kind: ValueKind { .track }
  var brief: String { "\(title), \(NumberText.seconds(duration))" }
  var byteCount: Int { 100 + (text?.utf8.count ?? 0) }

  var presentation: Presentation {
    var rows: [[Table.CellContent]] = [
      [.text("id"), .text(id)], [.text("title"), .text(title)],
      [.text("duration"), .text(NumberText.seconds(duration))], [.text("group"), .text(group)],
    ]
    rows += labels.filter { !["title", "duration"].contains($0.key) }.sorted { $0.key < $1.key }.map {
      [.text($0.key), .text($0.value.shown)]
    }
    if let text { rows.append([.text(hasLyrics ? "lyrics" : "text"), .text(text)]) }
    rows.append([.text("audio"), .text(source.location)])
    var table = Table("", columns: ["track", title], rows: rows)
    table.shownRows = rows.count
    return .table(table)
  }

  var memberNames: [String] { ["id", "title", "duration", "group", "lyrics", "text"] + labels.keys.sorted() }

  func member(_ name: String) -> Value? {
    switch name {
    case "id": .text(id)
    case "title": .text(title)
    case "duration": .number(duration)
    case "group": .text(group)
    case "lyrics": .text(hasLyrics ? text ?? "" : "")
    case "text": .text(text ?? "")
    default:
      switch labels[name] {
      case .text(let text): .text(text)
      case .number(let number): .number(number)
      case nil: nil
      }
    }
  }
}

extension LabelValue {
  fileprivate var shown: String {
    switch self {
    case .text(let text): text
    case .number(let number): NumberText.shortest(number)
    }
  }
}
