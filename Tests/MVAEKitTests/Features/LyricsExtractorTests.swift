import Synchronization
import Testing

@testable import MVAEKit

@Suite struct LyricsExtractorTests {
  private struct Silence: AudioSource {
    var location: String { "silence" }

    func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer {
      AudioBuffer(samples: [0], sampleRate: sampleRate)
    }
  }

  private func corpus(_ texts: [String?]) -> Corpus {
    let tracks = texts.enumerated().map { index, text in
      Track(
        id: "\(index)", title: "t\(index)", group: "\(index)", duration: 1, labels: ["genre": .text("g")],
        text: text, source: Silence())
    }
    return Corpus(name: "texts", tracks: tracks, labelNames: ["genre"])
  }

  @Test func demoLyricsBecomeFeatures() throws {
    let demo = try Corpus.demo(tracks: 200)
    let steps = Mutex<[Int]>([])
    let fit = try LyricsExtractor(LyricsConfiguration(dimensions: 16)).fit(demo) { progress in
      steps.withLock { $0.append(progress.completed) }
    }
    let silent = demo.tracks.count { $0.text == nil }
    let features = fit.extraction.features
    #expect(features.name == "lyrics")
    #expect(features.values.shape == [200 - silent, 16])
    #expect(features.rows.ids == demo.tracks.filter { $0.text != nil }.map(\.id))
    #expect(features.columnNames.last == "lyrics15")
    #expect(fit.extraction.notes == ["\(silent) of 200 tracks have no text and are left out"])
    #expect(steps.withLock { $0 } == [1, 2, 3])
    // The same through the encoder, and of single texts.
    #expect(try fit.encoder.encode(demo) == fit.extraction)
    let text = try #require(demo.tracks.first { $0.text != nil }?.text)
    #expect(try fit.encoder.encode([text]).values.values == Array(features.values.row(0)))
    let one = try LyricsExtractor(LyricsConfiguration(dimensions: 16)).extract(
      from: demo, threads: 1, cancellation: Cancellation(), progress: { _ in })
    #expect(one == fit.extraction)
  }

  /// Texts of two subjects: a dimension is named by the words of one.
  @Test func dimensionsAreNamedByTheirWords() throws {
    let rain = ["rain rain storm", "storm cloud rain", "cloud storm rain"]
    let love = ["heart kiss", "kiss heart heart"]
    let encoder = try LyricsExtractor(LyricsConfiguration(dimensions: 2)).fit(corpus(rain + love)).encoder
    #expect(Set(try encoder.topTerms(dimension: 0, count: 3).map(\.term)) == ["rain", "storm", "cloud"])
    #expect(Set(try encoder.topTerms(dimension: 1, count: 2).map(\.term)) == ["heart", "kiss"])
    #expect(try encoder.topTerms(dimension: 1, count: 2).allSatisfy { $0.weight > 0 })
    #expect(try encoder.topTerms(dimension: 0, count: 99).count == 5)
    #expect(throws: TextError.setting(name: "dimension", value: "2", allowed: "0 to 1")) {
      try encoder.topTerms(dimension: 2)
    }
  }

  @Test func whatIsMissingIsNoted() throws {
    let fit = try LyricsExtractor().fit(
      corpus(["one rainy road", nil, "two roads", " \n", "rainy roads!", "?"]))
    #expect(fit.extraction.features.rows.ids == ["0", "2", "4", "5"])
    #expect(
      fit.extraction.notes == [
        "2 of 6 tracks have no text and are left out", "the texts allow 3 dimensions instead of 64",
        "1 of 4 texts hold no known word at all and are encoded as zeros",
      ])
    let encoding = try fit.encoder.encode(["rainy roads", "дождь идёт", "rainy was that morning"])
    #expect(encoding.unknownShares == [0, 1, 0.75])
    #expect(
      encoding.notes == [
        "1 of 3 texts hold no known word at all and are encoded as zeros",
        "in 1 of 3 texts more than half of the words are unknown",
      ])
    #expect(encoding.values.row(1).allSatisfy { $0 == 0 })
  }

  @Test func impossibleRequestsAreErrors() throws {
    let extractor = LyricsExtractor()
    #expect(throws: ExtractionError.emptyCorpus) { try extractor.extract(from: corpus([])) }
    #expect(throws: TextError.noTexts(tracks: 2)) { try extractor.extract(from: corpus([nil, ""])) }
    #expect(throws: TextError.singleText) { try extractor.extract(from: corpus(["rain falls", nil])) }
    #expect(throws: TextError.noWords(texts: 2)) { try extractor.extract(from: corpus(["a", "b c"])) }
    #expect(throws: TextError.equalTexts(count: 3)) {
      try extractor.extract(from: corpus(["rain falls", "Falls RAIN", "rain falls rain falls"]))
    }
    let none = #expect(throws: TextError.self) {
      try LyricsExtractor(LyricsConfiguration(dimensions: 0)).extract(from: corpus(["aa", "bb"]))
    }
    #expect(none?.parameter == "dimensions")
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try extractor.fit(corpus(["rain falls", "sun shines"]), cancellation: cancellation)
    }
  }
}
