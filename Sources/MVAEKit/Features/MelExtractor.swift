/// Log-mel features: a bands × frames image a track, in dB.
public struct MelExtractor: FeatureExtractor {
  public var configuration: MelConfiguration
  /// Where images are kept, `nil` for nowhere.
  public var cache: FeatureCache?

  public init(_ configuration: MelConfiguration = MelConfiguration(), cache: FeatureCache? = nil) {
    self.configuration = configuration
    self.cache = cache
  }

  public func extract(
    from corpus: Corpus, threads: Int?, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> FeatureExtraction<FeatureTensor> {
    let tables = try MelTables(configuration, sampleRate: corpus.sampleRate)
    if let frames = configuration.frames { try SpectralError.check("frames", Double(frames), in: 1...65536) }
    let bands = configuration.bands
    var settings = configuration
    settings.sourceFrames = nil
    let run = TrackAnalysis(
      corpus: corpus, key: try FeatureKey(settings: [settings], sampleRate: corpus.sampleRate), cache: cache,
      threads: threads, cancellation: cancellation, progress: progress)
    let rows = try run.rows(workspace: tables.workspace) { workspace, audio, _ in
      let image = try tables.spectrogram(of: audio, workspace: workspace, cancellation: cancellation)
      guard let frames = configuration.frames else { return [image.values] }
      return [FrameResizing(from: image.frames, to: frames).apply(to: image.values, rows: bands)]
    }
    let images = MelImages(rows.rows, bands: bands)
    var made = configuration
    made.sourceFrames = configuration.frames == nil ? images.tensor.shape[2] : typicalFrames(of: corpus)
    let features = FeatureTensor(
      name: "mel", rows: rows.table, values: images.tensor,
      recipe: .mel(made, sampleRate: corpus.sampleRate))
    return FeatureExtraction(
      features: features, skipped: rows.skipped, notes: tables.bank.notes + images.notes)
  }

  /// The median of the tracks', by their durations.
  private func typicalFrames(of corpus: Corpus) -> Int {
    let counts = corpus.tracks.map { track in
      configuration.analysis.transform.frameCount(samples: Int(track.duration * Double(corpus.sampleRate)))
    }
    return counts.isEmpty ? 0 : counts.sorted()[counts.count / 2]
  }

  /// The log-mel spectrogram of one recording with every frame, for a figure.
  ///
  /// - Throws: ``SpectralError``, `CancellationError`.
  public func melSpectrogram(
    of audio: AudioBuffer, cancellation: Cancellation = Cancellation()
  ) throws -> MelSpectrogram {
    let tables = try MelTables(configuration, sampleRate: audio.sampleRate)
    return try tables.spectrogram(of: audio, workspace: tables.workspace(), cancellation: cancellation)
  }
}

/// Images of as many frames as the narrowest has.
private struct MelImages {
  let tensor: Tensor
  let notes: [String]

  /// - Parameter images: each bands × its own number of frames.
  init(_ images: [[Float]], bands: Int) {
    let widths = images.map { $0.count / max(1, bands) }
    let frames = widths.min() ?? 0
    var values: [Float] = []
    values.reserveCapacity(images.count * bands * frames)
    for (image, width) in zip(images, widths) {
      for band in 0..<bands { values += image[band * width..<band * width + frames] }
    }
    tensor =
      Tensor(shape: [images.count, bands, frames], values: values) ?? Tensor(shape: [0, bands, frames])
    let widest = widths.max() ?? 0
    notes =
      widest > frames
      ? ["the tracks have \(frames) to \(widest) frames: each is cut to its first \(frames)"] : []
  }
}

/// What every thread of an extraction shares: the bank and the Fourier plan.
private struct MelTables: Sendable {
  let analysis: MelAnalysis
  let decibels: DecibelScale
  let sampleRate: Int
  let bank: MelFilterBank
  let plan: RealFourierPlan

  init(_ configuration: MelConfiguration, sampleRate: Int) throws {
    analysis = configuration.analysis
    decibels = configuration.decibels
    self.sampleRate = sampleRate
    bank = try analysis.filterBank(sampleRate: sampleRate)
    plan = try RealFourierPlan(size: analysis.fft)
    if let range = decibels.range { try SpectralError.check("range", Double(range), in: 1...400) }
  }

  @Sendable func workspace() -> MelAnalyzer {
    MelAnalyzer(analysis, sampleRate: sampleRate, bank: bank, plan: plan)
  }

  func spectrogram(
    of audio: AudioBuffer, workspace: MelAnalyzer, cancellation: Cancellation
  ) throws -> MelSpectrogram {
    try workspace.decibels(of: audio.samples, scale: decibels, cancellation: cancellation)
  }
}
