import MVAEKit

/// `extract mel`: log-mel spectrograms as images.
enum ExtractMel {
  private static let bands = Key<Int>.integer(
    "bands", "mel bands: the height of each image", in: 1...512, default: 64)
  private static let frames = Key<Int?>(
    parameter: Parameter(
      "frames", "the width of each image, whatever the track's length; `all` keeps every frame",
      .either([.integer(1...4096), .word(["all"])]), fallback: "64"),
    fallback: 64, read: { .some($0.integer) })
  private static let reference = Key<DecibelScale.Reference>(
    parameter: Parameter(
      "reference", "the power that 0 dB stands for; `max` is the loudest of each track",
      .either([.number(1e-10...1e10), .word(["max"])]), fallback: "1"),
    fallback: .one,
    read: { value in value.number.map { .power(Float($0)) } ?? .peak })
  private static let depth = Key<Double?>(
    parameter: Parameter(
      "top_db", "dB below the loudest at which everything quieter is cut",
      .either([.number(10...200), .word(["off"])]), fallback: "80"),
    fallback: 80, read: { .some($0.number) })

  static let command = Command(
    "extract", "mel", summary: "Log-mel spectrograms as images of one size: bands × frames, in dB.",
    details: [
      "As librosa defines them (power, Slaney's bank, 80 dB range); the frames of a track are resampled to the image's "
        + "width. With `frames: all` they stay, and longer tracks are cut to the shortest."
    ],
    subjects: [ExtractVerb.corpus.parameter],
    labels: [
      bands.parameter, frames.parameter, ExtractSpectral.fft.parameter, ExtractSpectral.hop.parameter,
      ExtractSpectral.fmin.parameter, ExtractSpectral.fmax.parameter, ExtractSpectral.htk.parameter,
      reference.parameter, depth.parameter,
    ] + ExtractVerb.commonLabels,
    examples: [
      .init("mel = extract mel corpus", "64 × 64 images"),
      .init("mel = extract mel corpus bands: 128 frames: 128", "larger ones"),
      .init("mel = extract mel corpus frames: all reference: max", "every frame, the loudest at 0 dB"),
    ]
  ) { invocation in
    let cache = try ExtractVerb.cache(invocation)
    if case .mel(let configuration, let rate)? = try ExtractVerb.recipe(
      invocation, { if case .mel = $0 { true } else { false } })
    {
      return .object(
        try ExtractVerb.extract(MelExtractor(configuration, cache: cache), invocation, rate: rate))
    }
    let configuration = MelConfiguration(
      bands: try invocation.value(bands), frames: try invocation.value(frames),
      fft: try invocation.value(ExtractSpectral.fft), hop: try invocation.value(ExtractSpectral.hop),
      fmin: try invocation.value(ExtractSpectral.fmin), fmax: invocation.optional(ExtractSpectral.fmax),
      htk: try invocation.value(ExtractSpectral.htk),
      decibels: DecibelScale(
        reference: try invocation.value(reference), range: try invocation.value(depth).map { Float($0) }))
    let pixels = Double(configuration.bands * (try invocation.value(frames) ?? 1))
    let tracks = Double(try invocation.value(ExtractVerb.corpus).tracks.count)
    try invocation.requireMemory(4 * pixels * tracks, for: "the images", at: ExtractVerb.corpus)
    return .object(try ExtractVerb.extract(MelExtractor(configuration, cache: cache), invocation))
  }
}
