import CHotLoops
import Foundation

extension FrameFeature {
  /// How far peaks stand above valleys in dB, in `bands` octaves above `fmin` Hz and in the band below them.
  ///
  /// Jiang et al. (2002) as `librosa.feature.spectral_contrast`: of each band the mean of the highest and of the lowest
  /// 2 % of the magnitudes, as 10 log10, each 80 dB deep.
  /// - Returns: bands + 1 rows, the lowest first.
  public static func contrast(bands: Int = 6, fmin: Double = 200) -> FrameFeature {
    let names = (0...max(0, min(bands, 64))).map { "contrast\($0)" }
    return FrameFeature("contrast", .contrast(bands: bands, fmin: fmin), rowNames: names) { setting, _ in
      try ContrastAnalyzer(bands: bands, fmin: fmin, setting: setting)
    }
  }
}

/// The bins of one band, and how many of them make its peak and its valley.
struct ContrastBand: Equatable {
  let bins: Range<Int>
  let kept: Int

  /// Bins from `low` to `high` Hz, both included; above the first band also the one below, of all but the last one
  /// less at the top, and the last band up to the end.
  static func all(bands: Int, fmin: Double, setting: FrameSetting) throws -> [ContrastBand] {
    let nyquist = Double(setting.sampleRate) / 2
    try SpectralError.check("fmin", fmin, in: 1...nyquist / 2)
    // The highest band begins below half the sample rate.
    try SpectralError.check("bands", Double(bands), in: 1...min(64, log2(nyquist / fmin).rounded(.up)))
    return try (0...bands).map { band in
      let low = band == 0 ? 0 : fmin * pow(2, Double(band - 1))
      let high = fmin * pow(2, Double(band))
      let inside = (0..<setting.transform.bins).filter {
        (low...high).contains(Double($0) * setting.binWidth)
      }
      guard let first = inside.first, let last = inside.last else {
        throw SpectralError.emptyBand(fft: setting.transform.fft)
      }
      let lower = band == 0 ? first : first - 1
      let upper = band == bands ? setting.transform.bins : last + 1
      let bins = lower..<(band < bands ? upper - 1 : upper)
      guard !bins.isEmpty else { throw SpectralError.emptyBand(fft: setting.transform.fft) }
      let kept = max(1, (0.02 * Double(upper - lower)).rounded(.toNearestOrEven))
      return ContrastBand(bins: bins, kept: min(Int(kept), bins.count))
    }
  }
}

private final class ContrastAnalyzer: FrameAnalyzer {
  private let bands: [ContrastBand]
  private var peaks: FrameSeries
  private var valleys: FrameSeries
  private let scratch: AlignedMemory<Float>
  private let low = AlignedMemory<Float>(count: FrameBlock.lanes)
  private let high = AlignedMemory<Float>(count: FrameBlock.lanes)

  init(bands: Int, fmin: Double, setting: FrameSetting) throws {
    self.bands = try ContrastBand.all(bands: bands, fmin: fmin, setting: setting)
    peaks = FrameSeries(rows: bands + 1)
    valleys = FrameSeries(rows: bands + 1)
    scratch = AlignedMemory(count: 2 * FrameBlock.lanes * (self.bands.map(\.kept).max() ?? 1))
  }

  func begin(frames: Int) {
    peaks.begin(frames: frames)
    valleys.begin(frames: frames)
  }

  func take(_ block: FrameBlock) {
    for (row, band) in bands.enumerated() {
      hot_lane_extremes(
        block.magnitude + band.bins.lowerBound * FrameBlock.lanes, band.bins.count, band.kept, scratch.start,
        low.start, high.start)
      peaks.put(high.start, row: row, of: block)
      valleys.put(low.start, row: row, of: block)
    }
  }

  func finish(_ samples: [Float], cancellation: Cancellation) -> [Float] {
    peaks.convert(to: DecibelScale())
    valleys.convert(to: DecibelScale())
    return zip(peaks.values, valleys.values).map { $0 - $1 }
  }
}
