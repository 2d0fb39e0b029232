extension FrameFeature {
  /// Mel-frequency cepstral coefficients and, for `deltas` of 1 and 2, their derivatives over time.
  ///
  /// `librosa.feature.mfcc` of a log-mel spectrogram 80 dB deep, and `librosa.feature.delta`; see ``MFCC``, ``Delta``.
  /// - Parameters:
  ///   - analysis: its `bands`, frequencies and scale; the length and the hop of the frames are those of the analysis
  ///     that reads the feature.
  ///   - deltas: 0...2, else the analysis throws ``SpectralError`` naming `deltas`.
  public static func mfcc(
    coefficients: Int = 20, lifter: Double = 0, deltas: Int = 0, analysis: MelAnalysis = MelAnalysis()
  ) -> FrameFeature {
    let plain = (0..<max(0, min(coefficients, 4096))).map { "mfcc\($0)" }
    let names = plain + Delta.suffixes.prefix(max(0, deltas)).flatMap { suffix in plain.map { $0 + suffix } }
    return FrameFeature("mfcc", rowNames: names) { setting in
      try SpectralError.check("deltas", Double(deltas), in: 0...Double(Delta.suffixes.count))
      let bank = try analysis.filterBank(for: setting)
      let basis = try CosineBasis(bands: bank.bands, coefficients: coefficients, lifter: lifter)
      return MFCCAnalyzer(frames: MelFrames(bank), basis: basis, deltas: deltas)
    }
  }
}

private final class MFCCAnalyzer: FrameAnalyzer {
  private var frames: MelFrames
  private let basis: CosineBasis
  private let deltas: Int

  init(frames: MelFrames, basis: CosineBasis, deltas: Int) {
    self.frames = frames
    self.basis = basis
    self.deltas = deltas
  }

  var notes: [String] { frames.bank.notes }

  func begin(frames count: Int) { frames.begin(frames: count) }
  func take(_ block: FrameBlock) { frames.take(block) }

  func finish(_ samples: [Float], cancellation: Cancellation) throws -> [Float] {
    let mfcc = basis.project(frames.decibels(), frames: frames.series.frames)
    return try mfcc
      + Delta.suffixes.indices.prefix(deltas).flatMap {
        try Delta(order: $0 + 1).values(of: mfcc, rows: basis.rows)
      }
  }
}
