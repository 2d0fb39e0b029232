import CHotLoops
import Foundation

/// Finds by how much a recording is off A = 440 Hz.
///
/// As `librosa.estimate_tuning` of a power spectrogram: peaks between 150 and 4000 Hz above a tenth of their frame's
/// maximum, placed by parabolas; of the louder half of them, the commonest distance to a semitone in steps of 0.01.
struct TuningEstimate {
  private let setting: FrameSetting
  private let bins: Range<Int>
  private var positions: [Float] = []
  private var heights: [Float] = []
  private var found: [Float]
  private var sizes: [Float]

  init(_ setting: FrameSetting) {
    self.setting = setting
    let inside = (0..<setting.transform.bins).filter {
      let frequency = Double($0) * setting.binWidth
      return frequency >= 150 && frequency < min(4000, Double(setting.sampleRate) / 2)
    }
    bins = (inside.first ?? 0)..<((inside.last ?? -1) + 1)
    found = [Float](repeating: 0, count: bins.count + 1)
    sizes = found
  }

  mutating func take(_ block: FrameBlock) {
    for lane in 0..<block.count {
      let count = hot_lane_peaks(
        block.power.start, block.bins, bins.lowerBound, bins.upperBound, lane, &found, &sizes)
      positions += found[..<count]
      heights += sizes[..<count]
    }
  }

  /// In semitones, -0.5 ..< 0.5; 0 where there are no peaks.
  var tuning: Double {
    guard !heights.isEmpty else { return 0 }
    let sorted = heights.sorted()
    let middle = sorted.count / 2
    let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    var counts = [Int](repeating: 0, count: 100)
    for (position, height) in zip(positions, heights) where height >= median && position > 0 {
      let pitch = 12 * log2(Double(position) * setting.binWidth / 27.5)
      let above = pitch - pitch.rounded(.down)
      let distance = above >= 0.5 ? above - 1 : above
      counts[min(99, max(0, Int((distance + 0.5) * 100)))] += 1
    }
    let best = counts.firstIndex(of: counts.max() ?? 0) ?? 50
    return -0.5 + Double(best) / 100
  }
}
