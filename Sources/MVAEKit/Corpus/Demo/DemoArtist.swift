/// What the five songs of one artist have in common: a slight colour of sound and a few favourite words.
struct DemoArtist: Sendable, Equatable {
  let name: String
  /// Added to the brightness of every song.
  let brightness: Double
  /// Added to the loudness of every song, in dB.
  let loudness: Double
  /// Factor on reverb and delay.
  let wetness: Double
  /// The theme that the artist comes back to, and how strongly (a share of the words).
  let theme: LyricTheme?
  let petWords: [String]

  static let neutral = DemoArtist(
    name: "", brightness: 0, loudness: 0, wetness: 1, theme: nil, petWords: [])
}

extension DemoArtist {
  /// Artist `number` of the corpus, counted over all genres.
  init(number: Int, seed: UInt64) {
    var random = RandomSource(seed: seed, purpose: .artist, index: number)
    let theme = random.pick(LyricTheme.all)
    self.init(
      name: Self.name(of: number),
      brightness: 0.07 * random.triangular(),
      loudness: 1.5 * random.triangular(),
      wetness: 1 + 0.5 * random.triangular(),
      theme: theme,
      petWords: [random.pick(theme.nouns), random.pick(LyricTheme.common.nouns)])
  }

  /// A different name for each number: pairs of words first, then the same with a numeral.
  private static func name(of number: Int) -> String {
    let pairs = colours.count * creatures.count
    let pair = number % pairs
    // Walking both lists at once keeps neighbours from sharing a word.
    let colour = colours[(pair + pair / creatures.count) % colours.count]
    let name = "The \(colour) \(creatures[pair % creatures.count])"
    return number < pairs ? name : "\(name) \(number / pairs + 1)"
  }

  private static let colours = [
    "Amber", "Silver", "Velvet", "Paper", "Copper", "Hollow", "Golden", "Winter", "Crimson", "Quiet",
    "Electric", "Northern", "Marble", "Cedar", "Salt", "Scarlet", "Linen", "Distant", "Glass", "Honey",
  ]

  private static let creatures = [
    "Foxes", "Harbours", "Lanterns", "Sparrows", "Engines", "Orchards", "Comets", "Rivers", "Letters",
    "Kites",
    "Mirrors", "Wolves", "Gardens", "Pilots", "Tides", "Clocks", "Herons", "Avenues", "Shadows", "Bells",
  ]
}
