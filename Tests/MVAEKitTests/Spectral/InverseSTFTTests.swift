import Foundation
import Testing

@testable import MVAEKit

@Suite struct InverseSTFTTests {
  private static func noise(_ count: Int) -> [Float] {
    var random = RandomSource(seed: 5)
    return (0..<count).map { _ in Float(random.uniform(in: -0.5..<0.5)) }
  }

  /// istft(stft(y)) = y, in the single precision of the spectrum: 1e-6.
  @Test(arguments: [(2048, 512, 12_000), (512, 128, 5_000), (50, 10, 731), (1024, 300, 9_001)])
  func undoesTheTransform(fft: Int, hop: Int, count: Int) throws {
    let audio = AudioBuffer(samples: Self.noise(count), sampleRate: 22050)
    let spectrum = try Spectrogram(of: audio, configuration: STFTConfiguration(fft: fft, hop: hop))
    let back = try spectrum.samples(length: count)
    #expect(back.samples.count == count)
    #expect(largestDifference(back.samples, audio.samples) <= 1e-6)
  }

  @Test func realMusicComesBack() throws {
    guard let samples = try AudioReference.array("audio-reference/t00_wav_y.npy")?.floats else { return }
    let back = try Spectrogram(of: AudioBuffer(samples: samples, sampleRate: 22050)).samples(
      length: samples.count)
    #expect(largestDifference(back.samples, samples) <= 1e-6)
  }

  @Test func lengthIsCutAndFilled() throws {
    let audio = AudioBuffer(samples: Self.noise(4000), sampleRate: 8000)
    let spectrum = try Spectrogram(of: audio)
    #expect(try spectrum.samples().samples.count == 512 * 7)
    let long = try spectrum.samples(length: 9000).samples
    #expect(long.count == 9000)
    #expect(long.suffix(2000).allSatisfy { $0 == 0 })
    #expect(try spectrum.samples(length: 100).samples == Array(long.prefix(100)))
  }
}
