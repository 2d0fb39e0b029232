/// The notes of one song, before any sound.
struct DemoScore: Sendable, Equatable {
  var melody: [ScoreNote] = []
  var harmony: [ScoreNote] = []
  var bass: [ScoreNote] = []
  var drums: [DrumHit] = []
}

struct ScoreNote: Sendable, Equatable {
  /// Seconds from the beginning.
  let start: Double
  /// Seconds until it is let go.
  let duration: Double
  /// MIDI number, 69 = A at 440 Hz.
  let pitch: Int
  /// 0 to 1.
  let strength: Float
}

struct DrumHit: Sendable, Equatable {
  let start: Double
  let drum: Drum
  let strength: Float
}
