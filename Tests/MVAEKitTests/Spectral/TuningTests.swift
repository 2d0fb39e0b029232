import Foundation
import Testing

@testable import MVAEKit

@Suite struct TuningTests {
  private func tuning(of samples: [Float]) throws -> Double {
    let setting = FrameSetting(transform: STFTConfiguration(), sampleRate: 22050)
    var estimate = TuningEstimate(setting)
    let transform = BlockTransform(setting.transform, plan: try RealFourierPlan(size: setting.transform.fft))
    try transform.run(samples, cancellation: Cancellation()) { estimate.take($0) }
    return estimate.tuning
  }

  /// What librosa 0.11's `estimate_tuning` says of the same chord, to one step of its histogram; parabolas place the
  /// peaks of a Hann window up to 0.06 semitones off, for both.
  @Test(arguments: [(-0.4, -0.39), (-0.2, -0.19), (0, 0.02), (0.1, 0.07), (0.3, 0.26)])
  func detunedChordsAreFound(offset: Double, librosa: Double) throws {
    let samples = (0..<3 * 22050).map { index in
      let time = Double(index) / 22050
      let chord = [0.0, 4, 7, 12].map { sin(2 * Double.pi * 440 * pow(2, ($0 + offset) / 12) * time) }
      return Float(0.2 * chord.reduce(0, +))
    }
    #expect(abs(try tuning(of: samples) - librosa) < 0.0101)
  }

  /// librosa 0.11 hears 0.02 in each, and its chroma of frame 100 follows from that; the tuning is the same number, so
  /// the gate is that of a given one, 1e-5 (five digits are written here).
  @Test(
    arguments: [
      (
        "t00_wav",
        [0.16474, 0.02384, 0.10486, 0.19005, 0.63267, 0.15408, 0.2316, 0.7143, 0.16713, 0.01723, 0.19391, 1]
      ),
      (
        "t12_mp3",
        [0.17756, 0.02946, 0.12904, 0.2421, 0.82556, 0.20237, 0.2772, 0.90724, 0.21382, 0.02109, 0.19733, 1]
      ),
    ] as [(String, [Float])]) func estimatedChromaEqualsLibrosa(file: String, expected: [Float]) throws
  {
    guard let samples = try AudioReference.array("audio-reference/\(file)_y.npy")?.floats else { return }
    #expect(abs(try tuning(of: samples) - 0.02) < 1e-9)
    let configuration = SpectralConfiguration(features: [.chroma(tuning: .estimated)])
    let chroma = try SpectralExtractor(configuration).features(
      of: AudioBuffer(samples: samples, sampleRate: 22050))[0]
    let column = (0..<12).map { chroma.values[$0 * chroma.frames + 100] }
    #expect(largestDifference(column, expected) <= 1.5e-5)
  }
}
