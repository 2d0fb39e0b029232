extension Corpus {
  /// The embedded corpus: short synthesised songs with lyrics, whose every cause is known and labelled.
  ///
  /// Track i has genre i mod `genres`, so the first `genres` tracks hold one of each. Nothing is stored: a track's
  /// samples are computed when it is read, the same bytes for the same seed, on any thread and in any order,
  /// and on any machine with IEEE arithmetic (no call to the C library's `sin` or `exp` is made).
  ///
  /// Labels: `genre`, `style` (two a genre), `mood`, `instrument`, `tempo` (beats a minute; the beat is the
  /// dotted quarter in 6/8), `metre`, `key`, `mode`, `brightness` (0 to 1, the low-pass cutoff from 700 Hz
  /// to 11 kHz on a logarithmic scale) and `loudness` (RMS in dB below full scale).
  /// Within a genre each is drawn independently of the others. Rock and Electronic, and Jazz and Ambient, share
  /// their lyrics and differ in sound; Folk and Country, and Gospel and Soul, share their sound and differ in
  /// lyrics. Five tracks in a row of a genre are one artist's (the `group`), who colours sound and words a little.
  /// About one track in twenty is instrumental: its `text` is `nil`.
  ///
  /// - Parameters:
  ///   - tracks: how many, 1 to 100,000.
  ///   - seed: everything random follows from it.
  ///   - duration: of each track in seconds, 0.5 to 60.
  ///   - genres: the first so many of the eight; without effect in a factorial design.
  ///   - design: natural genres, or factors fully crossed in one style (see ``DemoDesign``).
  /// - Throws: ``DemoError`` for a parameter out of range; `CancellationError`.
  public static func demo(
    tracks: Int = 400, seed: UInt64 = 1, duration: Double = 6, genres: Int = 8,
    design: DemoDesign = .natural, cancellation: Cancellation = Cancellation()
  ) throws -> Corpus {
    try DemoError.check(tracks: tracks, duration: duration, genres: genres)
    let digits = max(3, String(tracks - 1).count)
    let songs = try (0..<tracks).map { index in
      if index % 256 == 0 { try cancellation.check() }
      return switch design {
      case .natural: DemoSong.natural(index: index, genres: genres, seed: seed)
      case .factorial: DemoSong.factorial(index: index, seed: seed)
      }
    }
    return Corpus(
      name: "demo", tracks: songs.map { Track(song: $0, digits: digits, duration: duration) },
      labelNames: SongFactors.labelNames, primaryLabel: design == .natural ? "genre" : "instrument")
  }
}

extension Track {
  fileprivate init(song: DemoSong, digits: Int, duration: Double) {
    let number = String(song.index)
    let id = "demo-" + String(repeating: "0", count: max(0, digits - number.count)) + number
    self.init(
      id: id, title: song.title, group: song.group ?? id, duration: duration, labels: song.labels,
      text: song.text, source: DemoSource(id: id, song: song, duration: duration))
  }
}
