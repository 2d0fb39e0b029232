import Foundation

/// A scale of pitch that hears equal steps as equal distances.
public enum MelScale: String, Sendable, CaseIterable, Codable {
  /// Linear below 1000 Hz, logarithmic above (Slaney, Auditory Toolbox 1998).
  case slaney
  /// 2595 log10(1 + f / 700) (HTK, Young et al. 2002).
  case htk

  public func mel(_ frequency: Double) -> Double {
    switch self {
    case .htk: 2595 * log10(1 + frequency / 700)
    case .slaney:
      frequency < Self.corner
        ? frequency * 3 / 200 : Self.cornerMel + log(frequency / Self.corner) / Self.step
    }
  }

  public func hertz(_ mel: Double) -> Double {
    switch self {
    case .htk: 700 * (pow(10, mel / 2595) - 1)
    case .slaney:
      mel < Self.cornerMel
        ? mel * 200 / 3 : Self.corner * exp(Self.step * (mel - Self.cornerMel))
    }
  }

  private static let corner = 1000.0
  private static let cornerMel = 15.0
  private static let step = log(6.4) / 27
}
