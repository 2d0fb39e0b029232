/// The levels of the fully crossed design: 5 × 5 × 2 × 2 × 2 × 2 = 400 combinations.
///
/// Levels cycle with brightness fastest, so the first 25, 50, 100, 200 and 400 tracks are each fully crossed in the
/// factors that have moved by then, and every further 400 tracks repeat all combinations with another tune.
enum FactorialDesign {
  static let brightness = [0.1, 0.3, 0.5, 0.7, 0.9]
  static let loudness = [-30.0, -26, -22, -18, -14]
  static let instruments: [Instrument] = [.piano, .organ]
  static let tempos = [80.0, 140]
  static let modes: [MusicalMode] = [.major, .minor]
  /// C and F sharp, as far apart as keys can be.
  static let keys = [0, 6]

  static let combinations =
    brightness.count * loudness.count * instruments.count * tempos.count * modes.count * keys.count

  static func factors(of index: Int, mood: SongMood) -> SongFactors {
    var rest = index
    func level<Level>(_ levels: [Level]) -> Level {
      defer { rest /= levels.count }
      return levels[rest % levels.count]
    }
    let brightness = level(brightness)
    let loudness = level(loudness)
    let instrument = level(instruments)
    let tempo = level(tempos)
    let mode = level(modes)
    return SongFactors(
      tempo: tempo, key: level(keys), mode: mode, metre: .fourFour, brightness: brightness,
      loudness: loudness, instrument: instrument, mood: mood,
      progression: SoundRecipe.neutral.progressions[0])
  }
}
