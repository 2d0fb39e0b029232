/// Settings of lyrics features: TF-IDF, and how many of its components are kept.
public struct LyricsConfiguration: Sendable, Equatable {
  /// Components of the truncated SVD, at most; texts that are few or alike allow fewer.
  public var dimensions: Int
  public var words: TFIDFConfiguration
  public var scaling: FeatureMatrix.Scaling
  /// Of the random start of the SVD: it shows in rounding only.
  public var seed: UInt64

  public init(
    dimensions: Int = 64, words: TFIDFConfiguration = TFIDFConfiguration(),
    scaling: FeatureMatrix.Scaling = .standard, seed: UInt64 = 1
  ) {
    self.dimensions = dimensions
    self.words = words
    self.scaling = scaling
    self.seed = seed
  }
}
