import MVAEKit

/// The kinds of `extract` that are read off the frames of a recording and summarised over time.
enum ExtractSpectral {
  static let commands = [
    mfcc, chroma, contrast, centroid, bandwidth, rolloff, flatness, zcr, rms, tonnetz, tempo, spectral,
  ]

  // MARK: Labels that several kinds have

  static let fft = Key<Int>.integer(
    "fft", "samples of one Fourier transform", in: 64...65536, default: 2048)
  static let hop = Key<Int>.integer("hop", "samples between two frames", in: 1...65536, default: 512)
  static let fmin = Key<Double>.number("fmin", "lowest frequency, Hz", in: 0...96000, default: 0)
  static let fmax = Key<Double>.number(
    "fmax", "highest frequency, Hz; half the sample rate if left out", in: 1...96000)
  static let htk = Key<Bool>.flag("htk", "the HTK mel scale instead of Slaney's", default: false)
  static let scaling = Key<String>.word(
    "scaling", "how distances see the columns: standardised, or as they are",
    FeatureMatrix.Scaling.allCases.map(\.rawValue), default: "standard")
  static let tuning = Key<Tuning>(
    parameter: Parameter(
      "tuning", "how far A is off 440 Hz, in semitones; `estimate` finds it and takes twice as long",
      .either([.number(-0.5...0.5), .word(["estimate"])]), fallback: "0"),
    fallback: .semitones(0),
    read: { value in value.number.map { .semitones($0) } ?? .estimated })
  static let coefficients = Key<Int>.integer(
    "coefficients", "cepstral coefficients, from the lowest", in: 1...512, default: 20)
  static let lifter = Key<Double>.number(
    "lifter", "cepstral lifter L; 0 for none", in: 0...1000, default: 0)

  private static let summary = Key<[String]>.words(
    "summary", "statistics over time; each gives a column a row of the feature",
    SummaryStatistic.allCases.map(\.rawValue), default: ["mean", "variance"])
  private static let deltas = Key<Int>.integer(
    "deltas", "derivatives over time that come along: 1 for the first, 2 for the second too", in: 0...2,
    default: 0)
  private static let framing = [fft.parameter, hop.parameter]

  // MARK: Kinds with settings of their own

  private static let mfccBands = Key<Int>.integer(
    "bands", "mel bands below the coefficients", in: 1...512, default: 128)

  private static let mfcc = Command(
    "extract", "mfcc",
    summary: "Mel-frequency cepstral coefficients, summarised over time: one vector a track.",
    details: [
      "As librosa defines them: an orthonormal DCT-II of the log-mel spectrum in dB (Davis & Mermelstein 1980). "
        + "The default, mean and variance of 20 coefficients, is the 40-d input of the basic VAE. Deltas are "
        + "Savitzky & Golay's over 9 frames."
    ],
    subjects: [ExtractVerb.corpus.parameter],
    labels: [
      coefficients.parameter, summary.parameter, scaling.parameter, mfccBands.parameter, fft.parameter,
      hop.parameter, fmin.parameter, fmax.parameter, htk.parameter, lifter.parameter, deltas.parameter,
    ] + ExtractVerb.commonLabels,
    examples: [
      .init("mfcc = extract mfcc corpus", "40 numbers a track"),
      .init("mfcc = extract mfcc corpus coefficients: 13 summary: [mean, deviation]", "26 numbers a track"),
      .init("mfcc = extract mfcc corpus deltas: 2", "120 numbers a track"),
      .init("mfcc2 = extract mfcc more like: basic", "other tracks, as a model takes them"),
    ]
  ) { invocation in
    let cache = try ExtractVerb.cache(invocation)
    if case .mfcc(let configuration, let rate)? = try ExtractVerb.recipe(
      invocation, { if case .mfcc = $0 { true } else { false } })
    {
      return .object(
        try ExtractVerb.extract(MFCCExtractor(configuration, cache: cache), invocation, rate: rate))
    }
    let configuration = MFCCConfiguration(
      coefficients: try invocation.value(coefficients),
      summary: try invocation.value(summary).compactMap(SummaryStatistic.init(rawValue:)),
      scaling: FeatureMatrix.Scaling(rawValue: try invocation.value(scaling)) ?? .standard,
      bands: try invocation.value(mfccBands), fft: try invocation.value(fft), hop: try invocation.value(hop),
      fmin: try invocation.value(fmin), fmax: invocation.optional(fmax), htk: try invocation.value(htk),
      lifter: try invocation.value(lifter), deltas: try invocation.value(deltas))
    return .object(try ExtractVerb.extract(MFCCExtractor(configuration, cache: cache), invocation))
  }

  private static let chroma = command(
    "chroma", "The strength of the twelve pitch classes, summarised over time.",
    "As librosa's `chroma_stft` (Ellis 2007), with tuning 0 unless told otherwise; librosa estimates it.",
    labels: [tuning.parameter], example: .init("chroma = extract chroma corpus", "24 numbers a track")
  ) { .chroma(tuning: try $0.value(tuning)) }

  private static let tonnetz = command(
    "tonnetz", "Fifths, minor and major thirds as points on three circles, summarised over time.",
    "Harte et al. 2006, of the chroma of a Fourier transform (librosa: of a constant-Q transform).",
    labels: [tuning.parameter], example: .init("harmony = extract tonnetz corpus", "12 numbers a track")
  ) { .tonnetz(tuning: try $0.value(tuning)) }

  private static let contrastBands = Key<Int>.integer(
    "bands", "octaves above `fmin`; the band below comes along", in: 1...16, default: 6)
  private static let contrastFmin = Key<Double>.number(
    "fmin", "where the first octave begins, Hz", in: 1...48000, default: 200)

  private static let contrast = command(
    "contrast", "How far peaks stand above valleys in each octave, in dB, summarised over time.",
    "Jiang et al. 2002, as librosa's `spectral_contrast`: the highest and the lowest 2 % of each band.",
    labels: [contrastBands.parameter, contrastFmin.parameter],
    example: .init("contrast = extract contrast corpus", "14 numbers a track")
  ) { .contrast(bands: try $0.value(contrastBands), fmin: try $0.value(contrastFmin)) }

  private static let percent = Key<Double>.number(
    "percent", "the share of the magnitude below the frequency", in: 0.01...0.99, default: 0.85)

  private static let rolloff = command(
    "rolloff", "The frequency below which 85 % of the magnitude lies, in Hz, summarised over time.",
    "As librosa's `spectral_rolloff`.", labels: [percent.parameter],
    example: .init("rolloff = extract rolloff corpus percent: 0.95", "2 numbers a track")
  ) { .rolloff(fraction: try $0.value(percent)) }

  // MARK: Kinds without

  private static let centroid = command(
    "centroid", "Where the spectrum's weight lies, in Hz, summarised over time: the brightness.",
    "As librosa's `spectral_centroid`.",
    example: .init("brightness = extract centroid corpus", "2 numbers a track")
  ) { _ in .centroid }

  private static let bandwidth = command(
    "bandwidth", "How far the spectrum spreads around its centroid, in Hz, summarised over time.",
    "As librosa's `spectral_bandwidth` with p = 2.",
    example: .init("bandwidth = extract bandwidth corpus", "2 numbers a track")
  ) { _ in .bandwidth }

  private static let flatness = command(
    "flatness", "From 0 (a tone) to 1 (white noise), summarised over time.",
    "The geometric over the arithmetic mean of the powers, as librosa's `spectral_flatness`.",
    example: .init("flatness = extract flatness corpus", "2 numbers a track")
  ) { _ in .flatness }

  private static let zcr = command(
    "zcr", "The share of samples at which the sign changes, summarised over time.",
    "As librosa's `zero_crossing_rate`.", example: .init("zcr = extract zcr corpus", "2 numbers a track")
  ) { _ in .zeroCrossingRate }

  private static let rms = command(
    "rms", "The root of the mean square of each frame, summarised over time: the loudness.",
    "As librosa's `rms` of samples.", example: .init("rms = extract rms corpus", "2 numbers a track")
  ) { _ in .rms }

  private static let tempo = Command(
    "extract", "tempo", summary: "The tempo in beats a minute: one number a track.",
    details: [
      "As librosa's `feature.tempo`: onset strength, its autocorrelation over 8 s, a log-normal prior around 120. "
        + "Twice or half of what a listener would tap is common."
    ],
    subjects: [ExtractVerb.corpus.parameter],
    labels: [scaling.parameter] + framing + ExtractVerb.commonLabels,
    examples: [.init("tempo = extract tempo corpus", "a number a track")]
  ) { invocation in try extract(invocation) { [.tempo] } }

  private static func command(
    _ kind: String, _ summary: String, _ details: String, labels: [Parameter] = [],
    example: Command.Example, feature: @escaping @Sendable (Invocation) throws -> FrameFeature
  ) -> Command {
    Command(
      "extract", kind, summary: summary, details: [details], subjects: [ExtractVerb.corpus.parameter],
      labels: labels + [Self.summary.parameter, scaling.parameter] + framing + ExtractVerb.commonLabels,
      examples: [example]
    ) { invocation in try extract(invocation) { [try feature(invocation)] } }
  }

  // MARK: Several together

  private static let kinds = Key<[String]>.words(
    "kinds", "what is extracted, in the order of the columns",
    [
      "mel", "mfcc", "chroma", "contrast", "centroid", "bandwidth", "rolloff", "flatness", "zcr", "rms",
      "tonnetz", "tempo",
    ],
    default: ["contrast", "centroid", "bandwidth", "rolloff", "flatness", "zcr", "rms"])

  private static let spectral = Command(
    "extract", "spectral", summary: "Several features of frames at once, as one vector a track.",
    details: [
      "One decoding and one Fourier transform serve them all. Columns are named kind by kind: `chroma_C_mean`, "
        + "`tempo`. What has no label here keeps the default of its own kind."
    ],
    subjects: [ExtractVerb.corpus.parameter],
    labels: [
      kinds.parameter, summary.parameter, scaling.parameter, coefficients.parameter, deltas.parameter,
      tuning.parameter,
    ] + framing + ExtractVerb.commonLabels,
    examples: [
      .init("shape = extract spectral corpus", "26 numbers a track"),
      .init("all = extract spectral corpus kinds: [mfcc, chroma, tempo]", "65 numbers a track"),
    ]
  ) { invocation in try extract(invocation) { try chosen(invocation) } }

  private static func chosen(_ invocation: Invocation) throws -> [FrameFeature] {
    let coefficients = try invocation.value(coefficients)
    let deltas = try invocation.value(deltas)
    let tuning = try invocation.value(tuning)
    return try invocation.value(kinds).compactMap { kind in
      switch kind {
      case "mel": .mel(MelConfiguration().analysis)
      case "mfcc": .mfcc(coefficients: coefficients, deltas: deltas)
      case "chroma": .chroma(tuning: tuning)
      case "tonnetz": .tonnetz(tuning: tuning)
      case "contrast": .contrast()
      case "centroid": .centroid
      case "bandwidth": .bandwidth
      case "rolloff": .rolloff()
      case "flatness": .flatness
      case "zcr": .zeroCrossingRate
      case "rms": .rms
      case "tempo": .tempo
      default: nil
      }
    }
  }

  // MARK: Running

  private static func extract(_ invocation: Invocation, _ features: () throws -> [FrameFeature]) throws
    -> Value
  {
    let cache = try ExtractVerb.cache(invocation)
    if case .spectral(let configuration, let rate)? = try ExtractVerb.recipe(
      invocation, { isOf(invocation.command.kind, $0) })
    {
      let extractor = SpectralExtractor(configuration, cache: cache)
      return .object(try ExtractVerb.extract(extractor, invocation, rate: rate))
    }
    let configuration = SpectralConfiguration(
      features: try features(),
      summary: try invocation.value(summary).compactMap(SummaryStatistic.init(rawValue:)),
      scaling: FeatureMatrix.Scaling(rawValue: try invocation.value(scaling)) ?? .standard,
      fft: try invocation.value(fft), hop: try invocation.value(hop))
    return .object(try ExtractVerb.extract(SpectralExtractor(configuration, cache: cache), invocation))
  }

  /// Whether features were made by one kind of `extract`, or by any for `spectral`.
  private static func isOf(_ kind: String?, _ recipe: FeatureRecipe) -> Bool {
    guard case .spectral(let configuration, _) = recipe else { return false }
    return kind == "spectral" || configuration.features.map(\.name) == [kind]
  }
}
