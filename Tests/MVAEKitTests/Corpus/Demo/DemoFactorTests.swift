import Foundation
import Testing

@testable import MVAEKit

/// The labels say what the samples do.
@Suite struct DemoFactorTests {
  let corpus: Corpus
  let sounds: [[Float]]

  init() throws {
    corpus = try Corpus.demo(tracks: 96, duration: 4)
    sounds = try corpus.tracks.map {
      try $0.source.read(sampleRate: 22050, cancellation: Cancellation()).samples
    }
  }

  /// The soft limit and the fades take at most half a decibel.
  @Test func loudnessIsTheLevelInDecibels() {
    let labels = DemoTexts.numbers("loudness", of: corpus)
    for (samples, label) in zip(sounds, labels) {
      let power = samples.reduce(0.0) { $0 + Double($1 * $1) } / Double(samples.count)
      #expect(abs(10 * log10(power) - label) < 0.5)
    }
  }

  /// The root-mean-square frequency is that of the differences against the samples: |1 − e^(−iω)| = 2 sin(ω/2).
  @Test func brightnessRaisesTheSpectrum() {
    let labels = DemoTexts.numbers("brightness", of: corpus)
    let genres = DemoTexts.column("genre", of: corpus)
    let heights = sounds.map { samples in
      let power = samples.reduce(0.0) { $0 + Double($1 * $1) }
      let steps = zip(samples, samples.dropFirst()).reduce(0.0) { $0 + Double(($1.1 - $1.0) * ($1.1 - $1.0)) }
      return 0.5 * log10(steps / power)
    }
    #expect(DemoStatistics.correlation(labels, heights) > 0.5)
    var perGenre: [Double] = []
    for genre in Set(genres).sorted() {
      let rows = genres.indices.filter { genres[$0] == genre }
      perGenre.append(DemoStatistics.correlation(rows.map { labels[$0] }, rows.map { heights[$0] }))
    }
    #expect(perGenre.reduce(0, +) / Double(perGenre.count) > 0.4)
  }

  /// In electronic music a kick or a hat falls on every half beat: the onsets repeat after a beat, half of one, or a
  /// few, to within 4 %.
  @Test func tempoCanBeRecoveredFromTheDrums() {
    let tempos = DemoTexts.numbers("tempo", of: corpus)
    let genres = DemoTexts.column("genre", of: corpus)
    let rows = genres.indices.filter { genres[$0] == "Electronic" }
    let found = rows.filter { row in
      let beats = onsetPeriod(sounds[row]) * tempos[row] / 60
      return [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4].contains { abs(beats / $0 - 1) < 0.04 }
    }
    #expect(rows.count == 12)
    #expect(found.count >= 10)
  }

  /// The lag in seconds, 0.2 to 2, at which the rises of level are most like themselves.
  private func onsetPeriod(_ samples: [Float]) -> Double {
    let hop = 128
    let levels = stride(from: 0, to: samples.count - hop, by: hop).map { start in
      log10(1e-6 + samples[start..<start + hop].reduce(0.0) { $0 + Double($1 * $1) })
    }
    let rises = zip(levels, levels.dropFirst()).map { max(0, $1 - $0) }
    let mean = rises.reduce(0, +) / Double(rises.count)
    let lags = (22050 / hop / 5)...(2 * 22050 / hop)
    let likeness = lags.map { lag in
      zip(rises, rises.dropFirst(lag)).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    }
    let best = likeness.indices.max { likeness[$0] < likeness[$1] } ?? 0
    return Double((lags.lowerBound + best) * hop) / 22050
  }
}
