/// How lyrics were embedded by a model whose weights lie in files.
public struct LyricsEmbedding: Sendable, Equatable, Codable {
  public var source: TextModelSource
  /// `nil` for tables of words, and for windows as they are by default.
  public var long: LongText?
  public var scaling: FeatureMatrix.Scaling
  /// The mark of the weights, ``TextEmbedder/identity``; `nil` before they were read.
  public var identity: String?

  public init(
    source: TextModelSource, long: LongText? = nil, scaling: FeatureMatrix.Scaling = .standard,
    identity: String? = nil
  ) {
    self.source = source
    self.long = long
    self.scaling = scaling
    self.identity = identity
  }

  /// Reads the weights.
  ///
  /// - Throws: ``TextModelError``, that of ``TextModelError/changed(path:)`` when they are not those of ``identity``;
  ///   ``StorageError``, `CancellationError`.
  public func extractor(
    environment: [String: String], cache: FeatureCache? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> LyricsEmbeddingExtractor {
    let embedder = try source.open(long: long, environment: environment, cancellation: cancellation)
    if let identity, identity != embedder.identity { throw TextModelError.changed(path: embedder.name) }
    var recipe = self
    recipe.identity = embedder.identity
    return LyricsEmbeddingExtractor(embedder, recipe: recipe, cache: cache)
  }
}

/// Lyrics as a model embeds them: one row a track with text.
public struct LyricsEmbeddingExtractor: FeatureExtractor {
  public let embedder: any TextEmbedder
  public let recipe: LyricsEmbedding
  /// Where embeddings are kept, `nil` for nowhere.
  public var cache: FeatureCache?

  init(_ embedder: any TextEmbedder, recipe: LyricsEmbedding, cache: FeatureCache?) {
    self.embedder = embedder
    self.recipe = recipe
    self.cache = cache
  }

  /// - Throws: ``TextError/noTexts(tracks:)``, ``ExtractionError/emptyCorpus``, `CancellationError`.
  public func extract(
    from corpus: Corpus, threads: Int?, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> FeatureExtraction<FeatureMatrix> {
    let texts = try LyricsTexts(of: corpus)
    let found = try embedder.embeddings(
      of: texts.texts, threads: threads, cache: cache, cancellation: cancellation, progress: progress)
    let features = FeatureMatrix(
      name: "lyrics", rows: corpus.table.selecting(texts.indices), values: found.values,
      columnNames: (0..<embedder.dimensions).map { "lyrics\($0)" }, scaling: recipe.scaling,
      recipe: .embedding(recipe))
    return FeatureExtraction(
      features: features, skipped: [], notes: [texts.note].compactMap { $0 } + notes(found))
  }

  /// Texts that the model cannot read for the most part, in words.
  private func notes(_ found: TextEmbeddings) -> [String] {
    let total = found.unreadableShares.count
    let empty = found.unreadableShares.count { $0 == 1 }
    let poor = found.unreadableShares.count { $0 > 0.5 } - empty
    let share = Int((100 * found.unreadableShare).rounded())
    return [
      empty > 0 ? "\(embedder.name) can read nothing of \(empty) of \(total) texts" : nil,
      poor > 0
        ? "of \(poor) of \(total) texts \(embedder.name) can read less than half: is it made for their language?"
        : nil,
      share > 5 ? "\(share) % of all words or pieces are unknown to \(embedder.name)" : nil,
    ].compactMap { $0 }
  }
}
