/// A seven-note scale.
enum MusicalMode: String, Sendable, CaseIterable {
  case major, minor, dorian, mixolydian, lydian

  static let keyNames = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]

  /// Semitones above the tonic of the seven degrees.
  var intervals: [Int] {
    switch self {
    case .major: [0, 2, 4, 5, 7, 9, 11]
    case .minor: [0, 2, 3, 5, 7, 8, 10]
    case .dorian: [0, 2, 3, 5, 7, 9, 10]
    case .mixolydian: [0, 2, 4, 5, 7, 9, 10]
    case .lydian: [0, 2, 4, 6, 7, 9, 11]
    }
  }

  /// Semitones above the tonic of any degree, 0 = tonic, 7 = its octave, -1 = the leading note below.
  func semitones(degree: Int) -> Int {
    let octave = degree >= 0 ? degree / 7 : (degree - 6) / 7
    return 12 * octave + intervals[degree - 7 * octave]
  }
}

/// A key and its scale, giving pitches as MIDI numbers (60 = middle C, 69 = A at 440 Hz).
struct Tonality: Sendable, Equatable {
  let key: Int
  let mode: MusicalMode

  /// The pitch of a scale degree, whose tonic lies within a tritone of `centre`.
  func pitch(degree: Int, centre: Int) -> Int {
    let tonic = Self.fold(key, from: centre - 6)
    return tonic + mode.semitones(degree: degree)
  }

  /// Triad or seventh chord on `degree`, stacked in thirds and folded into the octave from `lowest`, which keeps
  /// the voices of neighbouring chords close.
  func chord(degree: Int, hasSeventh: Bool, lowest: Int) -> [Int] {
    let steps = hasSeventh ? [0, 2, 4, 6] : [0, 2, 4]
    return steps.map { Self.fold(key + mode.semitones(degree: degree + $0), from: lowest) }.sorted()
  }

  /// The pitch of the class of `pitch` in `lowest..<lowest + 12`.
  static func fold(_ pitch: Int, from lowest: Int) -> Int {
    lowest + ((pitch - lowest) % 12 + 12) % 12
  }

  /// Equal temperament: 440 · 2^((pitch − 69) / 12) Hz.
  static func frequency(pitch: Int) -> Double {
    440 * PortableMath.exp2(Double(pitch - 69) / 12)
  }
}
