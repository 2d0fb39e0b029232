import Foundation
import Testing

@testable import MVAEKit

@Suite struct SpectrogramTests {
  /// The MATLAB transforms of one recording: `core-istft-005_Dinv` holds the samples under every fourth
  /// rectangular frame of 64 samples' hop, so the frames at hop 256 are known. MATLAB's is the conjugate.
  /// 1e-6 of the peak: single precision.
  @Test(arguments: [("005", "001", Window.rectangular), ("006", "002", Window.hann)])
  func transformEqualsMATLAB(inverse: String, forward: String, window: Window) throws {
    guard let samples = try AudioReference.array("librosa-reference/core-istft-005_Dinv.npy")?.floats,
      let reference = try AudioReference.array("librosa-reference/core-stft-\(forward)_D.npy")
    else { return }
    let configuration = STFTConfiguration(fft: 128, hop: 256, window: window, isCentered: false)
    let ours = try Spectrogram(
      of: AudioBuffer(samples: samples, sampleRate: 22050), configuration: configuration)
    #expect(ours.frames == 395)
    let width = reference.shape[1]
    let peak = reference.values.map(abs).max() ?? 0
    var worst = 0.0
    for frame in 0..<ours.frames {
      for bin in 0..<ours.bins {
        let offset = 2 * (bin * width + 4 * frame)
        let value = ours[frame: frame, bin: bin]
        worst = max(worst, abs(Double(value.real) - reference.values[offset]))
        worst = max(worst, abs(Double(value.imaginary) + reference.values[offset + 1]))
      }
    }
    #expect(worst <= 1e-6 * peak)
  }

  /// A cosine exactly on bin k has |X[k]| = N/4 under a Hann window, N/8 at its neighbours, 0 elsewhere.
  @Test func cosineOnABin() throws {
    let size = 512
    let samples = (0..<4 * size).map { Float(cos(2 * Double.pi * 20 * Double($0) / Double(size))) }
    let configuration = STFTConfiguration(fft: size, hop: size, isCentered: false)
    let ours = try Spectrogram(
      of: AudioBuffer(samples: samples, sampleRate: 8000), configuration: configuration)
    for (bin, expected) in [(20, 128.0), (19, 64), (21, 64), (18, 0), (100, 0)] {
      let value = ours[frame: 1, bin: bin]
      let magnitude = hypot(Double(value.real), Double(value.imaginary))
      #expect(abs(magnitude - expected) < 1e-4)
    }
  }

  /// Lengths whose halves are even and odd, against the sum that defines the transform: 1e-6 of the peak.
  @Test(arguments: [16, 18, 30, 50, 64]) func anyEvenLength(size: Int) throws {
    let samples = (0..<size).map { Float(sin(Double($0 * $0))) }
    let configuration = STFTConfiguration(fft: size, hop: size, window: .rectangular, isCentered: false)
    let audio = AudioBuffer(samples: samples, sampleRate: 8000)
    let ours = try Spectrogram(of: audio, configuration: configuration)
    for bin in 0...size / 2 {
      var real = 0.0
      var imaginary = 0.0
      for (index, sample) in samples.enumerated() {
        let angle = 2 * Double.pi * Double(bin * index) / Double(size)
        real += Double(sample) * cos(angle)
        imaginary -= Double(sample) * sin(angle)
      }
      let value = ours[frame: 0, bin: bin]
      #expect(abs(Double(value.real) - real) < 1e-5 && abs(Double(value.imaginary) - imaginary) < 1e-5)
      try expectPower(real * real + imaginary * imaginary, bin: bin, samples: samples, configuration)
    }
  }

  private func expectPower(
    _ expected: Double, bin: Int, samples: [Float], _ configuration: STFTConfiguration
  ) throws {
    let half = configuration.fft / 2
    let transform = FrameTransform(configuration, plan: try RealFourierPlan(size: configuration.fft))
    var lower = [Float](repeating: 0, count: half / 2 + 1)
    var upper = lower
    samples.withUnsafeBufferPointer { samples in
      transform.power(of: samples, frame: 0, lower: &lower, upper: &upper)
    }
    let value = Double(bin <= half / 2 ? lower[bin] : upper[half - bin])
    #expect(abs(value - expected) < 1e-4)
  }

  @Test func shortWindowsArePaddedOnBothSides() {
    let window = Window.hann.coefficients(length: 4, paddedTo: 8)
    #expect(window.map { Float($0) } == [0, 0, 0, 0.5, 1, 0.5, 0, 0])
  }

  @Test func cancellationStopsIt() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try Spectrogram(
        of: AudioBuffer(samples: [1, 2, 3], sampleRate: 8000), cancellation: cancellation)
    }
  }
}
