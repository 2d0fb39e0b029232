extension FrameFeature {
  /// The log-mel spectrogram: the level in each mel band, in dB, 80 dB deep.
  ///
  /// - Parameter analysis: its `bands`, frequencies and scale; the length and the hop of the frames are those of the
  ///   analysis that reads the feature.
  public static func mel(_ analysis: MelAnalysis = MelAnalysis()) -> FrameFeature {
    let names = (0..<max(0, min(analysis.bands, 4096))).map { "mel\($0)" }
    return FrameFeature("mel", .mel(analysis), rowNames: names) { _, mels in
      MelFeatureAnalyzer(frames: try mels.frames(analysis))
    }
  }
}

private final class MelFeatureAnalyzer: FrameAnalyzer {
  private let frames: MelFrames

  init(frames: MelFrames) { self.frames = frames }

  var notes: [String] { frames.bank.notes }

  func begin(frames count: Int) { frames.begin(frames: count) }
  func take(_ block: FrameBlock) { frames.take(block) }
  func finish(_ samples: [Float], cancellation: Cancellation) -> [Float] { frames.decibels() }
}
