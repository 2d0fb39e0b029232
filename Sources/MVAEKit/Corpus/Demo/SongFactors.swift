/// The causes of a song's sound and words that are known: its label columns.
struct SongFactors: Sendable, Equatable {
  /// Beats a minute.
  let tempo: Double
  /// 0 = C to 11 = B.
  let key: Int
  let mode: MusicalMode
  let metre: Metre
  /// 0 (dark) to 1 (bright).
  let brightness: Double
  /// RMS in dB below full scale.
  let loudness: Double
  let instrument: Instrument
  let mood: SongMood
  /// Scale degrees of the chords, 0 = tonic.
  let progression: [Int]

  static let labelNames = [
    "genre", "style", "mood", "instrument", "tempo", "metre", "key", "mode", "brightness", "loudness",
  ]

  var labels: [String: LabelValue] {
    [
      "tempo": .number(tempo), "key": .text(MusicalMode.keyNames[key]), "mode": .text(mode.rawValue),
      "metre": .text(metre.rawValue), "brightness": .number(brightness), "loudness": .number(loudness),
      "instrument": .text(instrument.rawValue), "mood": .text(mood.rawValue),
    ]
  }
}

extension SongFactors {
  /// Draws each factor on its own from the ranges of `sound`, shifted a little by the artist.
  init(sound: SoundRecipe, artist: DemoArtist, random: inout RandomSource) {
    tempo = random.uniform(in: sound.tempo).rounded()
    key = random.integer(below: 12)
    mode = random.pick(sound.modes)
    metre = random.pick(sound.metres)
    let shade = sound.brightness + artist.brightness + sound.brightnessSpread * random.triangular()
    brightness = (min(1, max(0, shade)) * 1000).rounded() / 1000
    let level = sound.loudness + artist.loudness + sound.loudnessSpread * random.triangular()
    loudness = (min(-12, max(-36, level)) * 100).rounded() / 100
    instrument = random.pick(sound.instruments)
    mood = random.pick(SongMood.allCases)
    progression = random.pick(sound.progressions)
  }
}

/// The temper of a song: it moves register and density of the melody, and the themes of the words.
enum SongMood: String, Sendable, CaseIterable {
  case joyful, calm, melancholy, restless

  /// Semitones added to the melody's register.
  var register: Int {
    switch self {
    case .joyful: 3
    case .calm, .restless: 0
    case .melancholy: -4
    }
  }

  /// Factor on the number of melody notes.
  var density: Double {
    switch self {
    case .joyful: 1.2
    case .calm: 0.7
    case .melancholy: 0.8
    case .restless: 1.5
    }
  }
}
