import MVAEKit

/// `extract`: features of every track.
enum ExtractVerb {
  static let verb = Verb(
    "extract", summary: "Turns every track of a corpus into features.",
    [ExtractMel.command] + ExtractSpectral.commands + [lyrics])

  static let corpus = Key<Corpus>.value("corpus", "the tracks to analyse")
  static let like = Key<Value>.object(
    "like", "features, or a model of them, whose settings hold instead of the other labels",
    [.features, .images, .model], isRequired: false)

  private static let caching = Key<Bool>.flag(
    "cache", "keep the features of files, and take those that are kept", default: true)

  /// What every kind of sound has.
  static let commonLabels = [like.parameter, caching.parameter]

  /// Where features are kept and found, `nil` with `cache: off`.
  static func cache(_ invocation: Invocation) throws -> FeatureCache? {
    try invocation.value(caching) ? invocation.context.cache : nil
  }

  // MARK: Lyrics

  private static let dimensions = Key<Int>.integer(
    "dimensions", "components kept, at most; few or equal texts allow fewer", in: 1...4096, default: 64)
  private static let vocabulary = Key<Int>.integer(
    "vocabulary", "words kept, the most frequent; all if left out", in: 2...10_000_000)
  private static let stopWords = Key<String>.word(
    "stop_words", "words that are left out", TFIDFConfiguration.StopWords.allCases.map(\.rawValue),
    default: "none")
  private static let seed = Key<Int>.integer(
    "seed", "of the random start of the SVD", in: Seed.range, default: 1)

  private static let lyrics = Command(
    "extract", "lyrics",
    summary: "Lyrics as latent semantic analysis has them: one vector a track with text.",
    details: [
      "TF-IDF as scikit-learn defines it, then a truncated SVD (Deerwester et al. 1990; Halko et al. 2011). Any language "
        + "that writes words apart; nothing to download."
    ],
    subjects: [corpus.parameter],
    labels: [
      dimensions.parameter, vocabulary.parameter, stopWords.parameter, ExtractSpectral.scaling.parameter,
      seed.parameter, like.parameter,
    ],
    examples: [
      .init("words = extract lyrics corpus", "64 numbers a track with lyrics"),
      .init(
        "words2 = extract lyrics more like: words", "other lyrics by the words and components of the first"),
    ], readsTexts: true
  ) { invocation in
    if case .lyrics(let encoder)? = try recipe(
      invocation, { if case .lyrics = $0 { true } else { false } })
    {
      let corpus = try invocation.value(corpus)
      return .object(told(try encoder.encode(corpus, cancellation: invocation.cancellation), invocation))
    }
    let words = TFIDFConfiguration(
      stopWords: TFIDFConfiguration.StopWords(rawValue: try invocation.value(stopWords)) ?? .none,
      maximumVocabulary: invocation.optional(vocabulary))
    let configuration = LyricsConfiguration(
      dimensions: try invocation.value(dimensions), words: words,
      scaling: FeatureMatrix.Scaling(rawValue: try invocation.value(ExtractSpectral.scaling)) ?? .standard,
      seed: UInt64(try invocation.value(seed)))
    return .object(try extract(LyricsExtractor(configuration), invocation))
  }

  /// Extracts with progress, and tells what was left out.
  ///
  /// - Parameter rate: the sample rate in Hz at which features like these were made before.
  static func extract<Extractor: FeatureExtractor>(
    _ extractor: Extractor, _ invocation: Invocation, rate: Int? = nil
  ) throws -> Extractor.Features {
    let corpus = try invocation.value(corpus)
    if let rate, rate != corpus.sampleRate {
      invocation.warn("the audio is read at \(corpus.sampleRate) Hz, those features were made at \(rate) Hz")
    }
    let extraction = try invocation.withProgress { progress in
      try extractor.extract(from: corpus, cancellation: invocation.cancellation, progress: progress)
    }
    return told(extraction, invocation)
  }

  private static func told<Features>(_ extraction: FeatureExtraction<Features>, _ invocation: Invocation)
    -> Features
  {
    for file in extraction.skipped {
      invocation.warn("\(file.path) is left out: \(file.reason)")
    }
    extraction.notes.forEach(invocation.warn)
    return extraction.features
  }

  /// How the features of `like:` were made, when it is given.
  static func recipe(_ invocation: Invocation, _ isWanted: (FeatureRecipe) -> Bool) throws
    -> FeatureRecipe?
  {
    guard let value = invocation.optional(like) else { return nil }
    let recipes =
      value.as(TrainedModel.self)?.recipes
      ?? [value.as(FeatureMatrix.self)?.recipe ?? value.as(FeatureTensor.self)?.recipe].compactMap { $0 }
    if let recipe = recipes.first(where: isWanted) { return recipe }
    throw invocation.diagnostic(
      "OtherFeatures", "how this was made is not known, or it was not by `\(invocation.command.name)`",
      at: like)
  }
}
