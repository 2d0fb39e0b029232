import Foundation
import Testing

@testable import MVAEKit

/// Against librosa 0.11's stored values, from the same samples.
@Suite struct FrameFeatureTests {
  static let files = ["t00_wav", "t04_flac", "t08_ogg", "t12_mp3"]

  /// The largest differences allowed: librosa works in single precision, here sums are kept in double.
  static let gates: [(feature: FrameFeature, gate: Float)] = [
    (.centroid, 0.1), (.bandwidth, 0.1), (.flatness, 1e-6), (.contrast(), 1e-3), (.zeroCrossingRate, 0),
    (.rms, 1e-6), (.chroma(), 1e-5),
  ]

  @Test(arguments: files) func valuesEqualLibrosa(file: String) throws {
    guard let samples = try AudioReference.array("audio-reference/\(file)_y.npy")?.floats else { return }
    let audio = AudioBuffer(samples: samples, sampleRate: 22050)
    let configuration = SpectralConfiguration(features: Self.gates.map(\.feature))
    let ours = try SpectralExtractor(configuration).features(of: audio)
    for (features, (feature, gate)) in zip(ours, Self.gates) {
      guard let expected = try AudioReference.array("audio-reference/\(file)_\(feature.name).npy") else {
        continue
      }
      let difference = largestDifference(features.values, expected.floats)
      #expect(difference <= gate, "\(feature.name) differs by \(difference)")
    }
  }

  /// Every frame, but for those where the sum meets 85 % so closely that rounding decides: at most one bin apart there.
  @Test(arguments: files) func rolloffEqualsLibrosa(file: String) throws {
    guard let samples = try AudioReference.array("audio-reference/\(file)_y.npy")?.floats,
      let expected = try AudioReference.array("audio-reference/\(file)_rolloff.npy")?.floats
    else { return }
    let audio = AudioBuffer(samples: samples, sampleRate: 22050)
    let configuration = SpectralConfiguration(features: [.rolloff()])
    let ours = try SpectralExtractor(configuration).features(of: audio)[0].values
    let ties = zip(ours, expected).count { abs($0 - $1) > 1e-3 }
    #expect(ties <= 1)
    #expect(largestDifference(ours, expected) <= 22050 / 2048 + 1e-3)
  }

  /// librosa's chroma in, librosa's tonnetz out.
  @Test(arguments: files) func tonnetzOfGivenChromaEqualsLibrosa(file: String) throws {
    guard let chroma = try AudioReference.array("audio-reference/\(file)_chroma.npy")?.floats,
      let expected = try AudioReference.array("audio-reference/\(file)_tonnetz.npy")?.floats
    else { return }
    #expect(largestDifference(Tonnetz.values(of: chroma), expected) <= 1e-5)
  }

  @Test(arguments: files) func deltasEqualLibrosa(file: String) throws {
    guard let mfcc = try AudioReference.array("audio-reference/\(file)_mfcc.npy")?.floats,
      let expected = try AudioReference.array("audio-reference/\(file)_delta.npy")?.floats
    else { return }
    #expect(largestDifference(try Delta(order: 1).values(of: mfcc, rows: 40), expected) <= 1e-4)
  }

  /// A polynomial of the derivative's order is differentiated exactly: slope 3, curvature 2 · 5.
  @Test func deltasOfPolynomials() throws {
    let line = (0..<12).map { 3 * Float($0) + 7 }
    #expect(
      largestDifference(try Delta(order: 1).values(of: line, rows: 1), .init(repeating: 3, count: 12)) < 1e-5)
    let parabola = (0..<12).map { 5 * Float($0 * $0) + 7 }
    let curvature = try Delta(order: 2).values(of: parabola, rows: 1)
    #expect(largestDifference(curvature, .init(repeating: 10, count: 12)) < 1e-4)
    #expect(throws: SpectralError.tooShort(frames: 8, needed: 9)) {
      try Delta(order: 1).values(of: Array(repeating: 0, count: 8), rows: 1)
    }
  }

  /// Everything is 0 or the floor in silence, and nothing is not a number.
  @Test(arguments: [1, 700, 5000]) func silenceIsFinite(count: Int) throws {
    let silent = AudioBuffer(samples: [Float](repeating: 0, count: count), sampleRate: 22050)
    let features: [FrameFeature] = [
      .centroid, .bandwidth, .rolloff(), .flatness, .contrast(), .zeroCrossingRate, .rms, .chroma(),
      .tonnetz(),
      .chroma(tuning: .estimated), .tempo, .mfcc(),
    ]
    for feature in features {
      let ours = try SpectralExtractor(SpectralConfiguration(features: [feature])).features(of: silent)[0]
      #expect(ours.values.count == ours.rows * ours.frames)
      #expect(ours.values.allSatisfy { $0.isFinite }, "\(feature.name)")
      if ["centroid", "bandwidth", "rolloff", "zcr", "rms", "chroma", "tonnetz"].contains(feature.name) {
        #expect(ours.values.allSatisfy { $0 == 0 }, "\(feature.name)")
      }
      if feature.name == "flatness" { #expect(ours.values.allSatisfy { abs($0 - 1) < 1e-6 }) }
    }
  }

  /// A tone of 1000 Hz: its centroid and roll-off lie there to a bin, its flatness near 0, it crosses 0 2000 times a
  /// second, and its root mean square is amplitude / √2. B is the class nearest to it: 987.8 Hz.
  @Test func aToneIsWhereItIs() throws {
    let samples = (0..<22050).map { Float(0.5 * sin(2 * Double.pi * 1000 * Double($0) / 22050)) }
    let audio = AudioBuffer(samples: samples, sampleRate: 22050)
    let features: [FrameFeature] = [.centroid, .rolloff(), .flatness, .zeroCrossingRate, .rms, .chroma()]
    let ours = try SpectralExtractor(SpectralConfiguration(features: features)).features(of: audio)
    let middle = ours[0].frames / 2
    #expect(abs(ours[0].values[middle] - 1000) < 5)
    #expect(abs(ours[1].values[middle] - 1000) < 22)
    #expect(ours[2].values[middle] < 1e-3)
    #expect(abs(ours[3].values[middle] - 2000 / 22050) < 1 / 2048)
    #expect(abs(ours[4].values[middle] - 0.5 / 2.0.squareRoot().float) < 1e-3)
    let classes = (0..<12).map { ours[5].values[$0 * ours[5].frames + middle] }
    #expect(classes.firstIndex(of: 1) == PitchClass.names.firstIndex(of: "B"))
  }

  @Test func settingsThatCannotBeUsedNameTheirParameter() {
    let audio = AudioBuffer(samples: [1, 2, 3], sampleRate: 22050)
    let cases: [(SpectralConfiguration, String)] = [
      (SpectralConfiguration(features: [.rolloff(fraction: 1)]), "percent"),
      (SpectralConfiguration(features: [.contrast(bands: 7)]), "bands"),
      (SpectralConfiguration(features: [.contrast(bands: 0)]), "bands"),
      (SpectralConfiguration(features: [.contrast()], fft: 64), "fft"),
      (SpectralConfiguration(features: [.chroma(tuning: .semitones(3))]), "tuning"),
      (SpectralConfiguration(features: [.mfcc(deltas: 3)]), "deltas"),
      (SpectralConfiguration(features: [.centroid], hop: 0), "hop"),
    ]
    for (configuration, parameter) in cases {
      let error = #expect(throws: SpectralError.self) {
        try SpectralExtractor(configuration).features(of: audio)
      }
      #expect(error?.parameter == parameter)
    }
  }
}

extension Double {
  fileprivate var float: Float { Float(self) }
}
