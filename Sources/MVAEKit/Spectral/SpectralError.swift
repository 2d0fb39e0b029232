/// A setting of a spectral analysis that cannot be used.
public enum SpectralError: ExplainedError, Equatable {
  case outOfRange(parameter: String, value: Double, range: ClosedRange<Double>)
  /// The lowest frequency is not below the highest.
  case frequencies(minimum: Double, maximum: Double, sampleRate: Int)
  case odd(parameter: String, value: Int)
  /// A word that may be given once.
  case repeated(parameter: String)
  case emptyAudio
  /// A feature that looks at several frames together.
  case tooShort(frames: Int, needed: Int)
  /// A band of the spectrum that no bin falls into.
  case emptyBand(fft: Int)
  case planning(size: Int)

  public var message: String {
    switch self {
    case .outOfRange(let parameter, let value, let range):
      "\(parameter) \(Self.plain(value)) is outside \(Self.plain(range.lowerBound))"
        + "...\(Self.plain(range.upperBound))"
    case .frequencies(let minimum, let maximum, let sampleRate):
      "the mel bands cannot reach from \(Self.plain(minimum)) to \(Self.plain(maximum)) Hz"
        + " at \(sampleRate) Hz"
    case .odd(let parameter, let value): "\(parameter) \(value) is odd: a frame has an even number of samples"
    case .repeated(let parameter): "\(parameter) names a word twice"
    case .emptyAudio: "there are no samples to analyse"
    case .tooShort(let frames, let needed):
      "\(frames) frame\(frames == 1 ? "" : "s") are too few: \(needed) are looked at together"
    case .emptyBand(let fft): "with an fft of \(fft) a band of the contrast holds no bin"
    case .planning(let size): "no Fourier transform of length \(size) could be prepared"
    }
  }

  public var hint: String? {
    switch self {
    case .frequencies(_, _, let sampleRate):
      "fmin must be at least 0, and fmax above it and at most \(sampleRate / 2) Hz"
    case .planning: "a power of two such as 2048 works everywhere"
    case .tooShort: "leave out deltas or very short recordings, or take a shorter hop"
    case .emptyBand: "take a longer fft; 2048 is usual"
    case .outOfRange, .odd, .repeated, .emptyAudio: nil
    }
  }

  public var parameter: String? {
    switch self {
    case .outOfRange(let parameter, _, _), .odd(let parameter, _), .repeated(let parameter): parameter
    case .frequencies(let minimum, _, _): minimum < 0 ? "fmin" : "fmax"
    case .planning, .emptyBand: "fft"
    case .emptyAudio, .tooShort: nil
    }
  }

  static func check(_ parameter: String, _ value: Double, in range: ClosedRange<Double>) throws {
    guard range.contains(value) else {
      throw SpectralError.outOfRange(parameter: parameter, value: value, range: range)
    }
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
