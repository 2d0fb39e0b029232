/// MFCC features: each coefficient's course over a track, summarised; one row a track.
public struct MFCCExtractor: FeatureExtractor {
  public var configuration: MFCCConfiguration

  public init(_ configuration: MFCCConfiguration = MFCCConfiguration()) {
    self.configuration = configuration
  }

  public func extract(
    from corpus: Corpus, threads: Int?, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> FeatureExtraction<FeatureMatrix> {
    let tables = try MFCCTables(configuration, sampleRate: corpus.sampleRate)
    let summary = try checkedSummary()
    let names = configuration.columnNames
    let run = TrackAnalysis(corpus: corpus, threads: threads, cancellation: cancellation, progress: progress)
    let rows = try run.rows(width: names.count, workspace: tables.workspace) { workspace, audio in
      let mfcc = try tables.mfcc(of: audio, workspace: workspace, cancellation: cancellation)
      return summary.flatMap { statistic in
        (0..<mfcc.coefficients).map { statistic.value(of: mfcc.coefficient($0)) }
      }
    }
    let values = Tensor(shape: [rows.table.count, names.count], values: rows.values)
    let features = FeatureMatrix(
      name: "mfcc", rows: rows.table, values: values ?? Tensor(shape: [0, names.count]), columnNames: names,
      scaling: configuration.scaling)
    return FeatureExtraction(features: features, skipped: rows.skipped, notes: tables.bank.notes)
  }

  /// The coefficients of one recording, frame by frame.
  ///
  /// - Throws: ``SpectralError``, `CancellationError`.
  public func mfcc(of audio: AudioBuffer, cancellation: Cancellation = Cancellation()) throws -> MFCC {
    let tables = try MFCCTables(configuration, sampleRate: audio.sampleRate)
    return try tables.mfcc(of: audio, workspace: tables.workspace(), cancellation: cancellation)
  }

  /// Each statistic once, in the order given.
  private func checkedSummary() throws -> [SummaryStatistic] {
    try SpectralError.check("summary", Double(Set(configuration.summary).count), in: 1...6)
    guard Set(configuration.summary).count == configuration.summary.count else {
      throw SpectralError.repeated(parameter: "summary")
    }
    return configuration.summary
  }
}

/// What every thread of an extraction shares: tables and the Fourier plan.
private struct MFCCTables: Sendable {
  let analysis: MelAnalysis
  let sampleRate: Int
  let bank: MelFilterBank
  let plan: RealFourierPlan
  let basis: CosineBasis

  init(_ configuration: MFCCConfiguration, sampleRate: Int) throws {
    analysis = configuration.analysis
    self.sampleRate = sampleRate
    bank = try analysis.filterBank(sampleRate: sampleRate)
    plan = try RealFourierPlan(size: analysis.fft)
    basis = try CosineBasis(
      bands: bank.bands, coefficients: configuration.coefficients, lifter: configuration.lifter)
  }

  @Sendable func workspace() -> MelAnalyzer {
    MelAnalyzer(analysis, sampleRate: sampleRate, bank: bank, plan: plan)
  }

  func mfcc(of audio: AudioBuffer, workspace: MelAnalyzer, cancellation: Cancellation) throws -> MFCC {
    let spectrogram = try workspace.decibels(
      of: audio.samples, scale: DecibelScale(), cancellation: cancellation)
    return MFCC(of: spectrogram, basis: basis)
  }
}
