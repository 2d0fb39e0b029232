/// What turns texts into lyrics features: words and their weights, and components of them.
public struct LyricsEncoder: Sendable, Equatable {
  public let vectorizer: TFIDFVectorizer
  public let components: TruncatedSVD
  /// How methods that measure distances see its features.
  public let scaling: FeatureMatrix.Scaling

  /// - Throws: ``TextError/malformedEncoder(reason:)`` when the parts do not belong together.
  public init(
    vectorizer: TFIDFVectorizer, components: TruncatedSVD, scaling: FeatureMatrix.Scaling = .standard
  ) throws {
    guard vectorizer.vocabulary.count == components.columns else {
      throw TextError.malformedEncoder(
        reason: "\(vectorizer.vocabulary.count) words, but components of \(components.columns)")
    }
    self.vectorizer = vectorizer
    self.components = components
    self.scaling = scaling
  }

  public var dimensions: Int { components.count }

  /// `lyrics0`, `lyrics1`, …
  public var columnNames: [String] { (0..<dimensions).map { "lyrics\($0)" } }

  /// Any texts, shape [texts, dimensions]; words that were not learnt count for nothing.
  public func encode(
    _ texts: [String], threads: Int? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> LyricsEncoding {
    try encode(
      try vectorizer.transform(texts, threads: threads, cancellation: cancellation), threads: threads,
      cancellation: cancellation)
  }

  /// The texts of another corpus; tracks without one are left out and noted.
  ///
  /// - Throws: ``TextError/noTexts(tracks:)``, ``ExtractionError/emptyCorpus``, `CancellationError`.
  public func encode(
    _ corpus: Corpus, threads: Int? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> FeatureExtraction<FeatureMatrix> {
    let texts = try LyricsTexts(of: corpus)
    let encoding = try encode(texts.texts, threads: threads, cancellation: cancellation)
    return extraction(encoding, of: texts, in: corpus, notes: [])
  }

  /// The words that weigh most in a dimension, by falling magnitude; a negative weight says that the word lowers it.
  ///
  /// - Throws: ``TextError/setting(name:value:allowed:)`` for a dimension that there is not.
  public func topTerms(dimension: Int, count: Int = 10) throws -> [WeightedTerm] {
    guard (0..<dimensions).contains(dimension) else {
      throw TextError.setting(name: "dimension", value: "\(dimension)", allowed: "0 to \(dimensions - 1)")
    }
    let weights = vectorizer.vocabulary.indices.map { components.weight($0, dimension) }
    let order = weights.indices.sorted { first, second in
      let (one, other) = (abs(weights[first]), abs(weights[second]))
      return one == other ? first < second : one > other
    }
    return order.prefix(max(0, count)).map {
      WeightedTerm(term: vectorizer.vocabulary[$0], weight: weights[$0])
    }
  }

  /// The words whose weight rises most along a direction of the components, the most first.
  ///
  /// - Parameter direction: a value a component; fewer or more are cut or taken for 0.
  public func terms(along direction: [Double], count: Int = 10) -> [WeightedTerm] {
    let used = min(direction.count, dimensions)
    let weights = vectorizer.vocabulary.indices.map { term in
      (0..<used).reduce(0) { $0 + direction[$1] * components.weight(term, $1) }
    }
    let order = weights.indices.sorted { first, second in
      weights[first] == weights[second] ? first < second : weights[first] > weights[second]
    }
    return order.prefix(max(0, count)).filter { weights[$0] > 0 }.map {
      WeightedTerm(term: vectorizer.vocabulary[$0], weight: weights[$0])
    }
  }

  func encode(_ rows: TFIDFRows, threads: Int?, cancellation: Cancellation) throws -> LyricsEncoding {
    LyricsEncoding(
      values: try components.project(rows.matrix, threads: threads, cancellation: cancellation),
      unknownShares: rows.unknownShares)
  }

  func extraction(_ encoding: LyricsEncoding, of texts: LyricsTexts, in corpus: Corpus, notes: [String])
    -> FeatureExtraction<FeatureMatrix>
  {
    let features = FeatureMatrix(
      name: "lyrics", rows: corpus.table.selecting(texts.indices), values: encoding.values,
      columnNames: columnNames, scaling: scaling, recipe: .lyrics(self))
    return FeatureExtraction(
      features: features, skipped: [], notes: [texts.note].compactMap { $0 } + notes + encoding.notes)
  }
}

/// A word and its weight in a dimension.
public struct WeightedTerm: Sendable, Equatable {
  public let term: String
  public let weight: Double
}

/// Encoded texts, and how much of each was not understood.
public struct LyricsEncoding: Sendable, Equatable {
  /// Shape [texts, dimensions].
  public let values: Tensor
  /// Share of each text's words that the encoder never learnt, 0 … 1.
  public let unknownShares: [Double]

  /// What its user should know, in words: texts that are unknown for the most part.
  public var notes: [String] {
    let empty = unknownShares.count { $0 == 1 }
    let poor = unknownShares.count { $0 > 0.5 } - empty
    let total = unknownShares.count
    return [
      empty > 0 ? "\(empty) of \(total) texts hold no known word at all and are encoded as zeros" : nil,
      poor > 0 ? "in \(poor) of \(total) texts more than half of the words are unknown" : nil,
    ].compactMap { $0 }
  }
}
