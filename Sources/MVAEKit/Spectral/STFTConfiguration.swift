/// How a signal is cut into frames and transformed, with librosa's defaults.
public struct STFTConfiguration: Sendable, Equatable {
  /// Samples in a frame: the length of the Fourier transform, even.
  public var fft: Int
  /// Samples from one frame to the next.
  public var hop: Int
  public var window: Window
  /// Samples under the window, `nil` for a whole frame; a shorter one is zero-padded on both sides.
  public var windowLength: Int?
  /// Whether frame t is centred on sample t · hop, the signal padded with fft/2 zeros at both ends.
  public var isCentered: Bool

  public init(
    fft: Int = 2048, hop: Int = 512, window: Window = .hann, windowLength: Int? = nil,
    isCentered: Bool = true
  ) {
    self.fft = fft
    self.hop = hop
    self.window = window
    self.windowLength = windowLength
    self.isCentered = isCentered
  }

  /// fft/2 + 1.
  public var bins: Int { fft / 2 + 1 }

  /// 1 + ⌊n / hop⌋ when centred, else 1 + ⌊(n - fft) / hop⌋; 0 when no frame fits.
  public func frameCount(samples: Int) -> Int {
    if isCentered { return samples > 0 ? 1 + samples / hop : 0 }
    return samples >= fft ? 1 + (samples - fft) / hop : 0
  }

  /// - Throws: ``SpectralError`` naming `fft`, `hop` or `window`.
  public func validate() throws {
    try SpectralError.check("fft", Double(fft), in: 16...65536)
    guard fft % 2 == 0 else { throw SpectralError.odd(parameter: "fft", value: fft) }
    try SpectralError.check("hop", Double(hop), in: 1...65536)
    if let windowLength { try SpectralError.check("window", Double(windowLength), in: 1...Double(fft)) }
  }
}
