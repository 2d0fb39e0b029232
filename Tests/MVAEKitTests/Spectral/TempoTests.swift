import Foundation
import Testing

@testable import MVAEKit

@Suite struct TempoTests {
  private func tempo(of samples: [Float]) throws -> Float {
    let configuration = SpectralConfiguration(features: [.tempo])
    let audio = AudioBuffer(samples: samples, sampleRate: 22050)
    return try SpectralExtractor(configuration).features(of: audio)[0].values[0]
  }

  /// In frames: what both tempos are a period of.
  private func lag(_ tempo: Float) -> Float { 60 * 22050 / 512 / tempo }

  /// librosa 0.11's `feature.tempo` of the same samples: the same lag, or the next.
  @Test(arguments: [
    ("t00_wav", Float(129.19922)), ("t04_flac", 112.34715), ("t08_ogg", 129.19922), ("t12_mp3", 123.04688),
  ]) func recordingsAreAsLibrosaHears(file: String, expected: Float) throws {
    guard let samples = try AudioReference.array("audio-reference/\(file)_y.npy")?.floats else { return }
    #expect(abs(lag(try tempo(of: samples)) - lag(expected)) < 1.01)
  }

  /// Clicks at a known rate: within a lag of it, and within a lag of what librosa 0.11 says of the same samples.
  @Test(arguments: [
    (75.0, Float(75.99954)), (90, 89.10291), (110, 112.34715), (128, 129.19922), (150, 151.99908),
    (174, 172.26562),
  ]) func clicksAreCounted(rate: Double, librosa: Float) throws {
    let ours = try tempo(of: Self.clicks(rate))
    #expect(abs(lag(ours) - lag(Float(rate))) < 1.01)
    #expect(abs(lag(ours) - lag(librosa)) < 1.01)
  }

  /// Twenty seconds of decaying tones.
  private static func clicks(_ rate: Double) -> [Float] {
    var samples = [Float](repeating: 0, count: 20 * 22050)
    for beat in 0... {
      let start = Int(Double(beat) * 60 / rate * 22050)
      guard start < samples.count else { break }
      for index in 0..<min(800, samples.count - start) {
        let time = Double(index)
        samples[start + index] += Float(0.8 * exp(-time / 120) * sin(2 * Double.pi * 1500 * time / 22050))
      }
    }
    return samples
  }

  /// Nothing repeats in silence: the prior's own tempo, to a lag.
  @Test func silenceHasThePriorsTempo() throws {
    #expect(abs(lag(try tempo(of: [Float](repeating: 0, count: 66150))) - lag(120)) < 1.01)
  }

  @Test func cancellationStopsIt() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try SpectralExtractor(SpectralConfiguration(features: [.tempo])).features(
        of: AudioBuffer(samples: [1, 2, 3], sampleRate: 22050), cancellation: cancellation)
    }
  }
}
