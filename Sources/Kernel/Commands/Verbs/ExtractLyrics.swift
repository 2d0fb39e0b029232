import Foundation
import MVAEKit

/// `extract lyrics`: texts as vectors, by words of the corpus or by a model of a language.
enum ExtractLyrics {
  private static let using = Key<String>(
    parameter: Parameter(
      "using", "what embeds the texts: their own words, all-MiniLM-L6-v2, or a model in a folder",
      .either([.word(["tfidf", "minilm"]), .path(.folderOrFile)]), fallback: "tfidf"),
    fallback: "tfidf", read: { $0.text })
  private static let dimensions = Key<Int>.integer(
    "dimensions", "components kept, at most; few or equal texts allow fewer; tfidf", in: 1...4096, default: 64
  )
  private static let vocabulary = Key<Int>.integer(
    "vocabulary", "words kept, the most frequent; all if left out; tfidf", in: 2...10_000_000)
  private static let stopWords = Key<String>.word(
    "stop_words", "words that are left out; tfidf", TFIDFConfiguration.StopWords.allCases.map(\.rawValue),
    default: "none")
  private static let seed = Key<Int>.integer(
    "seed", "of the random start of the SVD; tfidf", in: Seed.range, default: 1)
  private static let long = Key<String>.word(
    "long", "texts longer than an encoder's window: the mean of all windows, or the first alone",
    ["windows", "first"], default: "windows")
  private static let window = Key<Int>.integer(
    "window", "pieces of words that an encoder reads at once", in: 1...100_000,
    default: LongText.standardPieces)

  static let command = Command(
    "extract", "lyrics", summary: "Lyrics as vectors: one a track with text.",
    details: [
      "`tfidf`: latent semantic analysis of the corpus's own words: TF-IDF as scikit-learn defines it, then a truncated "
        + "SVD (Deerwester et al. 1990; Halko et al. 2011). Any language that writes words apart; nothing to download.",
      "`minilm`: all-MiniLM-L6-v2 (Reimers & Gurevych 2019), 384 numbers of what English sentences mean, as "
        + "sentence-transformers gives them. `./scripts/fetch-minilm` puts its weights into `mvae/models/minilm` of "
        + "`XDG_DATA_HOME` or `~/.local/share`.",
      "A folder: any BERT encoder (config.json, model.safetensors, vocab.txt), or a table of word vectors: a matrix (.npy, "
        + ".safetensors) with vocab.txt or words.txt, or a text file such as GloVe's.",
    ],
    subjects: [ExtractVerb.corpus.parameter],
    labels: [
      using.parameter, dimensions.parameter, vocabulary.parameter, stopWords.parameter,
      ExtractSpectral.scaling.parameter, seed.parameter, long.parameter, window.parameter,
    ] + ExtractVerb.commonLabels,
    examples: [
      .init("words = extract lyrics corpus", "64 numbers a track with lyrics"),
      .init("meaning = extract lyrics corpus using: minilm", "384 numbers a track with lyrics"),
      .init("vectors = extract lyrics corpus using: \"glove.6B.50d.txt\"", "the mean of the words' vectors"),
      .init(
        "words2 = extract lyrics more like: words", "other lyrics by the words and components of the first"),
    ], readsTexts: true
  ) { invocation in
    switch try ExtractVerb.recipe(invocation, isOfLyrics) {
    case .lyrics(let encoder)?:
      let corpus = try invocation.value(ExtractVerb.corpus)
      let extraction = try encoder.encode(corpus, cancellation: invocation.cancellation)
      return .object(ExtractVerb.told(extraction, invocation))
    case .embedding(let recipe)?: return .object(try embedded(recipe, invocation, at: ExtractVerb.like))
    default: break
    }
    let scaling =
      FeatureMatrix.Scaling(rawValue: try invocation.value(ExtractSpectral.scaling)) ?? .standard
    switch try invocation.value(using) {
    case "tfidf":
      try refuse(long, invocation, because: "`tfidf` reads texts of any length")
      try refuse(window, invocation, because: "`tfidf` reads texts of any length")
      return .object(try ExtractVerb.extract(LyricsExtractor(try words(invocation, scaling)), invocation))
    case let model:
      let reason = "it is of `using: tfidf`: a model has a vocabulary and dimensions of its own"
      try refuse(dimensions, invocation, because: reason)
      try refuse(vocabulary, invocation, because: reason)
      try refuse(stopWords, invocation, because: reason)
      try refuse(seed, invocation, because: reason)
      let recipe = LyricsEmbedding(
        source: model == "minilm" ? .minilm : .path(UserPath.expanded(model)),
        long: try longText(invocation), scaling: scaling)
      return .object(try embedded(recipe, invocation, at: using))
    }
  }

  private static func isOfLyrics(_ recipe: FeatureRecipe) -> Bool {
    switch recipe {
    case .lyrics, .embedding: true
    case .mfcc, .mel, .spectral: false
    }
  }

  private static func words(_ invocation: Invocation, _ scaling: FeatureMatrix.Scaling) throws
    -> LyricsConfiguration
  {
    let words = TFIDFConfiguration(
      stopWords: TFIDFConfiguration.StopWords(rawValue: try invocation.value(stopWords)) ?? .none,
      maximumVocabulary: invocation.optional(vocabulary))
    return LyricsConfiguration(
      dimensions: try invocation.value(dimensions), words: words, scaling: scaling,
      seed: UInt64(try invocation.value(seed)))
  }

  /// `nil` when nothing was said of it.
  private static func longText(_ invocation: Invocation) throws -> LongText? {
    guard invocation.given(long) != nil || invocation.given(window) != nil else { return nil }
    let pieces = try invocation.value(window)
    return try invocation.value(long) == "first" ? .first(pieces: pieces) : .windows(pieces: pieces)
  }

  private static func embedded<Content>(
    _ recipe: LyricsEmbedding, _ invocation: Invocation, at key: Key<Content>
  ) throws -> FeatureMatrix {
    let environment = ProcessInfo.processInfo.environment
    try invocation.requireMemory(
      recipe.source.bytes(environment: environment), for: "the model's weights", at: key)
    let extractor = try recipe.extractor(
      environment: environment, cache: try ExtractVerb.cache(invocation),
      cancellation: invocation.cancellation)
    return try ExtractVerb.extract(extractor, invocation)
  }

  private static func refuse<Content>(
    _ key: Key<Content>, _ invocation: Invocation, because reason: String
  ) throws {
    guard invocation.given(key) != nil else { return }
    throw invocation.diagnostic("OtherMethod", "`\(key.name)` has no meaning here: \(reason)", at: key)
  }
}
