/// Features of frames, summarised over time: one row a track.
public struct SpectralExtractor: FeatureExtractor {
  public var configuration: SpectralConfiguration
  /// Where rows are kept, `nil` for nowhere.
  public var cache: FeatureCache?

  public init(_ configuration: SpectralConfiguration, cache: FeatureCache? = nil) {
    self.configuration = configuration
    self.cache = cache
  }

  public func extract(
    from corpus: Corpus, threads: Int?, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> FeatureExtraction<FeatureMatrix> {
    try configuration.validate()
    let names = configuration.columnNames
    let plan = try plan()
    // The first analysis tells of wrong settings before any track is read.
    let notes = try analysis(corpus.sampleRate, plan).notes
    let run = TrackAnalysis(
      corpus: corpus, key: try key(corpus.sampleRate), cache: cache, threads: threads,
      cancellation: cancellation, progress: progress)
    let rows = try run.rows(
      workspace: { try analysis(corpus.sampleRate, plan) },
      analyse: { analysis, audio, parts in
        try analysis.features(of: audio.samples, at: parts, cancellation: cancellation).map(summarise)
      })
    let values = Tensor(shape: [rows.table.count, names.count], values: rows.values)
    let features = FeatureMatrix(
      name: configuration.features.count == 1 ? configuration.features[0].name : "spectral", rows: rows.table,
      values: values ?? Tensor(shape: [0, names.count]), columnNames: names, scaling: configuration.scaling,
      recipe: .spectral(configuration, sampleRate: corpus.sampleRate))
    return FeatureExtraction(features: features, skipped: rows.skipped, notes: notes)
  }

  /// The course of each feature over one recording.
  ///
  /// - Throws: ``SpectralError``, `CancellationError`.
  public func features(
    of audio: AudioBuffer, cancellation: Cancellation = Cancellation()
  ) throws -> [FrameFeatures] {
    try analysis(audio.sampleRate, try plan()).features(of: audio.samples, cancellation: cancellation)
  }

  private func summarise(_ features: FrameFeatures) -> [Float] {
    guard features.isPerFrame else { return features.values }
    return configuration.summary.flatMap { statistic in
      (0..<features.rows).map { statistic.value(of: features.row($0)) }
    }
  }

  /// The settings that the row of one feature depends on.
  private struct Part: Encodable {
    let feature: FrameFeature
    let summary: [SummaryStatistic]
    let fft: Int
    let hop: Int
  }

  private func key(_ sampleRate: Int) throws -> FeatureKey {
    let parts = configuration.features.map { feature in
      Part(
        feature: feature, summary: feature.isPerFrame ? configuration.summary : [], fft: configuration.fft,
        hop: configuration.hop)
    }
    return try FeatureKey(settings: parts, sampleRate: sampleRate)
  }

  private var transform: STFTConfiguration {
    STFTConfiguration(fft: configuration.fft, hop: configuration.hop)
  }

  private func plan() throws -> RealFourierPlan {
    try transform.validate()
    return try RealFourierPlan(size: configuration.fft)
  }

  private func analysis(_ sampleRate: Int, _ plan: RealFourierPlan) throws -> FrameAnalysis {
    try FrameAnalysis(
      configuration.features, setting: FrameSetting(transform: transform, sampleRate: sampleRate), plan: plan)
  }
}
