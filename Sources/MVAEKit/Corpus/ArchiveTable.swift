/// The rows of the Free Music Archive's tracks.csv that are wanted: Defferrard et al. (2017), three header
/// rows.
///
/// The real table has 106,574 rows and over 200 MB: only the columns below become strings, and only of rows
/// that have audio.
struct ArchiveTable {
  struct Row {
    let number: Int
    /// By ``Field``'s position; empty where the table has nothing.
    let fields: [String]

    subscript(field: Field) -> String {
      fields[Field.allCases.firstIndex(of: field) ?? 0]
    }
  }

  /// The columns used: the two header rows that name each.
  enum Field: String, CaseIterable {
    case genre = "track/genre_top"
    case genres = "track/genres"
    case title = "track/title"
    case artist = "artist/name"
    case artistNumber = "artist/id"
    case album = "album/title"
    case albumNumber = "album/id"
    case split = "set/split"
    case subset = "set/subset"
    case language = "track/language_code"
    case duration = "track/duration"
    case listens = "track/listens"
    case favorites = "track/favorites"
  }

  /// In the order of the table.
  private(set) var rows: [Row] = []
  private(set) var report = ArchiveReport()
  /// Top genres of the subset, for messages.
  private(set) var genresSeen: Set<String> = []
  /// Numbers of all rows, wanted or not.
  let numbers: Set<Int>

  /// - Parameter hasAudio: whether there is a file for a track's number.
  /// - Throws: ``CorpusError``, `CancellationError`.
  init(
    path: String, options: ArchiveOptions, hasAudio: (Int) -> Bool, cancellation: Cancellation
  ) throws {
    let reader = try CSVReader(path: path, ragged: .skipped)
    let columns = try Self.columns(reader)
    let wanted = Set(options.genres.map { $0.lowercased() })
    var seen: Set<Int> = []
    while try reader.next() {
      if report.rows % 256 == 0 { try cancellation.check() }
      guard let number = Int(reader[0]) else { continue }
      report.rows += 1
      func text(_ field: Field) -> String { columns[field].map { reader[$0] } ?? "" }
      guard seen.insert(number).inserted, options.subset.contains(text(.subset)) else { continue }
      let genre = text(.genre)
      genresSeen.insert(genre)
      guard wanted.isEmpty || wanted.contains(genre.lowercased()) else { continue }
      report.selected += 1
      if hasAudio(number) {
        rows.append(Row(number: number, fields: Field.allCases.map(text)))
      } else {
        report.withoutAudio += 1
      }
    }
    report.raggedLines = reader.raggedLines
    genresSeen.remove("")
    numbers = seen
  }

  /// The position of each field, read from the three header rows.
  private static func columns(_ reader: CSVReader) throws -> [Field: Int] {
    var header: [[String]] = []
    while header.count < 3, try reader.next() { header.append(reader.fields) }
    guard header.count == 3, header[0].count > 1, header[2][0] == "track_id" else {
      throw CorpusError.notFMA(path: reader.path)
    }
    let names = zip(header[0], header[1]).map { "\($0)/\($1)" }
    var columns: [Field: Int] = [:]
    for field in Field.allCases { columns[field] = names.firstIndex(of: field.rawValue) }
    guard columns[.genre] != nil else { throw CorpusError.notFMA(path: reader.path) }
    return columns
  }
}
