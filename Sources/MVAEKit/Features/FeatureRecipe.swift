/// How features were made, so that the same can be made of other tracks.
public enum FeatureRecipe: Sendable, Equatable {
  /// At the sample rate in Hz at which the corpus was read.
  case mfcc(MFCCConfiguration, sampleRate: Int)
  case mel(MelConfiguration, sampleRate: Int)
  case spectral(SpectralConfiguration, sampleRate: Int)
  /// With the words and components that it learnt.
  case lyrics(LyricsEncoder)
  /// By a model whose weights lie in files.
  case embedding(LyricsEmbedding)
}

extension FeatureRecipe {
  /// Of lyrics whose components stand for words.
  public var lyricsEncoder: LyricsEncoder? {
    if case .lyrics(let encoder) = self { encoder } else { nil }
  }

  /// Whether texts can be made features this way.
  public var encodesText: Bool {
    switch self {
    case .lyrics, .embedding: true
    case .mfcc, .mel, .spectral: false
    }
  }

  /// The features of one text, shape [1, columns].
  ///
  /// - Parameter environment: where a model's weights are looked for.
  /// - Throws: ``TextError/malformedEncoder(reason:)`` for features that are not of texts; ``TextModelError``;
  ///   `CancellationError`.
  public func encode(
    text: String, environment: [String: String], cancellation: Cancellation = Cancellation()
  ) throws -> LyricsEncoding {
    switch self {
    case .lyrics(let encoder): return try encoder.encode([text], cancellation: cancellation)
    case .embedding(let recipe):
      let extractor = try recipe.extractor(environment: environment, cancellation: cancellation)
      let found = try extractor.embedder.embeddings(of: [text], cancellation: cancellation)
      return LyricsEncoding(values: found.values, unknownShares: found.unreadableShares)
    case .mfcc, .mel, .spectral:
      throw TextError.malformedEncoder(reason: "these features are not made of texts")
    }
  }
}

extension FeatureMatrix {
  /// The same with how it was made.
  func made(by recipe: FeatureRecipe) -> FeatureMatrix {
    FeatureMatrix(
      name: name, rows: rows, values: values, columnNames: columnNames, scaling: scaling, recipe: recipe)
  }
}

extension TrainedModel {
  /// How its features were made: vectors or images, then texts; those that are not known are left out.
  public var recipes: [FeatureRecipe] {
    switch trainingInputs {
    case .vectors(let matrix, _): [matrix.recipe].compactMap { $0 }
    case .images(let inputs): [inputs.images.recipe, inputs.text?.recipe].compactMap { $0 }
    case .fusion(let inputs): inputs.parts.compactMap(\.features.recipe)
    }
  }
}
