/// Settings of MFCC features: librosa's defaults, summarised over time.
public struct MFCCConfiguration: Sendable, Equatable, Codable {
  /// How many coefficients, from the lowest.
  public var coefficients: Int
  /// Columns are statistic by statistic, coefficient by coefficient: `mfcc0_mean`, `mfcc1_mean`, …
  public var summary: [SummaryStatistic]
  public var scaling: FeatureMatrix.Scaling
  /// Mel bands that the coefficients are taken from.
  public var bands: Int
  public var fft: Int
  public var hop: Int
  /// In Hz.
  public var fmin: Double
  /// In Hz; `nil` is half the sample rate.
  public var fmax: Double?
  /// The HTK mel scale instead of Slaney's.
  public var htk: Bool
  /// L of the factor 1 + (L/2) sin(π(n+1)/L) on coefficient n; 0 for none.
  public var lifter: Double
  /// How many derivatives over time come along, 0...2; each as many columns again.
  public var deltas: Int

  public init(
    coefficients: Int = 20, summary: [SummaryStatistic] = [.mean, .variance],
    scaling: FeatureMatrix.Scaling = .standard, bands: Int = 128, fft: Int = 2048, hop: Int = 512,
    fmin: Double = 0, fmax: Double? = nil, htk: Bool = false, lifter: Double = 0,
    deltas: Int = 0
  ) {
    self.coefficients = coefficients
    self.summary = summary
    self.scaling = scaling
    self.bands = bands
    self.fft = fft
    self.hop = hop
    self.fmin = fmin
    self.fmax = fmax
    self.htk = htk
    self.lifter = lifter
    self.deltas = deltas
  }

  /// The mel spectrogram that the coefficients are taken from.
  public var analysis: MelAnalysis {
    MelAnalysis(
      fft: fft, hop: hop, bands: bands, minimumFrequency: fmin, maximumFrequency: fmax,
      scale: htk ? .htk : .slaney)
  }

  /// What is read off the frames.
  public var feature: FrameFeature {
    .mfcc(coefficients: coefficients, lifter: lifter, deltas: deltas, analysis: analysis)
  }

  /// `mfcc0_mean`, `mfcc1_mean`, …, `mfcc0_delta_mean`, …, `mfcc0_variance`, …
  public var columnNames: [String] { spectral.columnNames }

  var spectral: SpectralConfiguration {
    SpectralConfiguration(features: [feature], summary: summary, scaling: scaling, fft: fft, hop: hop)
  }
}
