/// Lyrics as latent semantic analysis has them (Deerwester et al. 1990): TF-IDF, and the leading components of it.
///
/// One row a track with text. Works on any language that writes words apart, and needs nothing but the corpus.
public struct LyricsExtractor: FeatureExtractor {
  public var configuration: LyricsConfiguration

  public init(_ configuration: LyricsConfiguration = LyricsConfiguration()) {
    self.configuration = configuration
  }

  /// Features, and the encoder that makes the same of other texts.
  public struct Fit: Sendable {
    public let extraction: FeatureExtraction<FeatureMatrix>
    public let encoder: LyricsEncoder
  }

  public func extract(
    from corpus: Corpus, threads: Int?, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> FeatureExtraction<FeatureMatrix> {
    try fit(corpus, threads: threads, cancellation: cancellation, progress: progress).extraction
  }

  /// Learns words and components of a corpus's texts, and encodes them: shape [tracks with text, dimensions].
  ///
  /// - Throws: ``TextError`` when a setting is out of range, when fewer than two tracks have a text, or when no words
  ///   tell them apart; ``ExtractionError/emptyCorpus``; `CancellationError`.
  public func fit(
    _ corpus: Corpus, threads: Int? = nil, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }
  ) throws -> Fit {
    guard configuration.dimensions >= 1 else {
      throw TextError.setting(name: "dimensions", value: "\(configuration.dimensions)", allowed: "1 or more")
    }
    let texts = try LyricsTexts(of: corpus)
    guard texts.indices.count > 1 else { throw TextError.singleText }
    let step = { (number: Int, detail: String) in
      progress(WorkProgress(completed: number, total: 3, unit: "steps", detail: detail))
    }
    let words = try TFIDFVectorizer.fit(
      texts.texts, configuration: configuration.words, threads: threads, cancellation: cancellation)
    guard !words.rows.matrix.hasEqualRows else { throw TextError.equalTexts(count: texts.indices.count) }
    step(1, "\(words.vectorizer.vocabulary.count) words")
    let limit = min(words.rows.matrix.rows, words.rows.matrix.columns)
    let components = try TruncatedSVD(
      fitting: words.rows.matrix, count: min(limit, configuration.dimensions), seed: configuration.seed,
      threads: threads, cancellation: cancellation)
    step(2, "\(components.count) components")
    let encoder = try LyricsEncoder(
      vectorizer: words.vectorizer, components: components, scaling: configuration.scaling)
    let encoding = try encoder.encode(words.rows, threads: threads, cancellation: cancellation)
    step(3, "\(texts.indices.count) texts")
    return Fit(
      extraction: encoder.extraction(
        encoding, of: texts, in: corpus, notes: [dimensionsNote(components.count)].compactMap { $0 }),
      encoder: encoder)
  }

  private func dimensionsNote(_ found: Int) -> String? {
    found < configuration.dimensions
      ? "the texts allow \(found) dimension\(found == 1 ? "" : "s") instead of \(configuration.dimensions)"
      : nil
  }
}

extension SparseMatrix {
  /// Whether all rows are the same, to rounding.
  fileprivate var hasEqualRows: Bool {
    let first = rowStarts.count > 1 ? 0..<rowStarts[1] : 0..<0
    return (0..<rows).allSatisfy { row in
      let range = rowStarts[row]..<rowStarts[row + 1]
      return range.count == first.count
        && zip(range, first).allSatisfy {
          columnIndices[$0] == columnIndices[$1] && abs(values[$0] - values[$1]) < 1e-12
        }
    }
  }
}
