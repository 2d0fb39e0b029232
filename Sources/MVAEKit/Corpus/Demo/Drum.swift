/// A drum or cymbal.
enum Drum: String, Sendable, CaseIterable {
  case kick, snare, rim, clap, hat, ride, shaker, brush
}

/// How one stroke of a drum is made: a falling tone, a burst of filtered noise, or both.
struct DrumSound: Sendable {
  /// Seconds that are computed.
  let length: Double
  var toneLevel = 0.0
  /// Hz at the stroke and where it falls to, in seconds to 1/e.
  var toneStart = 200.0
  var toneEnd = 200.0
  var toneFall = 0.03
  var toneDecay = 0.1
  var noiseLevel = 0.0
  var noiseDecay = 0.05
  /// Band of the noise in Hz.
  var noiseLow = 200.0
  var noiseHigh = 9000.0
  /// Seconds of attack: a swish rather than a stroke.
  var attack = 0.0005
  /// Moments of further bursts in seconds (a clap's hands).
  var echoes: [Double] = []
}

extension Drum {
  var sound: DrumSound {
    switch self {
    case .kick:
      DrumSound(
        length: 0.32, toneLevel: 0.8, toneStart: 170, toneEnd: 48, toneFall: 0.03, toneDecay: 0.11,
        noiseLevel: 0.12, noiseDecay: 0.006)
    case .snare:
      DrumSound(
        length: 0.26, toneLevel: 0.45, toneStart: 230, toneEnd: 185, toneFall: 0.02, toneDecay: 0.06,
        noiseLevel: 0.8, noiseDecay: 0.075, noiseLow: 900, noiseHigh: 8000)
    case .rim:
      DrumSound(
        length: 0.07, toneLevel: 0.6, toneStart: 1700, toneEnd: 1650, toneDecay: 0.012,
        noiseLevel: 0.3, noiseDecay: 0.008, noiseLow: 1500)
    case .clap:
      DrumSound(
        length: 0.24, noiseLevel: 0.7, noiseDecay: 0.05, noiseLow: 900, noiseHigh: 5000,
        echoes: [0.011, 0.023])
    case .hat:
      DrumSound(length: 0.1, noiseLevel: 0.5, noiseDecay: 0.022, noiseLow: 6000, noiseHigh: 16000)
    case .ride:
      DrumSound(
        length: 0.45, toneLevel: 0.06, toneStart: 3150, toneEnd: 3150, toneDecay: 0.2,
        noiseLevel: 0.35, noiseDecay: 0.13, noiseLow: 4500, noiseHigh: 14000)
    case .shaker:
      DrumSound(
        length: 0.12, noiseLevel: 0.4, noiseDecay: 0.03, noiseLow: 5000, noiseHigh: 14000, attack: 0.018)
    case .brush:
      DrumSound(
        length: 0.22, noiseLevel: 0.5, noiseDecay: 0.06, noiseLow: 1500, noiseHigh: 7000, attack: 0.012)
    }
  }
}
