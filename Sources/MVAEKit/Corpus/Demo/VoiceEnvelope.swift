/// How the loudness of a note runs: a linear attack, an exponential decay (or none), a linear release.
struct VoiceEnvelope: Sendable {
  /// Seconds.
  let attack: Double
  /// Seconds to fall to 1/e; infinite for a sustained tone.
  var decay = Double.infinity
  /// Seconds.
  let release: Double
}

/// The envelope of one note at block borders; inside a block the amplitude runs straight between them.
struct EnvelopeRun {
  /// Samples of a block.
  static let block = 32

  private let attack: Double
  private let fall: Double
  private let held: Double
  private let release: Double
  private var level = 1.0
  private var time = 0.0

  init(_ envelope: VoiceEnvelope, span: NoteSpan) {
    attack = max(1, envelope.attack * span.rate)
    fall = PortableMath.exp(-Double(Self.block) / (envelope.decay * span.rate))
    held = Double(span.held)
    release = max(1, envelope.release * span.rate)
  }

  /// The amplitude now.
  var amplitude: Float {
    let rise = min(1, time / attack)
    let end = time > held ? max(0, 1 - (time - held) / release) : 1
    return Float(level * rise * end)
  }

  mutating func advance() {
    time += Double(Self.block)
    level *= fall
  }
}
