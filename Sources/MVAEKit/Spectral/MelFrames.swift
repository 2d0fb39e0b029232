import CHotLoops

/// Sums blocks of frames into mel bands; scratch memory of one thread.
///
/// Several features may look at the same frames: each block is summed, and the recording converted to dB, once.
final class MelFrames {
  let bank: MelFilterBank
  private(set) var series: FrameSeries
  private let sums = AlignedMemory<Float>(count: FrameBlock.lanes)
  private var next = 0
  private var isPower = true

  init(_ bank: MelFilterBank) {
    self.bank = bank
    series = FrameSeries(rows: bank.bands)
  }

  func begin(frames: Int) {
    series.begin(frames: frames)
    next = 0
    isPower = true
  }

  func take(_ block: FrameBlock) {
    guard block.first == next else { return }
    next += block.count
    series.fill(block) { first, stride in
      for (band, filter) in bank.filters.enumerated() {
        let row = block.power.start + filter.first * FrameBlock.lanes
        hot_band_power(row, filter.weights, filter.weights.count, sums.start)
        (first + band * stride).update(from: sums.start, count: block.count)
      }
    }
  }

  /// Band power, bands × frames, before it is asked for in dB.
  var power: [Float] { series.values }

  /// The same in dB, 80 dB deep.
  func decibels() -> [Float] { decibels(DecibelScale()) }

  /// - Parameter scale: the first one asked for holds.
  func decibels(_ scale: DecibelScale) -> [Float] {
    if isPower { series.convert(to: scale) }
    isPower = false
    return series.values
  }
}

/// The mel bands that the features of one analysis share.
final class SharedMelFrames {
  private let setting: FrameSetting
  private var made: [(analysis: MelAnalysis, frames: MelFrames)] = []

  init(_ setting: FrameSetting) { self.setting = setting }

  /// - Throws: ``SpectralError`` naming `bands`, `fmin` or `fmax`.
  func frames(_ analysis: MelAnalysis) throws -> MelFrames {
    if let known = made.first(where: { $0.analysis == analysis }) { return known.frames }
    let frames = MelFrames(try analysis.filterBank(for: setting))
    made.append((analysis, frames))
    return frames
  }
}
