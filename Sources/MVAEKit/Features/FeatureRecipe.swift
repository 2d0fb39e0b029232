/// How features were made, so that the same can be made of other tracks.
public enum FeatureRecipe: Sendable, Equatable {
  /// At the sample rate in Hz at which the corpus was read.
  case mfcc(MFCCConfiguration, sampleRate: Int)
  case mel(MelConfiguration, sampleRate: Int)
  case spectral(SpectralConfiguration, sampleRate: Int)
  /// With the words and components that it learnt.
  case lyrics(LyricsEncoder)
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
    }
  }
}
