/// The course of one feature over a recording.
public struct FrameFeatures: Sendable, Equatable {
  /// "chroma".
  public let name: String
  public let rowNames: [String]
  /// rows × frames.
  public let values: [Float]
  public let frames: Int
  /// Else it is one value a row for the whole recording.
  public let isPerFrame: Bool
  /// From one frame to the next; frame k is centred on k · secondsPerFrame.
  public let secondsPerFrame: Double

  public var rows: Int { rowNames.count }

  /// The values of one row over time.
  public func row(_ index: Int) -> ArraySlice<Float> {
    values[index * frames..<(index + 1) * frames]
  }
}

/// Reads several features off recordings with one transform of each frame; scratch memory of one thread.
final class FrameAnalysis {
  private let setting: FrameSetting
  private let features: [FrameFeature]
  private let analyzers: [any FrameAnalyzer]
  private let transform: BlockTransform

  /// - Throws: ``SpectralError`` naming a setting that cannot be used.
  init(_ features: [FrameFeature], setting: FrameSetting, plan: RealFourierPlan) throws {
    self.setting = setting
    self.features = features
    let mels = SharedMelFrames(setting)
    analyzers = try features.map { try $0.analyzer(setting, mels) }
    transform = BlockTransform(setting.transform, plan: plan)
  }

  var notes: [String] { analyzers.flatMap(\.notes) }

  /// The course of each feature, in their order, or of those at `places` alone.
  ///
  /// - Throws: ``SpectralError``, `CancellationError`.
  func features(
    of samples: [Float], at places: [Int]? = nil, cancellation: Cancellation
  ) throws -> [FrameFeatures] {
    let frames = setting.transform.frameCount(samples: samples.count)
    guard frames > 0 else { throw SpectralError.emptyAudio }
    let places = places ?? Array(features.indices)
    let analyzers = places.map { self.analyzers[$0] }
    analyzers.forEach { $0.begin(frames: frames) }
    var looking = analyzers.filter(\.readsSpectra)
    while !looking.isEmpty {
      try transform.run(samples, cancellation: cancellation) { block in looking.forEach { $0.take(block) } }
      looking = looking.filter { $0.endPass() }
    }
    return try zip(places, analyzers).map { place, analyzer in
      let feature = features[place]
      return FrameFeatures(
        name: feature.name, rowNames: feature.rowNames,
        values: try analyzer.finish(samples, cancellation: cancellation),
        frames: feature.isPerFrame ? frames : 1, isPerFrame: feature.isPerFrame,
        secondsPerFrame: Double(setting.transform.hop) / Double(setting.sampleRate))
    }
  }
}
