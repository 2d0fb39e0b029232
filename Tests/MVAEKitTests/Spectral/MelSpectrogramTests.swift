import Testing

@testable import MVAEKit

/// Against librosa 0.11's stored values, from the same samples.
@Suite struct MelSpectrogramTests {
  static let files = ["t00_wav", "t04_flac", "t08_ogg", "t12_mp3"]

  /// Gates: log-mel 1e-4 dB and MFCC 1e-3 absolute, the single precision of a 2048-point transform.
  @Test(arguments: files) func logMelAndMFCCEqualLibrosa(file: String) throws {
    guard let samples = try AudioReference.array("audio-reference/\(file)_y.npy")?.floats,
      let logMel = try AudioReference.array("audio-reference/\(file)_logmel.npy")?.floats,
      let peak = try AudioReference.array("audio-reference/\(file)_logmel_refmax.npy")?.floats,
      let mfcc = try AudioReference.array("audio-reference/\(file)_mfcc.npy")?.floats
    else { return }
    let audio = AudioBuffer(samples: samples, sampleRate: 22050)
    var configuration = MelConfiguration(bands: 128)
    let ours = try MelExtractor(configuration).melSpectrogram(of: audio)
    #expect(ours.values.count == logMel.count)
    #expect(largestDifference(ours.values, logMel) <= 1e-4)
    configuration.decibels.reference = .peak
    let relative = try MelExtractor(configuration).melSpectrogram(of: audio)
    #expect(largestDifference(relative.values, peak) <= 1e-4)
    let coefficients = try MFCCExtractor(MFCCConfiguration(coefficients: 40)).mfcc(of: audio)
    #expect(largestDifference(coefficients.values, mfcc) <= 1e-3)
  }

  /// Relative 1e-5 above 1e-8 of the peak.
  @Test(arguments: files) func melPowerEqualsLibrosa(file: String) throws {
    guard let samples = try AudioReference.array("audio-reference/\(file)_y.npy")?.floats,
      let mel = try AudioReference.array("audio-reference/\(file)_mel.npy")?.floats
    else { return }
    let analysis = MelAnalysis()
    let bank = try analysis.filterBank(sampleRate: 22050)
    let analyzer = MelAnalyzer(
      analysis, sampleRate: 22050, bank: bank, plan: try RealFourierPlan(size: 2048))
    let ours = try analyzer.power(of: samples, cancellation: Cancellation())
    #expect(ours.values.count == mel.count)
    let peak = mel.max() ?? 0
    var worst: Float = 0
    for (value, expected) in zip(ours.values, mel) where expected > 1e-8 * peak {
      worst = max(worst, abs(value - expected) / expected)
    }
    #expect(worst <= 1e-5)
  }

  @Test func axesAreInSecondsAndHertz() throws {
    let audio = AudioBuffer(samples: [Float](repeating: 0.1, count: 22050), sampleRate: 22050)
    let image = try MelExtractor().melSpectrogram(of: audio)
    #expect(image.frames == 44)
    #expect(image.times[1] == 512.0 / 22050)
    #expect(image.frequencies.count == 64)
    #expect(image.frequencies == image.frequencies.sorted())
  }

  /// Digital silence is -100 dB everywhere, and a clip shorter than half a frame is legal.
  @Test func silenceAndShortClips() throws {
    let silent = AudioBuffer(samples: [Float](repeating: 0, count: 3000), sampleRate: 22050)
    let image = try MelExtractor().melSpectrogram(of: silent)
    #expect(image.values.allSatisfy { abs($0 + 100) < 1e-4 })
    let short = try MelExtractor().melSpectrogram(of: AudioBuffer(samples: [1], sampleRate: 22050))
    #expect(short.frames == 1)
    #expect(throws: SpectralError.emptyAudio) {
      try MelExtractor().melSpectrogram(of: AudioBuffer(samples: [], sampleRate: 22050))
    }
  }

  @Test func settingsThatCannotBeUsedNameTheirParameter() {
    let audio = AudioBuffer(samples: [1, 2, 3], sampleRate: 22050)
    let cases: [(MelConfiguration, String)] = [
      (MelConfiguration(bands: 0), "bands"), (MelConfiguration(fft: 3), "fft"),
      (MelConfiguration(fft: 1023), "fft"),
      (MelConfiguration(hop: 0), "hop"), (MelConfiguration(fmax: 20000), "fmax"),
      (MelConfiguration(fmin: -1), "fmin"), (MelConfiguration(fmin: 8000, fmax: 8000), "fmax"),
      (MelConfiguration(fmin: .nan), "fmax"),
    ]
    for (configuration, parameter) in cases {
      let error = #expect(throws: SpectralError.self) {
        try MelExtractor(configuration).melSpectrogram(of: audio)
      }
      #expect(error?.parameter == parameter)
    }
  }
}
