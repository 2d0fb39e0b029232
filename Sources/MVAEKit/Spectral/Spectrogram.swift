/// The short-time Fourier transform of a signal.
public struct Spectrogram: Sendable, Equatable {
  public let configuration: STFTConfiguration
  /// In Hz.
  public let sampleRate: Int
  public let frames: Int
  /// frames × bins (real, imaginary) pairs: the spectrum of one frame lies together.
  public let values: [Float]

  public var bins: Int { configuration.bins }

  /// (real, imaginary) of one bin of one frame.
  public subscript(frame frame: Int, bin bin: Int) -> (real: Float, imaginary: Float) {
    let offset = 2 * (frame * bins + bin)
    return (values[offset], values[offset + 1])
  }

  /// Transforms `buffer` as `librosa.stft` does: no scaling, zero padding at the ends.
  ///
  /// - Throws: ``SpectralError``, `CancellationError`.
  public init(
    of buffer: AudioBuffer, configuration: STFTConfiguration = STFTConfiguration(),
    cancellation: Cancellation = Cancellation()
  ) throws {
    try configuration.validate()
    let frames = configuration.frameCount(samples: buffer.samples.count)
    guard frames > 0 else { throw SpectralError.emptyAudio }
    let transform = FrameTransform(configuration, plan: try RealFourierPlan(size: configuration.fft))
    let width = 2 * configuration.bins
    let spectrum = AlignedMemory<Float>(count: width)
    var values: [Float] = []
    values.reserveCapacity(frames * width)
    try buffer.samples.withUnsafeBufferPointer { samples in
      for frame in 0..<frames {
        if frame % 16 == 0 { try cancellation.check() }
        transform.spectrum(of: samples, frame: frame, into: spectrum.start)
        values.append(contentsOf: UnsafeBufferPointer(start: spectrum.start, count: width))
      }
    }
    self.configuration = configuration
    self.sampleRate = buffer.sampleRate
    self.frames = frames
    self.values = values
  }
}
