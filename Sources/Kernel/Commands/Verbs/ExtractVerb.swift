import MVAEKit

/// `extract`: features of every track.
enum ExtractVerb {
  static let verb = Verb(
    "extract", summary: "Turns every track of a corpus into features.", [mfcc, mel, lyrics])

  private static let corpus = Key<Corpus>.value("corpus", "the tracks to analyse")
  private static let fft = Key<Int>.integer(
    "fft", "samples of one Fourier transform", in: 64...65536, default: 2048)
  private static let hop = Key<Int>.integer("hop", "samples between two frames", in: 1...65536, default: 512)
  private static let fmin = Key<Double>.number("fmin", "lowest frequency, Hz", in: 0...96000, default: 0)
  private static let fmax = Key<Double>.number(
    "fmax", "highest frequency, Hz; half the sample rate if left out", in: 1...96000)
  private static let htk = Key<Bool>.flag("htk", "the HTK mel scale instead of Slaney's", default: false)

  private static let like = Key<Value>.object(
    "like", "features, or a model of them, whose settings hold instead of the other labels",
    [.features, .images, .model], isRequired: false)

  // MARK: MFCC

  private static let coefficients = Key<Int>.integer(
    "coefficients", "cepstral coefficients, from the lowest", in: 1...512, default: 20)
  private static let summary = Key<[String]>.words(
    "summary", "statistics over time; each gives a column a coefficient",
    SummaryStatistic.allCases.map(\.rawValue),
    default: ["mean", "variance"])
  private static let scaling = Key<String>.word(
    "scaling", "how distances see the columns: standardised, or as they are",
    FeatureMatrix.Scaling.allCases.map(\.rawValue), default: "standard")
  private static let mfccBands = Key<Int>.integer(
    "bands", "mel bands below the coefficients", in: 1...512, default: 128)
  private static let lifter = Key<Double>.number(
    "lifter", "cepstral lifter L; 0 for none", in: 0...1000, default: 0)

  private static let mfcc = Command(
    "extract", "mfcc",
    summary: "Mel-frequency cepstral coefficients, summarised over time: one vector a track.",
    details: [
      "As librosa defines them: an orthonormal DCT-II of the log-mel spectrum in dB (Davis & Mermelstein 1980). "
        + "The default, mean and variance of 20 coefficients, is the 40-d input of the basic VAE."
    ],
    subjects: [corpus.parameter],
    labels: [
      coefficients.parameter, summary.parameter, scaling.parameter, mfccBands.parameter, fft.parameter,
      hop.parameter, fmin.parameter, fmax.parameter, htk.parameter, lifter.parameter, like.parameter,
    ],
    examples: [
      .init("mfcc = extract mfcc corpus", "40 numbers a track"),
      .init("mfcc = extract mfcc corpus coefficients: 13 summary: [mean, deviation]", "26 numbers a track"),
      .init("mfcc2 = extract mfcc more like: basic", "other tracks, as a model takes them"),
    ]
  ) { invocation in
    if case .mfcc(let configuration, let rate)? = try recipe(
      invocation, { if case .mfcc = $0 { true } else { false } })
    {
      return .object(try extract(MFCCExtractor(configuration), invocation, rate: rate))
    }
    let statistics = try invocation.value(summary).compactMap(SummaryStatistic.init(rawValue:))
    let configuration = MFCCConfiguration(
      coefficients: try invocation.value(coefficients), summary: statistics,
      scaling: FeatureMatrix.Scaling(rawValue: try invocation.value(scaling)) ?? .standard,
      bands: try invocation.value(mfccBands), fft: try invocation.value(fft), hop: try invocation.value(hop),
      fmin: try invocation.value(fmin), fmax: invocation.optional(fmax), htk: try invocation.value(htk),
      lifter: try invocation.value(lifter))
    return .object(try extract(MFCCExtractor(configuration), invocation))
  }

  // MARK: Log-mel images

  private static let bands = Key<Int>.integer(
    "bands", "mel bands: the height of each image", in: 1...512, default: 64)
  private static let frames = Key<Int>.integer(
    "frames", "the width of each image, whatever the track's length", in: 1...4096, default: 64)

  private static let mel = Command(
    "extract", "mel", summary: "Log-mel spectrograms as images of one size: bands × frames, in dB.",
    details: [
      "As librosa defines them (power, Slaney's bank, 80 dB range); the frames of a track are resampled to the image's width."
    ],
    subjects: [corpus.parameter],
    labels: [
      bands.parameter, frames.parameter, fft.parameter, hop.parameter, fmin.parameter, fmax.parameter,
      htk.parameter, like.parameter,
    ],
    examples: [
      .init("mel = extract mel corpus", "64 × 64 images"),
      .init("mel = extract mel corpus bands: 128 frames: 128", "larger ones"),
    ]
  ) { invocation in
    if case .mel(let configuration, let rate)? = try recipe(
      invocation, { if case .mel = $0 { true } else { false } })
    {
      return .object(try extract(MelExtractor(configuration), invocation, rate: rate))
    }
    let configuration = MelConfiguration(
      bands: try invocation.value(bands), frames: try invocation.value(frames),
      fft: try invocation.value(fft),
      hop: try invocation.value(hop), fmin: try invocation.value(fmin), fmax: invocation.optional(fmax),
      htk: try invocation.value(htk))
    return .object(try extract(MelExtractor(configuration), invocation))
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
      dimensions.parameter, vocabulary.parameter, stopWords.parameter, scaling.parameter, seed.parameter,
      like.parameter,
    ],
    examples: [
      .init("words = extract lyrics corpus", "64 numbers a track with lyrics"),
      .init(
        "words2 = extract lyrics more like: words", "other lyrics by the words and components of the first"),
    ]
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
      scaling: FeatureMatrix.Scaling(rawValue: try invocation.value(scaling)) ?? .standard,
      seed: UInt64(try invocation.value(seed)))
    return .object(try extract(LyricsExtractor(configuration), invocation))
  }

  /// Extracts with progress, and tells what was left out.
  ///
  /// - Parameter rate: the sample rate in Hz at which features like these were made before.
  private static func extract<Extractor: FeatureExtractor>(
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
  private static func recipe(_ invocation: Invocation, _ isWanted: (FeatureRecipe) -> Bool) throws
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
