/// The settings of a mel spectrogram, with librosa's defaults.
public struct MelAnalysis: Sendable, Equatable, Codable {
  public var fft: Int
  public var hop: Int
  public var bands: Int
  /// In Hz.
  public var minimumFrequency: Double
  /// In Hz; `nil` is half the sample rate.
  public var maximumFrequency: Double?
  public var scale: MelScale

  public init(
    fft: Int = 2048, hop: Int = 512, bands: Int = 128, minimumFrequency: Double = 0,
    maximumFrequency: Double? = nil, scale: MelScale = .slaney
  ) {
    self.fft = fft
    self.hop = hop
    self.bands = bands
    self.minimumFrequency = minimumFrequency
    self.maximumFrequency = maximumFrequency
    self.scale = scale
  }

  public var transform: STFTConfiguration { STFTConfiguration(fft: fft, hop: hop) }

  /// - Throws: ``SpectralError`` naming `fft`, `hop`, `bands`, `fmin` or `fmax`.
  public func filterBank(sampleRate: Int) throws -> MelFilterBank {
    try transform.validate()
    return try MelFilterBank(
      sampleRate: sampleRate, fft: fft, bands: bands, minimum: minimumFrequency, maximum: maximumFrequency,
      scale: scale)
  }

  /// The bank for frames that lie as `setting` says.
  func filterBank(for setting: FrameSetting) throws -> MelFilterBank {
    var analysis = self
    analysis.fft = setting.transform.fft
    analysis.hop = setting.transform.hop
    return try analysis.filterBank(sampleRate: setting.sampleRate)
  }
}
