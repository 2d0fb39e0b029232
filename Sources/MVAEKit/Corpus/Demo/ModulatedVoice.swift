/// A voice by frequency modulation (Chowning 1973): a sine whose phase another sine moves.
struct ModulatedVoice: Sendable {
  /// Frequency of the modulator against the carrier's.
  let ratio: Double
  /// Modulation index at the beginning and where it settles, in radians.
  let indexStart: Double
  let indexEnd: Double
  /// Seconds to settle (to 1/e).
  let indexTime: Double
  let envelope: VoiceEnvelope
  var level: Float = 1

  func render(_ span: NoteSpan, gain: Float, into bus: inout [Float]) {
    let table = Wavetable.sine.table(partials: 1)
    var run = EnvelopeRun(envelope, span: span)
    var state = ModulatedState(self, span: span)
    bus.withUnsafeMutableBufferPointer { bus in
      table.withUnsafeBufferPointer { sine in
        for offset in stride(from: 0, to: span.count, by: EnvelopeRun.block) {
          let from = run.amplitude * gain * level
          run.advance()
          let count = min(EnvelopeRun.block, span.count - offset)
          let first = span.start + offset
          state.render(
            sine, from: from, to: run.amplitude * gain * level,
            into: UnsafeMutableBufferPointer(rebasing: bus[first..<first + count]))
        }
      }
    }
  }
}

private struct ModulatedState {
  private var carrier: UInt32 = 0
  private var modulator: UInt32 = 0
  private let carrierStep: UInt32
  private let modulatorStep: UInt32
  private var excess: Double
  private let end: Double
  private let fall: Double

  init(_ voice: ModulatedVoice, span: NoteSpan) {
    let turns = span.frequency / span.rate * 4_294_967_296
    carrierStep = UInt32(min(turns, 2_147_483_647))
    modulatorStep = UInt32(min(turns * voice.ratio, 2_147_483_647))
    // Carson's rule: sidebands reach to carrier + modulator · (index + 1), which must stay below Nyquist.
    let room = (0.45 * span.rate / span.frequency - 1) / voice.ratio - 1
    let start = min(voice.indexStart, max(0, room))
    end = min(voice.indexEnd, start)
    excess = start - end
    fall = PortableMath.exp(-Double(EnvelopeRun.block) / (voice.indexTime * span.rate))
  }

  mutating func render(
    _ sine: UnsafeBufferPointer<Float>, from: Float, to: Float, into out: UnsafeMutableBufferPointer<Float>
  ) {
    // Radians to phase: 2³² / 2π.
    let reach = Float(end + excess) * 683_565_248
    excess *= fall
    let slope = (to - from) / Float(EnvelopeRun.block)
    var level = from
    for index in 0..<out.count {
      let bend = Int(reach * Self.read(sine, modulator))
      out[index] += level * Self.read(sine, carrier &+ UInt32(truncatingIfNeeded: bend))
      level += slope
      carrier &+= carrierStep
      modulator &+= modulatorStep
    }
  }

  @inline(__always)
  private static func read(_ table: UnsafeBufferPointer<Float>, _ phase: UInt32) -> Float {
    let shift = UInt32(32 - Wavetable.bits)
    let index = Int(phase >> shift)
    let low = table[index]
    return low + Float(phase & ((1 << shift) - 1)) * 0x1p-22 * (table[index + 1] - low)
  }
}
