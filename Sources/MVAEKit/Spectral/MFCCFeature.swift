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
    let definition = Definition.mfcc(
      coefficients: coefficients, lifter: lifter, deltas: deltas, analysis: analysis)
    return FrameFeature("mfcc", definition, rowNames: names) { _, mels in
      try SpectralError.check("deltas", Double(deltas), in: 0...Double(Delta.suffixes.count))
      let frames = try mels.frames(analysis)
      let basis = try CosineBasis(bands: frames.bank.bands, coefficients: coefficients, lifter: lifter)
      return MFCCAnalyzer(frames: frames, basis: basis, deltas: deltas)
    }
  }
}

private final class MFCCAnalyzer: FrameAnalyzer {
  private let frames: MelFrames
  private let basis: CosineBasis
  private let deltas: Int
  private var coefficients: [Float] = []

  init(frames: MelFrames, basis: CosineBasis, deltas: Int) {
    self.frames = frames
    self.basis = basis
    self.deltas = deltas
  }

  var notes: [String] { frames.bank.notes }

  func begin(frames count: Int) { frames.begin(frames: count) }
  func take(_ block: FrameBlock) { frames.take(block) }

  func finish(_ samples: [Float], cancellation: Cancellation) throws -> [Float] {
    basis.project(frames.decibels(), frames: frames.series.frames, into: &coefficients)
    guard deltas > 0 else { return coefficients }
    return try coefficients
      + Delta.suffixes.indices.prefix(deltas).flatMap {
        try Delta(order: $0 + 1).values(of: coefficients, rows: basis.rows)
      }
  }
}
