/// An additive voice: a bright and a dull sum of harmonics whose mixture moves through the note.
struct TableVoice: Sendable {
  let bright: Wavetable
  let dull: Wavetable
  let envelope: VoiceEnvelope
  /// Share of the bright wave at the beginning, where it settles, and the seconds it takes (to 1/e).
  let colourStart: Double
  let colourEnd: Double
  let colourTime: Double
  /// Two oscillators this many cents apart, around the pitch; 0 = one alone.
  var detune = 0.0
  /// Depth in cents at 5.3 Hz, growing over the first 0.4 s.
  var vibrato = 0.0
  var level: Float = 1

  func render(_ span: NoteSpan, gain: Float, into bus: inout [Float]) {
    let brightTable = bright.table(partials: span.partials)
    let dullTable = dull.table(partials: span.partials)
    var run = EnvelopeRun(envelope, span: span)
    var colour = ColourRun(self, span: span)
    var pitch = PitchRun(self, span: span)
    bus.withUnsafeMutableBufferPointer { bus in
      brightTable.withUnsafeBufferPointer { bright in
        dullTable.withUnsafeBufferPointer { dull in
          for offset in stride(from: 0, to: span.count, by: EnvelopeRun.block) {
            var block = TableBlock(
              amplitude: run.amplitude * gain * level, share: colour.share, pitch: pitch,
              isDouble: detune != 0)
            run.advance()
            colour.advance()
            block.amplitudeEnd = run.amplitude * gain * level
            let count = min(EnvelopeRun.block, span.count - offset)
            let first = span.start + offset
            block.render(bright, dull, into: UnsafeMutableBufferPointer(rebasing: bus[first..<first + count]))
            pitch.first = block.pitch.first
            pitch.second = block.pitch.second
            pitch.advance()
          }
        }
      }
    }
  }
}

/// The share of the bright wave as it settles exponentially.
private struct ColourRun {
  private var excess: Double
  private let end: Double
  private let fall: Double

  init(_ voice: TableVoice, span: NoteSpan) {
    end = voice.colourEnd
    excess = voice.colourStart - voice.colourEnd
    fall = PortableMath.exp(-Double(EnvelopeRun.block) / (voice.colourTime * span.rate))
  }

  var share: Float { Float(end + excess) }

  mutating func advance() { excess *= fall }
}

/// Phases (a full turn = 2³²) and their steps of two oscillators under vibrato.
private struct PitchRun {
  var first: UInt32 = 0
  var second: UInt32 = 0x5000_0000
  private(set) var firstStep: UInt32
  private(set) var secondStep: UInt32
  private let turns: Double
  private let ratio: Double
  private let depth: Double
  private let lfoStep: Double
  private let growth: Double
  private var lfo = 0.0
  private var reach = 0.0

  init(_ voice: TableVoice, span: NoteSpan) {
    turns = span.frequency / span.rate * 4_294_967_296 * PortableMath.exp2(-voice.detune / 2400)
    ratio = PortableMath.exp2(voice.detune / 1200)
    depth = voice.vibrato / 1200 * 0.693147
    lfoStep = 5.3 * Double(EnvelopeRun.block) / span.rate
    growth = Double(EnvelopeRun.block) / (0.4 * span.rate)
    firstStep = UInt32(min(turns, 2_147_483_647))
    secondStep = UInt32(min(turns * ratio, 2_147_483_647))
  }

  mutating func advance() {
    guard depth > 0 else { return }
    lfo += lfoStep
    reach = min(1, reach + growth)
    let bend = 1 + depth * reach * PortableMath.sine(turns: lfo)
    firstStep = UInt32(min(turns * bend, 2_147_483_647))
    secondStep = UInt32(min(turns * ratio * bend, 2_147_483_647))
  }
}

/// A few samples of constant colour and pitch.
private struct TableBlock {
  var amplitude: Float
  var amplitudeEnd: Float = 0
  let share: Float
  var pitch: PitchRun
  let isDouble: Bool

  init(amplitude: Float, share: Float, pitch: PitchRun, isDouble: Bool) {
    self.amplitude = amplitude
    self.share = share
    self.pitch = pitch
    self.isDouble = isDouble
  }

  mutating func render(
    _ bright: UnsafeBufferPointer<Float>, _ dull: UnsafeBufferPointer<Float>,
    into out: UnsafeMutableBufferPointer<Float>
  ) {
    let slope = (amplitudeEnd - amplitude) / Float(EnvelopeRun.block)
    var level = amplitude
    for index in 0..<out.count {
      let place = Self.split(pitch.first)
      var sample = Self.read(dull, place)
      sample += share * (Self.read(bright, place) - sample)
      if isDouble {
        // The second oscillator beats against the first; reading one table for it keeps the cost down.
        sample = 0.6 * (sample + Self.read(dull, Self.split(pitch.second)))
      }
      out[index] += level * sample
      level += slope
      pitch.first &+= pitch.firstStep
      pitch.second &+= pitch.secondStep
    }
  }

  private struct Place {
    let index: Int
    let fraction: Float
  }

  @inline(__always)
  private static func split(_ phase: UInt32) -> Place {
    let shift = UInt32(32 - Wavetable.bits)
    return Place(
      index: Int(phase >> shift), fraction: Float(phase & ((1 << shift) - 1)) * 0x1p-22)
  }

  @inline(__always)
  private static func read(_ table: UnsafeBufferPointer<Float>, _ place: Place) -> Float {
    let low = table[place.index]
    return low + place.fraction * (table[place.index + 1] - low)
  }
}
