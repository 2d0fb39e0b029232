import MVAEKit

/// `extract`: features of every track.
enum ExtractVerb {
  static let verb = Verb(
    "extract", summary: "Turns every track of a corpus into features.",
    [ExtractMel.command] + ExtractSpectral.commands + [ExtractLyrics.command])

  static let corpus = Key<Corpus>.value("corpus", "the tracks to analyse")
  static let like = Key<Value>.object(
    "like", "features, or a model of them, whose settings hold instead of the other labels",
    [.features, .images, .model], isRequired: false)

  private static let caching = Key<Bool>.flag(
    "cache", "keep the features of files, and take those that are kept", default: true)

  /// What every kind has.
  static let commonLabels = [like.parameter, caching.parameter]

  /// Where features are kept and found, `nil` with `cache: off`.
  static func cache(_ invocation: Invocation) throws -> FeatureCache? {
    try invocation.value(caching) ? invocation.context.cache : nil
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

  static func told<Features>(_ extraction: FeatureExtraction<Features>, _ invocation: Invocation)
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
