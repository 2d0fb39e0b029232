import Foundation
import Synchronization
import Testing

@testable import MVAEKit

@Suite struct FeatureExtractionTests {
  /// A recipe: a chord whose pitch is its own, or a failure.
  struct Recipe: AudioSource {
    let pitch: Double
    var location: String { "tone \(pitch)" }

    func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer {
      if pitch < 0 { throw AudioError.damaged(path: location, seconds: 1, reason: "as planned") }
      let samples = (0..<sampleRate).map { index in
        Float(0.2 * sin(2 * Double.pi * pitch * Double(index) / Double(sampleRate)))
      }
      return AudioBuffer(samples: samples, sampleRate: sampleRate)
    }
  }

  private func corpus(_ pitches: [Double]) -> Corpus {
    let tracks = pitches.enumerated().map { index, pitch in
      Track(
        id: "\(index)", title: "t\(index)", group: "\(index)", duration: 1, labels: ["pitch": .number(pitch)],
        source: Recipe(pitch: pitch))
    }
    return Corpus(name: "tones", tracks: tracks, labelNames: ["pitch"], sampleRate: 8000)
  }

  @Test func brokenTracksAreLeftOut() throws {
    let result = try MFCCExtractor().extract(from: corpus([200, -1, 400, 800]))
    #expect(result.features.values.shape == [3, 40])
    #expect(result.features.rows.ids == ["0", "2", "3"])
    #expect(result.skipped == [SkippedFile(path: "tone -1.0", reason: "is damaged at 1.0 s: as planned")])
    let error = #expect(throws: ExtractionError.self) { try MelExtractor().extract(from: corpus([-1, -2])) }
    #expect(error?.message.contains("none of the 2 tracks") == true)
    #expect(throws: ExtractionError.emptyCorpus) { try MelExtractor().extract(from: corpus([])) }
  }

  @Test func sameBytesAtAnyThreadCount() throws {
    let tones = corpus((0..<12).map { 100 + 50 * Double($0) })
    let one = try MelExtractor().extract(
      from: tones, threads: 1, cancellation: Cancellation(), progress: { _ in })
    let five = try MelExtractor().extract(
      from: tones, threads: 5, cancellation: Cancellation(), progress: { _ in })
    #expect(one == five)
    #expect(one.features.values.shape == [12, 64, 64])
  }

  @Test func columnsAreNamedByStatistic() throws {
    let configuration = MFCCConfiguration(coefficients: 2, summary: [.max, .median], scaling: .none)
    let features = try MFCCExtractor(configuration).extract(from: corpus([300])).features
    #expect(features.columnNames == ["mfcc0_max", "mfcc1_max", "mfcc0_median", "mfcc1_median"])
    #expect(features.scaling == .none)
  }

  /// numpy: mean 3.5, var 5.25, std √5.25, median 3.5 of 1, 2, 3, 4, 3, 8.
  @Test func statisticsAreThoseOfThePopulation() {
    let series: ArraySlice<Float> = [1, 2, 3, 4, 3, 8]
    #expect(SummaryStatistic.mean.value(of: series) == 3.5)
    #expect(abs(SummaryStatistic.variance.value(of: series) - 4.916667) < 1e-6)
    #expect(abs(SummaryStatistic.deviation.value(of: series) - 2.217356) < 1e-6)
    #expect(SummaryStatistic.min.value(of: series) == 1)
    #expect(SummaryStatistic.max.value(of: series) == 8)
    #expect(SummaryStatistic.median.value(of: series) == 3)
    #expect(SummaryStatistic.median.value(of: [5, 1, 3]) == 3)
  }

  @Test func settingsAreCheckedBeforeAnyTrack() {
    let cases: [(MFCCConfiguration, String)] = [
      (MFCCConfiguration(coefficients: 200), "coefficients"), (MFCCConfiguration(summary: []), "summary"),
      (MFCCConfiguration(summary: [.mean, .mean]), "summary"), (MFCCConfiguration(lifter: -1), "lifter"),
      (MFCCConfiguration(coefficients: -3), "coefficients"), (MFCCConfiguration(fft: 1 << 30), "fft"),
    ]
    for (configuration, parameter) in cases {
      let error = #expect(throws: SpectralError.self) {
        try MFCCExtractor(configuration).extract(from: corpus([300]))
      }
      #expect(error?.parameter == parameter)
    }
    let frames = #expect(throws: SpectralError.self) {
      try MelExtractor(MelConfiguration(frames: 0)).extract(from: corpus([300]))
    }
    #expect(frames?.parameter == "frames")
  }

  @Test func progressCountsEveryTrackOnce() throws {
    let seen = Mutex<[Int]>([])
    _ = try MFCCExtractor().extract(from: corpus([200, 300, 400])) { progress in
      seen.withLock { $0.append(progress.completed) }
    }
    #expect(seen.withLock { $0 } == [1, 2, 3])
  }

  @Test func cancellationEndsIt() {
    let cancellation = Cancellation()
    #expect(throws: CancellationError.self) {
      try MFCCExtractor().extract(from: corpus(Array(repeating: 300, count: 500)), cancellation: cancellation)
      {
        if $0.completed == 3 { cancellation.cancel() }
      }
    }
  }
}
