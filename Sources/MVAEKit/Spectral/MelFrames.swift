import CHotLoops

/// Sums blocks of frames into mel bands; scratch memory of one thread.
struct MelFrames {
  let bank: MelFilterBank
  private(set) var series: FrameSeries
  private let sums = AlignedMemory<Float>(count: FrameBlock.lanes)

  init(_ bank: MelFilterBank) {
    self.bank = bank
    series = FrameSeries(rows: bank.bands)
  }

  mutating func begin(frames: Int) { series.begin(frames: frames) }

  mutating func take(_ block: FrameBlock) {
    for (band, filter) in bank.filters.enumerated() {
      let row = block.power.start + filter.first * FrameBlock.lanes
      hot_band_power(row, filter.weights, filter.weights.count, sums.start)
      series.put(sums.start, row: band, of: block)
    }
  }

  /// Band power in dB, bands × frames.
  func decibels(_ scale: DecibelScale = DecibelScale()) -> [Float] {
    var values = series.values
    scale.apply(to: &values)
    return values
  }
}
