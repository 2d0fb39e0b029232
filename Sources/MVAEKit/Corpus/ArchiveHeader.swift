/// The columns of tracks.csv: the first two of its three header rows name each.
struct ArchiveHeader {
  /// The columns that become labels.
  enum Field: Int, CaseIterable {
    case genre
    case genres
    case title
    case artist
    case artistNumber
    case album
    case albumNumber
    case split
    case subset
    case language
    case duration
    case listens
    case favorites

    var column: String {
      switch self {
      case .genre: "track/genre_top"
      case .genres: "track/genres"
      case .title: "track/title"
      case .artist: "artist/name"
      case .artistNumber: "artist/id"
      case .album: "album/title"
      case .albumNumber: "album/id"
      case .split: "set/split"
      case .subset: "set/subset"
      case .language: "track/language_code"
      case .duration: "track/duration"
      case .listens: "track/listens"
      case .favorites: "track/favorites"
      }
    }
  }

  /// "track/title", by position.
  private(set) var names: [String] = []
  /// Of each ``Field``, by its number.
  private(set) var positions: [Int?] = []

  init() {}

  /// Reads the header rows.
  ///
  /// - Throws: ``CorpusError/notFMA(path:)``, ``CSVError``.
  init(_ reader: CSVReader) throws {
    var rows: [[String]] = []
    while rows.count < 3, try reader.next() { rows.append(reader.fields) }
    guard rows.count == 3, rows[0].count > 1, rows[2][0] == "track_id" else {
      throw CorpusError.notFMA(path: reader.path)
    }
    names = zip(rows[0], rows[1]).map { "\($0)/\($1)" }
    positions = Field.allCases.map { names.firstIndex(of: $0.column) }
    guard positions[Field.genre.rawValue] != nil else { throw CorpusError.notFMA(path: reader.path) }
  }

  /// The column that a part of the text means: "artist/bio"; "tags" of the track, else of the artist or album;
  /// "artist" and "album" are their names.
  ///
  /// - Throws: ``CorpusError/unknownTextPart(name:available:)``.
  func index(ofText part: String) throws -> Int {
    let meant = ["artist": "artist/name", "album": "album/title", "genre": "track/genre_top"][part] ?? part
    for name in [meant, "track/" + meant, "artist/" + meant, "album/" + meant] {
      if let index = names.firstIndex(of: name) { return index }
    }
    throw CorpusError.unknownTextPart(name: part, available: Array(names.dropFirst()))
  }
}
