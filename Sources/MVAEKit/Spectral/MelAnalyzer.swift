/// Makes mel spectrograms of one setting; scratch memory of one thread.
final class MelAnalyzer {
  private let analysis: MelAnalysis
  private let sampleRate: Int
  private let transform: BlockTransform
  private let frames: MelFrames

  init(_ analysis: MelAnalysis, sampleRate: Int, bank: MelFilterBank, plan: RealFourierPlan) {
    self.analysis = analysis
    self.sampleRate = sampleRate
    transform = BlockTransform(analysis.transform, plan: plan)
    frames = MelFrames(bank)
  }

  /// The mel power spectrogram of `samples`.
  ///
  /// - Throws: ``SpectralError/emptyAudio``, `CancellationError`.
  func power(of samples: [Float], cancellation: Cancellation) throws -> MelSpectrogram {
    try sum(samples, cancellation)
    return spectrogram(frames.power, unit: .power)
  }

  /// The same in dB.
  func decibels(
    of samples: [Float], scale: DecibelScale, cancellation: Cancellation
  ) throws -> MelSpectrogram {
    try sum(samples, cancellation)
    return spectrogram(frames.decibels(scale), unit: .decibel)
  }

  private func sum(_ samples: [Float], _ cancellation: Cancellation) throws {
    frames.begin(frames: analysis.transform.frameCount(samples: samples.count))
    try transform.run(samples, cancellation: cancellation) { frames.take($0) }
  }

  private func spectrogram(_ values: [Float], unit: MelSpectrogram.Unit) -> MelSpectrogram {
    MelSpectrogram(
      values: values, bands: frames.bank.bands, frames: frames.series.frames, unit: unit,
      sampleRate: sampleRate, hop: analysis.hop, frequencies: frames.bank.centers)
  }
}
