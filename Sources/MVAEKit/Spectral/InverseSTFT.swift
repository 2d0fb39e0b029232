import CHotLoops

extension Spectrogram {
  /// The samples whose transform this is, as `librosa.istft`.
  ///
  /// Windowed overlap-add, divided by the sum of the squared windows (Griffin & Lim 1984); the padding at the ends is cut
  /// off.
  /// - Parameter length: samples wanted, filled with zeros or cut; `nil` for hop · (frames - 1), or all of them where
  ///   frames are not centred.
  /// - Throws: ``SpectralError``, `CancellationError`.
  public func samples(length: Int? = nil, cancellation: Cancellation = Cancellation()) throws -> AudioBuffer {
    let synthesis = try FrameSynthesis(configuration, frames: frames, length: length)
    try values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for frame in 0..<frames {
        if frame % 16 == 0 { try cancellation.check() }
        synthesis.add(start + 2 * bins * frame, frame: frame)
      }
    }
    return AudioBuffer(samples: synthesis.finish(), sampleRate: sampleRate)
  }
}

/// Adds up frames to a signal; scratch memory of one thread.
final class FrameSynthesis {
  private let configuration: STFTConfiguration
  private let plan: RealFourierPlan
  private let window: [Double]
  private let packed: AlignedMemory<Double>
  private let frame: AlignedMemory<Double>
  private var sum: [Double]
  /// 1 / the sum of the squared windows, over the padded signal.
  private let weights: [Double]
  private let length: Int

  init(_ configuration: STFTConfiguration, frames: Int, length: Int? = nil) throws {
    try configuration.validate()
    self.configuration = configuration
    plan = try RealFourierPlan(size: configuration.fft, direction: .backward)
    window = configuration.window.coefficients(
      length: configuration.windowLength ?? configuration.fft, paddedTo: configuration.fft)
    packed = AlignedMemory(count: configuration.fft)
    frame = AlignedMemory(count: configuration.fft)
    let padded = configuration.fft + configuration.hop * max(0, frames - 1)
    sum = [Double](repeating: 0, count: padded)
    weights = Self.weights(window, hop: configuration.hop, frames: frames, count: padded)
    self.length = max(0, length ?? padded - (configuration.isCentered ? configuration.fft : 0))
  }

  /// - Parameter spectrum: `bins` (real, imaginary) pairs.
  func add(_ spectrum: UnsafePointer<Float>, frame index: Int) {
    hot_real_pack(spectrum, plan.cosines, plan.sines, plan.half, packed.start)
    plan.transform(packed.start, into: frame.start)
    let start = index * configuration.hop
    sum.withUnsafeMutableBufferPointer { sum in
      guard let base = sum.baseAddress else { return }
      hot_overlap_add(frame.start, window, base + start, configuration.fft, 1 / Double(plan.half))
    }
  }

  /// The signal so far; the next one begins at silence.
  func finish() -> [Float] {
    let offset = configuration.isCentered ? configuration.fft / 2 : 0
    let samples = (0..<length).map { index in
      let position = index + offset
      return position < sum.count ? Float(sum[position] * weights[position]) : 0
    }
    for index in sum.indices { sum[index] = 0 }
    return samples
  }

  private static func weights(_ window: [Double], hop: Int, frames: Int, count: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for frame in 0..<frames {
      for (index, value) in window.enumerated() { sums[frame * hop + index] += value * value }
    }
    return sums.map { $0 > Double(Float.leastNormalMagnitude) ? 1 / $0 : 1 }
  }
}
