/// Settings of log-mel images: one picture of bands × frames a track.
public struct MelConfiguration: Sendable, Equatable, Codable {
  public var bands: Int
  /// Width of the image: however long a track is, its frames are resampled to this many. `nil` keeps every frame, of
  /// as many as the shortest track has.
  public var frames: Int?
  /// Frames of sound that an image stands for, as an extraction found them: the median of the tracks'.
  public var sourceFrames: Int?
  public var fft: Int
  public var hop: Int
  /// In Hz.
  public var fmin: Double
  /// In Hz; `nil` is half the sample rate.
  public var fmax: Double?
  /// The HTK mel scale instead of Slaney's.
  public var htk: Bool
  public var decibels: DecibelScale

  public init(
    bands: Int = 64, frames: Int? = 64, fft: Int = 2048, hop: Int = 512, fmin: Double = 0,
    fmax: Double? = nil, htk: Bool = false, decibels: DecibelScale = DecibelScale()
  ) {
    self.bands = bands
    self.frames = frames
    self.fft = fft
    self.hop = hop
    self.fmin = fmin
    self.fmax = fmax
    self.htk = htk
    self.decibels = decibels
  }

  public var analysis: MelAnalysis {
    MelAnalysis(
      fft: fft, hop: hop, bands: bands, minimumFrequency: fmin, maximumFrequency: fmax,
      scale: htk ? .htk : .slaney)
  }
}
