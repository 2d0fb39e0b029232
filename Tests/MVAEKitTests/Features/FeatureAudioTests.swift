import Foundation
import Testing

@testable import MVAEKit

@Suite struct FeatureAudioTests {
  /// A tone that fades.
  private struct Tone: AudioSource {
    let pitch: Double
    var location: String { "tone" }

    func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer {
      let samples = (0..<2 * sampleRate).map { index in
        let time = Double(index) / Double(sampleRate)
        return Float(0.4 * exp(-time) * sin(2 * Double.pi * pitch * time))
      }
      return AudioBuffer(samples: samples, sampleRate: sampleRate)
    }
  }

  private func images(_ configuration: MelConfiguration) throws -> FeatureTensor {
    let tracks = [300.0, 600].map {
      Track(
        id: "\($0)", title: "t", group: "\($0)", duration: 2, labels: [:], source: Tone(pitch: $0))
    }
    let corpus = Corpus(name: "tones", tracks: tracks, labelNames: [], sampleRate: 22050)
    return try MelExtractor(configuration).extract(from: corpus).features
  }

  /// An image of a tone is heard at the tone's pitch, length and level, whatever 0 dB stands for: within a band of 64,
  /// and half a decibel of loudness for what 80 dB leave out.
  @Test(arguments: [
    MelConfiguration(), MelConfiguration(frames: nil),
    MelConfiguration(decibels: DecibelScale(reference: .power(0.01))),
  ]) func imagesAreHeard(configuration: MelConfiguration) throws {
    let images = try images(configuration)
    for (row, pitch) in [300.0, 600].enumerated() {
      let audio = try images.audio(row: row)
      #expect(abs(audio.duration - 2) < 0.03)
      let original = try Tone(pitch: pitch).read(sampleRate: 22050, cancellation: Cancellation())
      let (ours, theirs) = (Self.loudness(audio), Self.loudness(original))
      #expect(abs(ours - theirs) < 1.5, "\(ours) dB instead of \(theirs)")
      let centroid = try Self.centroid(of: audio)
      #expect(abs(centroid - pitch) < 60, "\(centroid) Hz")
    }
  }

  @Test func anUnknownLevelIsHalfOfFullScale() throws {
    let audio = try images(MelConfiguration(decibels: DecibelScale(reference: .peak))).audio(row: 0)
    #expect(abs((audio.samples.map { abs($0) }.max() ?? 0) - 0.5) < 1e-5)
  }

  @Test func whatCannotBeHeardIsExplained() throws {
    let images = try images(MelConfiguration(bands: 8, frames: 8))
    #expect(images.selecting([1]).recipe == images.recipe)
    #expect(throws: SoundError.noRow(2, count: 2)) { try images.audio(row: 2) }
    let unknown = FeatureTensor(name: "made", rows: images.rows, values: images.values)
    #expect(throws: SoundError.unknownOrigin(name: "made")) { try unknown.audio(row: 0) }
    var far = MelConfiguration(bands: 8, frames: 8)
    for frames in [0, -3, 1 << 30, .max] {
      far.sourceFrames = frames
      let long = FeatureTensor(
        name: "mel", rows: images.rows, values: images.values, recipe: .mel(far, sampleRate: 22050))
      #expect(throws: SoundError.tooLong(frames: frames)) { try long.audio(row: 0) }
    }
    var values = images.values
    values.values[3] = .nan
    let broken = FeatureTensor(name: "mel", rows: images.rows, values: values, recipe: images.recipe)
    #expect(throws: SoundError.notFinite(name: "mel", row: 0)) { try broken.audio(row: 0) }
  }

  /// Mean power in dB.
  private static func loudness(_ audio: AudioBuffer) -> Double {
    10 * log10(audio.samples.reduce(0) { $0 + Double($1 * $1) } / Double(audio.samples.count))
  }

  /// Of the power over the whole sound, in Hz: the magnitudes' would follow the noise floor.
  private static func centroid(of audio: AudioBuffer) throws -> Double {
    let spectrum = MagnitudeSpectrogram(try Spectrogram(of: audio))
    var (sum, moment) = (0.0, 0.0)
    for (index, value) in spectrum.values.enumerated() {
      let power = Double(value * value)
      sum += power
      moment += power * Double(index % spectrum.configuration.bins) * 22050 / 2048
    }
    return moment / sum
  }
}
