/// Which features are read off the frames of a recording, and how their courses are summarised.
public struct SpectralConfiguration: Sendable, Equatable, Codable {
  /// In the order of the columns; all share one decoding and one Fourier transform.
  public var features: [FrameFeature]
  /// Columns are feature by feature, statistic by statistic, row by row: `chroma_C_mean`, `chroma_C#_mean`, …; a
  /// feature with one value a recording, such as the tempo, has one column of its own name.
  public var summary: [SummaryStatistic]
  public var scaling: FeatureMatrix.Scaling
  public var fft: Int
  public var hop: Int

  public init(
    features: [FrameFeature], summary: [SummaryStatistic] = [.mean, .variance],
    scaling: FeatureMatrix.Scaling = .standard, fft: Int = 2048, hop: Int = 512
  ) {
    self.features = features
    self.summary = summary
    self.scaling = scaling
    self.fft = fft
    self.hop = hop
  }

  public var columnNames: [String] {
    features.flatMap { feature in
      feature.isPerFrame
        ? summary.flatMap { statistic in feature.rowNames.map { "\($0)_\(statistic.rawValue)" } }
        : feature.rowNames
    }
  }

  /// - Throws: ``SpectralError`` naming `kinds` or `summary`.
  func validate() throws {
    try SpectralError.check("kinds", Double(features.count), in: 1...64)
    guard Set(features.map(\.name)).count == features.count else {
      throw SpectralError.repeated(parameter: "kinds")
    }
    guard features.contains(where: \.isPerFrame) else { return }
    try SpectralError.check("summary", Double(summary.count), in: 1...6)
    guard Set(summary).count == summary.count else { throw SpectralError.repeated(parameter: "summary") }
  }
}
