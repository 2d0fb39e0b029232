/// Everything that a demo track follows from, before any sample is computed.
struct DemoSong: Sendable, Equatable {
  let index: Int
  let seed: UInt64
  /// The stream that tune and noise are drawn from: songs with the same one play the same tune.
  let tune: Int
  let genre: String
  let style: String
  let artist: DemoArtist
  let factors: SongFactors
  let sound: StyleRecipe
  let group: String?
  let title: String
  let text: String?

  var labels: [String: LabelValue] {
    factors.labels.merging(["genre": .text(genre), "style": .text(style)]) { $1 }
  }
}

extension DemoSong {
  /// Tracks of one artist: five in a row of its genre.
  static let tracksPerArtist = 5

  /// The chance that a track has no lyrics.
  static let instrumentalShare = 0.05

  /// Song `index` of a corpus of the first `genres` genres.
  static func natural(index: Int, genres: Int, seed: UInt64) -> DemoSong {
    let genreIndex = index % genres
    let genre = DemoGenre.all[genreIndex]
    let artistNumber = genreIndex + genres * (index / genres / tracksPerArtist)
    let artist = DemoArtist(number: artistNumber, seed: seed)
    var random = RandomSource(seed: seed, purpose: .factors, index: index)
    let styleIndex = random.integer(below: genre.styles.count)
    let factors = SongFactors(sound: genre.sound, artist: artist, random: &random)
    let isInstrumental = random.uniform() < instrumentalShare
    var words = RandomSource(seed: seed, purpose: .lyrics, index: index)
    let themes = genre.lyrics.themes(mood: factors.mood, artist: artist)
    let lyrics = LyricWriter(themes: themes, petWords: artist.petWords).write(random: &words)
    return DemoSong(
      index: index, seed: seed, tune: index, genre: genre.name, style: genre.styles[styleIndex],
      artist: artist, factors: factors, sound: genre.sound.styles[styleIndex], group: artist.name,
      title: lyrics.title, text: isInstrumental ? nil : lyrics.text)
  }

  /// Song `index` of the fully crossed design; a whole round of combinations shares one tune.
  static func factorial(index: Int, seed: UInt64) -> DemoSong {
    let round = index / FactorialDesign.combinations
    let mood = SongMood.calm
    var words = RandomSource(seed: seed, purpose: .lyrics, index: index)
    let themes = LyricRecipe.even.themes(mood: mood, artist: .neutral)
    let lyrics = LyricWriter(themes: themes, petWords: []).write(random: &words)
    return DemoSong(
      index: index, seed: seed, tune: round, genre: "Study", style: "Neutral", artist: .neutral,
      factors: FactorialDesign.factors(of: index, mood: mood), sound: SoundRecipe.neutral.styles[0],
      group: nil, title: lyrics.title, text: lyrics.text)
  }
}

/// What a stream of random numbers is for: each purpose has streams of its own, so that a change to one (a new
/// drum) leaves the others (the lyrics) as they were.
enum DemoPurpose: UInt64 {
  case factors = 1
  case artist, lyrics, tune, noise
}

extension RandomSource {
  init(seed: UInt64, purpose: DemoPurpose, index: Int) {
    self.init(
      seed: seed ^ (purpose.rawValue &* 0x9E6C_63D0_876A_9A47), stream: UInt64(truncatingIfNeeded: index))
  }

  /// A number in (-1, 1), likeliest at 0: the sum of two uniform draws less 1.
  mutating func triangular() -> Double {
    uniform() + uniform() - 1
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[integer(below: choices.count)]
  }
}
