import Foundation

/// Weights that sum a power spectrum into pitch classes.
///
/// As `librosa.filters.chroma` after D. Ellis: around every bin's pitch a Gaussian bump on the circle of the octave, as
/// wide as the bin; every bin's weights scaled to length 1, then by another bump around one octave.
public struct ChromaBank: Sendable, Equatable {
  public let classes: Int
  public let bins: Int
  /// classes × bins; row 0 is C.
  public let weights: [Float]

  /// - Parameters:
  ///   - tuning: by which the recording is off A = 440 Hz, in fractions of a class.
  ///   - centerOctave: the loudest octave (5: around 880 Hz).
  ///   - octaveWidth: its spread in octaves, `nil` for no emphasis.
  ///   - startsAtC: else row 0 is A.
  /// - Throws: ``SpectralError`` naming `tuning` or `classes`.
  public init(
    sampleRate: Int, fft: Int, classes: Int = 12, tuning: Double = 0, centerOctave: Double = 5,
    octaveWidth: Double? = 2, startsAtC: Bool = true
  ) throws {
    try SpectralError.check("classes", Double(classes), in: 12...120)
    try SpectralError.check("tuning", tuning, in: -1...1)
    self.classes = classes
    bins = fft / 2 + 1
    let pitches = Self.pitches(sampleRate: sampleRate, fft: fft, classes: classes, tuning: tuning)
    var weights = [Float](repeating: 0, count: classes * bins)
    let turn = startsAtC ? 3 * (classes / 12) : 0
    for bin in 0..<bins {
      let width = max(1, pitches[bin + 1] - pitches[bin])
      let bumps = Self.bumps(around: pitches[bin], width: width, classes: classes)
      let length = bumps.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let octave = pitches[bin] / Double(classes) - centerOctave
      let emphasis = octaveWidth.map { exp(-0.5 * (octave / $0) * (octave / $0)) } ?? 1
      for (index, bump) in bumps.enumerated() {
        let row = (index + classes - turn) % classes
        weights[row * bins + bin] = Float(bump / (length > 0 ? length : 1) * emphasis)
      }
    }
    self.weights = weights
  }

  /// The pitch of every bin and of one more in classes above A at 27.5 Hz; the bin at 0 Hz stands 1.5 octaves below
  /// the next.
  private static func pitches(sampleRate: Int, fft: Int, classes: Int, tuning: Double) -> [Double] {
    let lowest = 440 * pow(2, tuning / Double(classes)) / 16
    let width = Double(sampleRate) / Double(fft)
    let tones = (1...fft / 2 + 1).map { Double(classes) * log2(Double($0) * width / lowest) }
    return [tones[0] - 1.5 * Double(classes)] + tones
  }

  private static func bumps(around pitch: Double, width: Double, classes: Int) -> [Double] {
    let half = (Double(classes) / 2).rounded(.toNearestOrEven)
    return (0..<classes).map { index in
      let turned = (pitch - Double(index) + half + 10 * Double(classes))
        .truncatingRemainder(dividingBy: Double(classes))
      let distance = (turned < 0 ? turned + Double(classes) : turned) - half
      return exp(-0.5 * (2 * distance / width) * (2 * distance / width))
    }
  }
}
