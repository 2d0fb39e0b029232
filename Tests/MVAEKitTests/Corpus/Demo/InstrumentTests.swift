import Foundation
import Testing

@testable import MVAEKit

@Suite struct InstrumentTests {
  /// The loudest frequency near a half-second note is its own: within 15 cents, or 2 Hz (half the width of such a
  /// window) where that is more.
  @Test(arguments: Instrument.allCases, [45, 57, 69, 80])
  func notesAreInTune(instrument: Instrument, pitch: Int) {
    let samples = note(instrument, pitch: pitch, rate: 22050)
    let frequency = Tonality.frequency(pitch: pitch)
    let cents = stride(from: -60.0, through: 60, by: 5)
    let loudest = cents.max {
      energy(samples, at: frequency * pow(2, $0 / 1200)) < energy(samples, at: frequency * pow(2, $1 / 1200))
    }
    #expect(abs(loudest ?? 99) <= max(15, 1200 * log2(1 + 2 / frequency)))
  }

  /// Above the Nyquist frequency of 8 kHz there is no room for a high note's harmonics; nothing may fold or explode.
  @Test(arguments: Instrument.allCases)
  func highNotesStayFiniteAtALowRate(instrument: Instrument) {
    let samples = note(instrument, pitch: 100, rate: 8000)
    #expect(samples.allSatisfy { abs($0) < 4 })
    #expect(samples.contains { abs($0) > 0.01 })
  }

  @Test func notesPastTheEndAreCut() {
    var bus = [Float](repeating: 0, count: 100)
    var random = RandomSource(seed: 1)
    var noise = NoiseSource(&random)
    for instrument in Instrument.allCases {
      for start in [0.004, 0.0045, 1] {
        let note = ScoreNote(start: start, duration: 1, pitch: 60, strength: 1)
        instrument.voice.render(note, gain: 1, rate: 22050, noise: &noise, into: &bus)
      }
    }
    #expect(bus.allSatisfy { $0.isFinite })
  }

  @Test(arguments: Drum.allCases)
  func drumsDieAway(drum: Drum) {
    var random = RandomSource(seed: 1)
    var noise = NoiseSource(&random)
    let stroke = drum.sound.render(rate: 22050, noise: &noise)
    let peak = stroke.reduce(0) { max($0, abs($1)) }
    #expect(peak > 0.02 && peak < 2)
    #expect(stroke.suffix(20).allSatisfy { abs($0) < 0.1 * peak })
  }

  private func note(_ instrument: Instrument, pitch: Int, rate: Double) -> [Float] {
    var bus = [Float](repeating: 0, count: Int(rate / 2))
    var random = RandomSource(seed: 5)
    var noise = NoiseSource(&random)
    let note = ScoreNote(start: 0, duration: 0.5, pitch: pitch, strength: 1)
    instrument.voice.render(note, gain: 1, rate: rate, noise: &noise, into: &bus)
    return bus
  }

  /// Power at one frequency, under a Hann window.
  private func energy(_ samples: [Float], at frequency: Double) -> Double {
    var (real, imaginary) = (0.0, 0.0)
    for (index, sample) in samples.enumerated() {
      let window = 1 - cos(2 * .pi * Double(index) / Double(samples.count))
      let angle = 2 * .pi * frequency * Double(index) / 22050
      real += window * Double(sample) * cos(angle)
      imaginary += window * Double(sample) * sin(angle)
    }
    return real * real + imaginary * imaginary
  }
}
