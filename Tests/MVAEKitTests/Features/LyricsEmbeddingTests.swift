import Foundation
import Synchronization
import Testing

@testable import MVAEKit

/// Lyrics by a model: what is kept, what goes with the features, what is said.
@Suite struct LyricsEmbeddingTests {
  private let folder: TemporaryFolder
  private let recipe = LyricsEmbedding(
    source: .path(SentenceEncoderTests.tiny), long: .windows(pieces: 62))

  init() throws { folder = try TemporaryFolder() }

  private func extractor(cached: Bool = false) throws -> LyricsEmbeddingExtractor {
    try recipe.extractor(
      environment: [:], cache: cached ? FeatureCache(folder: folder.path("cache")) : nil)
  }

  @Test func oneRowATrackWithText() throws {
    let demo = try Corpus.demo(tracks: 40)
    let found = try extractor().extract(from: demo)
    let count = demo.tracks.count { $0.text != nil }
    #expect(found.features.values.shape == [count, 32])
    #expect(found.features.columnNames.last == "lyrics31")
    #expect(found.features.rows.ids == demo.tracks.filter { $0.text != nil }.map(\.id))
    #expect(found.notes.first == "\(40 - count) of 40 tracks have no text and are left out")
    // A script that the vocabulary does not spell.
    let russian = try extractor().embedder.read("\u{41F}\u{440} \u{43C}\u{44B}", cancellation: Cancellation())
    #expect(russian.unreadableShare == 1)
  }

  /// What was embedded once is read; a larger corpus embeds what is new.
  @Test func embeddingsAreKeptTextByText() throws {
    let texts = Array(HardTexts.all[2..<30])
    let cache = FeatureCache(folder: folder.path("cache"))
    let embedder = try extractor().embedder
    let plain = try embedder.embeddings(of: texts)
    #expect(try embedder.embeddings(of: Array(texts[..<10]), cache: cache).values.rows == 10)
    #expect(cache.contents.entries == 10)
    #expect(try embedder.embeddings(of: texts, cache: cache) == plain)
    #expect(cache.contents.entries == texts.count)
    #expect(try embedder.embeddings(of: texts, cache: cache) == plain)
    // Another way with long texts is another model.
    let other = try SentenceEncoder(folder: SentenceEncoderTests.tiny, long: .first(pieces: 9))
    _ = try other.embeddings(of: Array(texts[..<3]), cache: cache)
    #expect(cache.contents.entries == texts.count + 3)
  }

  @Test func theRecipeIsSavedAndMakesTheSame() throws {
    let demo = try Corpus.demo(tracks: 30)
    let features = try extractor().extract(from: demo).features
    let bytes = try SavedFile.features(features).encoded(path: "x")
    guard case .features(let opened) = try SavedFile(FileBytes(path: "x", bytes: bytes)),
      case .embedding(let saved)? = opened.recipe
    else {
      Issue.record("an embedding was written")
      return
    }
    #expect(opened == features)
    #expect(saved.identity != nil)
    #expect(try saved.extractor(environment: [:]).extract(from: demo).features == features)
    var other = saved
    other.identity = "other"
    let error = #expect(throws: TextModelError.self) { try other.extractor(environment: [:]) }
    #expect(error?.parameter == "like")
  }

  @Test func corporaWithoutTextsAreErrors() throws {
    let corpus = Corpus(name: "none", tracks: [], labelNames: [])
    #expect(throws: ExtractionError.emptyCorpus) { try extractor().extract(from: corpus) }
  }
}
