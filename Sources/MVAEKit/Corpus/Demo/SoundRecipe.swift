/// The ranges that a genre's songs are drawn from, and its styles.
struct SoundRecipe: Sendable, Equatable {
  /// Beats a minute.
  let tempo: Range<Double>
  /// Chosen evenly; one that is listed twice is twice as likely.
  let metres: [Metre]
  let modes: [MusicalMode]
  let instruments: [Instrument]
  /// Chords as scale degrees, 0 = tonic.
  let progressions: [[Int]]
  /// Centre and half width of a triangular distribution, 0 to 1.
  let brightness: Double
  let brightnessSpread: Double
  /// Centre and half width in dB.
  let loudness: Double
  let loudnessSpread: Double
  let styles: [StyleRecipe]
}

/// How a style arranges a song: what each part plays in each metre, how loud, and through which effects.
struct StyleRecipe: Sendable, Equatable {
  let rhythms: [Metre: Rhythm]
  let harmony: HarmonyTexture
  var hasSevenths = false
  let bass: BassLine
  /// Chance of a melody note on a beat.
  let melody: Double
  /// Beats of one chord in 4/4; a bar in the other metres.
  var chordBeats = 4
  /// Share of the time to the next note for which harmony sounds.
  var gate = 0.95
  var swing = 0.0
  /// Greatest deviation of a note from the grid, in seconds.
  var looseness = 0.004
  let mix: MixRecipe
}

/// One bar of drums, bass and harmony.
struct Rhythm: Sendable, Equatable {
  var drums: [DrumLine] = []
  let bass: StepPattern
  let harmony: StepPattern
}

/// What one drum plays.
struct DrumLine: Sendable, Equatable {
  let drum: Drum
  let pattern: StepPattern

  init(_ drum: Drum, _ pattern: StepPattern) {
    self.drum = drum
    self.pattern = pattern
  }
}

/// How chords are played.
enum HarmonyTexture: Sendable, Equatable {
  /// All notes at once.
  case block
  /// All notes, string after string.
  case strum
  /// One note after the other, up and down.
  case arpeggio
  /// Root, fifth and octave, low.
  case power
}

/// How the bass moves under a chord.
enum BassLine: Sendable, Equatable {
  case root
  /// Root and fifth in turn.
  case rootFifth
  /// Chord notes and steps towards the next chord.
  case walking
  /// Root and its octave in turn.
  case octaves
}

/// Levels and effects of a style.
struct MixRecipe: Sendable, Equatable {
  /// Levels in dB against harmony and melody at 0.
  let drums: Double
  let bass: Double
  var bassTimbre = BassTimbre.round
  /// Gain into the saturation, 0 = none.
  var drive = 0.0
  /// Depth 0 to 1 and cycles a beat.
  var tremoloDepth = 0.0
  var tremoloRate = 1.0
  /// Echo: time in beats, feedback and share 0 to 1.
  var delayBeats = 0.75
  var delayFeedback = 0.35
  var delayMix = 0.0
  /// Reverb: decay in seconds, share 0 to 1.
  var reverbDecay = 0.8
  var reverbMix = 0.12
}

/// The tone of the bass part.
enum BassTimbre: Sendable, Equatable {
  case round, bright, upright
}
