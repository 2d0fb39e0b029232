/// MFCC features: each coefficient's course over a track, summarised; one row a track.
public struct MFCCExtractor: FeatureExtractor {
  public var configuration: MFCCConfiguration
  /// Where rows are kept, `nil` for nowhere.
  public var cache: FeatureCache?

  public init(_ configuration: MFCCConfiguration = MFCCConfiguration(), cache: FeatureCache? = nil) {
    self.configuration = configuration
    self.cache = cache
  }

  public func extract(
    from corpus: Corpus, threads: Int?, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> FeatureExtraction<FeatureMatrix> {
    let found = try SpectralExtractor(configuration.spectral, cache: cache).extract(
      from: corpus, threads: threads, cancellation: cancellation, progress: progress)
    return FeatureExtraction(
      features: found.features.made(by: .mfcc(configuration, sampleRate: corpus.sampleRate)),
      skipped: found.skipped, notes: found.notes)
  }

  /// The coefficients of one recording, frame by frame, and their derivatives if asked for.
  ///
  /// - Throws: ``SpectralError``, `CancellationError`.
  public func mfcc(of audio: AudioBuffer, cancellation: Cancellation = Cancellation()) throws -> FrameFeatures
  {
    let features = try SpectralExtractor(configuration.spectral).features(
      of: audio, cancellation: cancellation)
    return features[0]
  }
}
