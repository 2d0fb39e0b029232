import CHotLoops
import Foundation

/// How well the onsets of a recording repeat after each lag, on average over time; scratch memory of one thread.
///
/// As `librosa.feature.tempogram` (Grosche et al. 2010): autocorrelations of Hann windows of 8 s around every frame, each
/// divided by its maximum, which is that at lag 0. Their mean is taken of the power spectra, so that one inverse
/// transform serves all frames.
final class Tempogram {
  static let seconds = 8.0
  /// Beats a minute that the prior favours, and from which on nothing is believed.
  static let favoured = 120.0
  static let highest = 320.0

  /// Lags from 0 up.
  let length: Int
  /// Beats a minute of a period of one frame.
  private let framesPerMinute: Double
  private let plan: RealFourierPlan
  private let window: [Double]
  private let frame: AlignedMemory<Double>
  private let packed: AlignedMemory<Double>
  private let lower: AlignedMemory<Float>
  private let upper: AlignedMemory<Float>

  init(_ setting: FrameSetting) throws {
    let rate = Double(setting.sampleRate) / Double(setting.transform.hop)
    length = max(1, Int(Self.seconds * rate))
    framesPerMinute = 60 * rate
    var size = 4
    while size < 2 * length { size *= 2 }
    plan = try RealFourierPlan(size: size)
    window = Window.hann.coefficients(length: length, paddedTo: length)
    frame = AlignedMemory(count: size)
    packed = AlignedMemory(count: size)
    lower = AlignedMemory(count: size / 4 + 1)
    upper = AlignedMemory(count: size / 4 + 1)
  }

  /// Beats a minute: of the lag whose repetition and prior are best together.
  func tempo(of onsets: [Double], cancellation: Cancellation) throws -> Double {
    let repetition = try lags(of: onsets, cancellation: cancellation)
    var best = (score: -Double.infinity, tempo: Self.favoured)
    for lag in 1..<max(2, length) {
      let tempo = framesPerMinute / Double(lag)
      guard tempo < Self.highest, lag < length else { continue }
      let octaves = log2(tempo) - log2(Self.favoured)
      let score = log1p(1e6 * max(0, repetition[lag])) - 0.5 * octaves * octaves
      if score > best.score { best = (score, tempo) }
    }
    return best.tempo
  }

  /// The mean of the normalised autocorrelations, a value a lag.
  func lags(of onsets: [Double], cancellation: Cancellation) throws -> [Double] {
    let size = 2 * plan.half
    let padded = pad(onsets)
    // Behind the window there are zeros; a transform leaves its input as it is.
    (frame.start + length).update(repeating: 0, count: size - length)
    var sums = [Double](repeating: 0, count: plan.half + 1)
    for first in onsets.indices {
      if first % 256 == 0 { try cancellation.check() }
      let energy = layOut(padded, from: first)
      // librosa divides nothing by less than the smallest normal float.
      add(scale: energy < Double(Float.leastNormalMagnitude) ? 1 : 1 / energy, to: &sums)
    }
    for index in 0..<size { frame.start[index] = sums[index <= plan.half ? index : size - index] }
    plan.transform(frame.start, into: packed.start)
    let spectrum = AlignedMemory<Float>(count: size + 2)
    hot_real_spectrum(packed.start, plan.cosines, plan.sines, plan.half, spectrum.start)
    let count = Double(max(1, onsets.count)) * Double(size)
    return (0..<length).map { Double(spectrum.start[2 * $0]) / count }
  }

  /// One window into `frame`; its sum of squares.
  private func layOut(_ onsets: [Double], from first: Int) -> Double {
    onsets.withUnsafeBufferPointer { onsets in
      window.withUnsafeBufferPointer { window in
        var energy = 0.0
        for index in 0..<length {
          let value = onsets[first + index] * window[index]
          frame.start[index] = value
          energy += value * value
        }
        return energy
      }
    }
  }

  /// Adds the power spectrum of `frame`.
  private func add(scale: Double, to sums: inout [Double]) {
    plan.transform(frame.start, into: packed.start)
    hot_real_power(packed.start, plan.cosines, plan.sines, plan.half, lower.start, upper.start)
    let middle = plan.half / 2
    let half = plan.half
    sums.withUnsafeMutableBufferPointer { sums in
      for index in 0...middle { sums[index] += Double(lower.start[index]) * scale }
      for index in 0..<middle { sums[half - index] += Double(upper.start[index]) * scale }
    }
  }

  /// Half a window before and after, falling to 0 in a straight line.
  private func pad(_ onsets: [Double]) -> [Double] {
    let half = length / 2
    let steps = (0..<half).map { Double($0) / Double(half) }
    let before = steps.map { $0 * (onsets.first ?? 0) }
    let after = steps.reversed().map { $0 * (onsets.last ?? 0) }
    return before + onsets + after + [0]
  }
}
