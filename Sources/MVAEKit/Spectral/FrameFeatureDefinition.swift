extension FrameFeature {
  /// Its kind and settings: what a file says of it, and what it is made of again.
  enum Definition: Sendable, Equatable, Codable {
    case mel(MelAnalysis)
    case mfcc(coefficients: Int, lifter: Double, deltas: Int, analysis: MelAnalysis)
    case chroma(Tuning)
    case tonnetz(Tuning)
    case contrast(bands: Int, fmin: Double)
    case centroid
    case bandwidth
    case flatness
    case rolloff(fraction: Double)
    case zeroCrossingRate
    case rms
    case tempo

    var feature: FrameFeature {
      switch self {
      case .mel(let analysis): .mel(analysis)
      case .mfcc(let coefficients, let lifter, let deltas, let analysis):
        .mfcc(coefficients: coefficients, lifter: lifter, deltas: deltas, analysis: analysis)
      case .chroma(let tuning): .chroma(tuning: tuning)
      case .tonnetz(let tuning): .tonnetz(tuning: tuning)
      case .contrast(let bands, let fmin): .contrast(bands: bands, fmin: fmin)
      case .centroid: .centroid
      case .bandwidth: .bandwidth
      case .flatness: .flatness
      case .rolloff(let fraction): .rolloff(fraction: fraction)
      case .zeroCrossingRate: .zeroCrossingRate
      case .rms: .rms
      case .tempo: .tempo
      }
    }
  }
}

extension FrameFeature: Equatable {
  public static func == (left: FrameFeature, right: FrameFeature) -> Bool {
    left.definition == right.definition
  }
}

extension FrameFeature: Codable {
  public init(from decoder: any Decoder) throws { self = try Definition(from: decoder).feature }
  public func encode(to encoder: any Encoder) throws { try definition.encode(to: encoder) }
}
