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
  public var encodesText: Bool { if case .lyrics = self { true } else { false } }

  /// The features of one text, shape [1, columns].
  ///
  /// - Throws: ``TextError/malformedEncoder(reason:)`` for features that are not of texts; `CancellationError`.
  public func encode(text: String, cancellation: Cancellation = Cancellation()) throws -> LyricsEncoding {
    guard case .lyrics(let encoder) = self else {
      throw TextError.malformedEncoder(reason: "these features are not made of texts")
    }
    return try encoder.encode([text], cancellation: cancellation)
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
