import Foundation
import Testing

@testable import MVAEKit

@Suite struct SpectralExtractorTests {
  /// A chirp that begins at its own pitch.
  private struct Chirp: AudioSource {
    let pitch: Double
    var location: String { "chirp \(pitch)" }

    func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer {
      let samples = (0..<2 * sampleRate).map { index in
        let time = Double(index) / Double(sampleRate)
        return Float(0.3 * sin(2 * Double.pi * (pitch * time + 200 * time * time)))
      }
      return AudioBuffer(samples: samples, sampleRate: sampleRate)
    }
  }

  private static let corpus = Corpus(
    name: "chirps",
    tracks: (0..<9).map { index in
      Track(
        id: "\(index)", title: "t\(index)", group: "\(index)", duration: 2, labels: [:],
        source: Chirp(pitch: 200 + 150 * Double(index)))
    }, labelNames: [], sampleRate: 22050)

  private static let all: [FrameFeature] = [
    .mfcc(coefficients: 5, deltas: 2), .chroma(tuning: .estimated), .contrast(), .centroid, .bandwidth,
    .rolloff(),
    .flatness, .zeroCrossingRate, .rms, .tonnetz(), .tempo,
  ]

  private func extract(_ features: [FrameFeature], threads: Int? = nil) throws -> FeatureMatrix {
    try SpectralExtractor(SpectralConfiguration(features: features)).extract(
      from: Self.corpus, threads: threads, cancellation: Cancellation(), progress: { _ in }
    ).features
  }

  @Test func sameBytesAtAnyThreadCount() throws {
    let one = try extract(Self.all, threads: 1)
    #expect(try extract(Self.all, threads: 2) == one)
    #expect(try extract(Self.all, threads: 5) == one)
    #expect(one.values.shape == [9, 2 * (15 + 12 + 7 + 6 + 6) + 1])
  }

  /// What is extracted together equals what is extracted alone, column by column.
  @Test func togetherIsAsAlone() throws {
    let together = try extract(Self.all)
    #expect(together.name == "spectral")
    for feature in Self.all {
      let alone = try extract([feature])
      #expect(alone.name == feature.name)
      for (column, name) in alone.columnNames.enumerated() {
        guard let place = together.columnNames.firstIndex(of: name) else {
          Issue.record("\(name) is missing")
          continue
        }
        for row in 0..<9 {
          #expect(
            alone.values.row(row).dropFirst(column).first == together.values.row(row).dropFirst(place).first)
        }
      }
    }
  }

  @Test func columnsAreNamedByFeatureStatisticAndRow() {
    let configuration = SpectralConfiguration(
      features: [.mfcc(coefficients: 2, deltas: 1), .tempo, .rms], summary: [.mean, .max])
    #expect(
      configuration.columnNames == [
        "mfcc0_mean", "mfcc1_mean", "mfcc0_delta_mean", "mfcc1_delta_mean", "mfcc0_max", "mfcc1_max",
        "mfcc0_delta_max", "mfcc1_delta_max", "tempo", "rms_mean", "rms_max",
      ])
  }

  @Test func kindsAndStatisticsAreGivenOnce() {
    for (features, summary, parameter) in [
      ([], [.mean], "kinds"), ([.rms, .rms], [.mean], "kinds"), ([.rms], [], "summary"),
      ([.rms], [.max, .max], "summary"),
    ] as [([FrameFeature], [SummaryStatistic], String)] {
      let error = #expect(throws: SpectralError.self) {
        try SpectralExtractor(SpectralConfiguration(features: features, summary: summary)).extract(
          from: Self.corpus)
      }
      #expect(error?.parameter == parameter)
    }
  }

  @Test func tempoAloneNeedsNoSummary() throws {
    let configuration = SpectralConfiguration(features: [.tempo], summary: [])
    let features = try SpectralExtractor(configuration).extract(from: Self.corpus).features
    #expect(features.columnNames == ["tempo"])
  }
}
