/// What plays harmony and melody.
enum Instrument: String, Sendable, CaseIterable {
  case piano
  case electricPiano = "electric piano"
  case guitar, organ, strings, bell, synth, brass

  var voice: Voice {
    switch self {
    case .piano: .table(.piano)
    case .electricPiano: .modulated(.electricPiano)
    case .guitar: .plucked(.guitar)
    case .organ: .table(.organ)
    case .strings: .table(.strings)
    case .bell: .modulated(.bell)
    case .synth: .table(.synth)
    case .brass: .table(.brass)
    }
  }
}

/// A way to make a note: additive, by frequency modulation, or a plucked string.
enum Voice: Sendable {
  case table(TableVoice)
  case modulated(ModulatedVoice)
  case plucked(PluckedVoice)

  /// Adds `note` to `bus` at `rate` Hz.
  func render(_ note: ScoreNote, gain: Float, rate: Double, noise: inout NoiseSource, into bus: inout [Float])
  {
    let span = NoteSpan(note, release: release, rate: rate, limit: bus.count)
    guard span.count > 0 else { return }
    let level = gain * note.strength
    switch self {
    case .table(let voice): voice.render(span, gain: level, into: &bus)
    case .modulated(let voice): voice.render(span, gain: level, into: &bus)
    case .plucked(let voice): voice.render(span, gain: level, noise: &noise, into: &bus)
    }
  }

  private var release: Double {
    switch self {
    case .table(let voice): voice.envelope.release
    case .modulated(let voice): voice.envelope.release
    case .plucked(let voice): voice.release
    }
  }
}

extension BassTimbre {
  var voice: Voice {
    switch self {
    case .round: .table(.roundBass)
    case .bright: .table(.brightBass)
    case .upright: .plucked(.uprightBass)
    }
  }
}

/// Where a note lies in a bus, in samples.
struct NoteSpan {
  let start: Int
  /// Samples until it is let go.
  let held: Int
  /// Samples that sound, release included, cut at the end of the bus.
  let count: Int
  let frequency: Double
  let rate: Double

  init(_ note: ScoreNote, release: Double, rate: Double, limit: Int) {
    start = Int(note.start * rate)
    held = max(1, Int(note.duration * rate))
    count = max(0, min(held + Int(release * rate), limit - start))
    frequency = Tonality.frequency(pitch: note.pitch)
    self.rate = rate
  }

  /// The highest partial below 0.45 of the rate.
  var partials: Int { max(1, Int(0.45 * rate / frequency)) }
}
