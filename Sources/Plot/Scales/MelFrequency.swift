import Foundation

/// Slaney's mel scale (Auditory Toolbox, 1998), librosa's default: linear below 1 kHz, logarithmic above.
enum MelFrequency {
  private static let hertzPerMel = 200.0 / 3
  private static let breakHertz = 1000.0
  private static let breakMel = 15.0
  private static let logStep = Foundation.log(6.4) / 27

  /// Hertz to mel; negative frequencies continue the straight part.
  static func mel(hertz: Double) -> Double {
    hertz < breakHertz ? hertz / hertzPerMel : breakMel + Foundation.log(hertz / breakHertz) / logStep
  }
}
