/// Log-mel features: a bands × frames image a track, in dB.
public struct MelExtractor: FeatureExtractor {
  public var configuration: MelConfiguration

  public init(_ configuration: MelConfiguration = MelConfiguration()) {
    self.configuration = configuration
  }

  public func extract(
    from corpus: Corpus, threads: Int?, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> FeatureExtraction<FeatureTensor> {
    let tables = try MelTables(configuration, sampleRate: corpus.sampleRate)
    try SpectralError.check("frames", Double(configuration.frames), in: 1...65536)
    let bands = configuration.bands
    let frames = configuration.frames
    let run = TrackAnalysis(corpus: corpus, threads: threads, cancellation: cancellation, progress: progress)
    let rows = try run.rows(width: bands * frames, workspace: tables.workspace) { workspace, audio in
      let image = try tables.spectrogram(of: audio, workspace: workspace, cancellation: cancellation)
      return FrameResizing(from: image.frames, to: frames).apply(to: image.values, rows: bands)
    }
    let values = Tensor(shape: [rows.table.count, bands, frames], values: rows.values)
    let features = FeatureTensor(
      name: "mel", rows: rows.table, values: values ?? Tensor(shape: [0, bands, frames]),
      recipe: .mel(configuration, sampleRate: corpus.sampleRate))
    return FeatureExtraction(features: features, skipped: rows.skipped, notes: tables.bank.notes)
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
