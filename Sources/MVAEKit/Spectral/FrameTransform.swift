import CHotLoops

/// Cuts, windows and transforms the frames of a signal; scratch memory of one thread.
final class FrameTransform {
  let configuration: STFTConfiguration
  private let plan: RealFourierPlan
  private let window: AlignedMemory<Double>
  private let frame: AlignedMemory<Double>
  private let packed: AlignedMemory<Double>

  /// - Parameter plan: of length `configuration.fft`, shared between threads.
  init(_ configuration: STFTConfiguration, plan: RealFourierPlan) {
    self.configuration = configuration
    self.plan = plan
    let coefficients = configuration.window.coefficients(
      length: configuration.windowLength ?? configuration.fft, paddedTo: configuration.fft)
    window = AlignedMemory(count: configuration.fft)
    frame = AlignedMemory(count: configuration.fft)
    packed = AlignedMemory(count: configuration.fft)
    window.start.update(from: coefficients, count: coefficients.count)
  }

  /// The spectrum of frame `index` as `bins` (real, imaginary) pairs.
  func spectrum(
    of samples: UnsafeBufferPointer<Float>, frame index: Int, into spectrum: UnsafeMutablePointer<Float>
  ) {
    transform(samples, frame: index)
    hot_real_spectrum(packed.start, plan.cosines, plan.sines, plan.half, spectrum)
  }

  /// The power |X|² of frame `index`: `lower` from bin 0 up, `upper` from the last bin down, both half/2 + 1.
  func power(
    of samples: UnsafeBufferPointer<Float>, frame index: Int, lower: UnsafeMutablePointer<Float>,
    upper: UnsafeMutablePointer<Float>
  ) {
    transform(samples, frame: index)
    hot_real_power(packed.start, plan.cosines, plan.sines, plan.half, lower, upper)
  }

  private func transform(_ samples: UnsafeBufferPointer<Float>, frame index: Int) {
    let fft = configuration.fft
    let first = index * configuration.hop - (configuration.isCentered ? fft / 2 : 0)
    let lower = min(fft, max(0, -first))
    let upper = max(lower, min(fft, samples.count - first))
    if lower > 0 { frame.start.update(repeating: 0, count: lower) }
    if upper > lower, let base = samples.baseAddress {
      hot_window(base + (first + lower), window.start + lower, frame.start + lower, upper - lower)
    }
    if upper < fft { (frame.start + upper).update(repeating: 0, count: fft - upper) }
    plan.transform(frame.start, into: packed.start)
  }
}
