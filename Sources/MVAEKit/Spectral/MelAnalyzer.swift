import CHotLoops

/// Makes mel spectrograms of one setting; scratch memory of one thread.
///
/// Sixteen frames are transformed, turned side by side, and summed by the bank together.
final class MelAnalyzer {
  private static let lanes = Int(hot_frame_lanes)

  private let analysis: MelAnalysis
  private let bank: MelFilterBank
  private let sampleRate: Int
  private let transform: FrameTransform
  /// Bins from 0 up, and from the last down, sixteen frames each.
  private let lower: AlignedMemory<Float>
  private let upper: AlignedMemory<Float>
  /// Bins in a row of `lower` and of `upper`, and the floats from row to row.
  private let width: Int
  private let stride: Int
  private let power: AlignedMemory<Float>
  private let sums: AlignedMemory<Float>

  init(_ analysis: MelAnalysis, sampleRate: Int, bank: MelFilterBank, plan: RealFourierPlan) {
    self.analysis = analysis
    self.bank = bank
    self.sampleRate = sampleRate
    transform = FrameTransform(analysis.transform, plan: plan)
    width = plan.half / 2 + 1
    stride = (width + 15) / 16 * 16
    lower = AlignedMemory(count: stride * Self.lanes)
    upper = AlignedMemory(count: stride * Self.lanes)
    power = AlignedMemory(count: bank.bins * Self.lanes)
    sums = AlignedMemory(count: Self.lanes)
  }

  /// The mel power spectrogram of `samples`.
  ///
  /// - Throws: ``SpectralError/emptyAudio``, `CancellationError`.
  func power(of samples: [Float], cancellation: Cancellation) throws -> MelSpectrogram {
    spectrogram(try sum(samples, cancellation), unit: .power)
  }

  /// The same in dB.
  func decibels(
    of samples: [Float], scale: DecibelScale, cancellation: Cancellation
  ) throws -> MelSpectrogram {
    var values = try sum(samples, cancellation)
    scale.apply(to: &values)
    return spectrogram(values, unit: .decibel)
  }

  private func spectrogram(_ values: [Float], unit: MelSpectrogram.Unit) -> MelSpectrogram {
    MelSpectrogram(
      values: values, bands: bank.bands, frames: values.count / bank.bands, unit: unit,
      sampleRate: sampleRate, hop: analysis.hop, frequencies: bank.centers)
  }

  /// Band power, bands × frames.
  private func sum(_ samples: [Float], _ cancellation: Cancellation) throws -> [Float] {
    let frames = analysis.transform.frameCount(samples: samples.count)
    guard frames > 0 else { throw SpectralError.emptyAudio }
    return try [Float](unsafeUninitializedCapacity: bank.bands * frames) { values, count in
      try samples.withUnsafeBufferPointer { samples in
        for first in Swift.stride(from: 0, to: frames, by: Self.lanes) {
          try cancellation.check()
          let width = min(Self.lanes, frames - first)
          layOut(samples, first: first, count: width)
          sumBands(into: values, frames: frames, first: first, count: width)
        }
      }
      count = bank.bands * frames
    }
  }

  /// The power of up to sixteen frames, side by side.
  private func layOut(_ samples: UnsafeBufferPointer<Float>, first: Int, count: Int) {
    for lane in 0..<count {
      transform.power(
        of: samples, frame: first + lane, lower: lower.start + stride * lane,
        upper: upper.start + stride * lane)
    }
    let last = power.start + (bank.bins - 1) * Self.lanes
    hot_rows_to_lanes(lower.start, stride, width, power.start, 1)
    hot_rows_to_lanes(upper.start, stride, width, last, -1)
  }

  private func sumBands(
    into values: UnsafeMutableBufferPointer<Float>, frames: Int, first: Int, count: Int
  ) {
    guard let start = values.baseAddress else { return }
    for (band, filter) in bank.filters.enumerated() {
      let row = power.start + filter.first * Self.lanes
      hot_band_power(row, filter.weights, filter.weights.count, sums.start)
      (start + band * frames + first).initialize(from: sums.start, count: count)
    }
  }
}
