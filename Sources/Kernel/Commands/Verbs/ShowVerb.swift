import MVAEKit
import Plot

/// `show`: pictures of one sound.
enum ShowVerb {
  static let verb = Verb(
    "show", summary: "Draws a picture of one sound, or one image; tells of the cache and of what runs.",
    [
      spectrogram, waveform, ShowFeatures.mfcc, ShowFeatures.chroma, image, CacheVerbs.show, RunsVerb.runs,
      RunsVerb.run,
    ])

  private static let sound = Key<Value>.object(
    "sound", "a track, a clip or one mel image", [.track, .clip, .images])
  static let wave = Key<Value>.object("sound", "a track or a clip", [.track, .clip])
  private static let bands = Key<Int>.integer("bands", "mel bands", in: 1...512, default: 128)
  private static let range = Key<Double>.number(
    "range", "dB below the loudest that are shown", in: 10...200, default: 80)

  private static let spectrogram = Command(
    "show", "spectrogram", summary: "The log-mel spectrogram of a sound: time, frequency in Hz, level in dB.",
    subjects: [sound.parameter], labels: [bands.parameter, range.parameter] + FigureOptions.parameters,
    examples: [
      .init("show spectrogram corpus[3]", "a track"),
      .init("show spectrogram mel[3]", "the image a model sees"),
    ], isShowing: true
  ) { invocation in
    let value = try invocation.value(sound)
    let chart: Chart
    if let images = value.as(FeatureTensor.self) {
      chart = try Self.chart(of: images, at: sound, invocation)
    } else {
      chart = try Self.chart(of: try Sound(value, invocation), invocation)
    }
    return .object(try FigureOptions.figure(chart, invocation))
  }

  private static func chart(of sound: Sound, _ invocation: Invocation) throws -> Chart {
    let reference = DecibelScale(reference: .peak, range: Float(try invocation.value(range)))
    let configuration = MelConfiguration(bands: try invocation.value(bands), decibels: reference)
    let mel = try MelExtractor(configuration).melSpectrogram(
      of: sound.audio, cancellation: invocation.cancellation)
    return .spectrogram(
      values: mel.values, bands: mel.bands, frames: mel.frames,
      secondsPerFrame: Double(mel.hop) / Double(mel.sampleRate), bandFrequencies: mel.frequencies,
      unit: "dB", title: sound.title)
  }

  // MARK: Images

  private static let images = Key<FeatureTensor>.value("image", "one image")

  private static let image = Command(
    "show", "image", summary: "One image as a model sees it: a picture, or a log-mel spectrogram.",
    subjects: [images.parameter], labels: FigureOptions.parameters,
    examples: [.init("show image digits[3]", "a digit"), .init("show image mel[3]", "a spectrogram")],
    isShowing: true
  ) { invocation in
    let chart = try chart(of: try invocation.value(images), at: images, invocation)
    return .object(try FigureOptions.figure(chart, invocation))
  }

  private static func chart<Subject>(of images: FeatureTensor, at key: Key<Subject>, _ invocation: Invocation)
    throws -> Chart
  {
    guard images.rows.count == 1 else {
      throw invocation.diagnostic(
        "OneOnly", "these are \(images.rows.count) images", at: key, hint: "take one by its index: `[0]`")
    }
    let style = ImageStyle(images.content)
    let (height, width) = (images.values.shape[1], images.values.shape[2])
    let colors = ColorScale(
      title: style.colorTitle, unit: style.unit, map: style.map, extent: Extent(of: images.values.values))
    let mark = ImageMark(
      values: images.values.values, rows: height, columns: width, xRange: 0...Double(width),
      yRange: 0...Double(height), colors: colors, lowestRowFirst: style.lowestRowFirst, kind: style.kind)
    // A picture's pixels are about square: what is beside its 304 pixels of height are axes and colour bar.
    let pictureWidth = 136 + 304 * min(max(Double(width) / Double(max(1, height)), 0.5), 2)
    return Chart(
      title: "\(style.kind) of \(images.rows.ids.first ?? "")", marks: [mark],
      x: Axis(title: style.xTitle, scale: .whole, showsGrid: false),
      y: Axis(title: style.yTitle, scale: .whole, showsGrid: false, isReversed: !style.lowestRowFirst),
      width: images.content == .picture ? pictureWidth : 520, height: 400)
  }

  // MARK: Waveforms

  private static let waveform = Command(
    "show", "waveform", summary: "The waveform of a sound: its envelope over time.",
    subjects: [wave.parameter],
    labels: FigureOptions.parameters,
    examples: [.init("show waveform corpus[3]", "a track's waveform")], isShowing: true
  ) { invocation in
    let sound = try Sound(try invocation.value(wave), invocation)
    let chart = Chart.waveform(
      samples: sound.audio.samples, sampleRate: Double(sound.audio.sampleRate), title: sound.title)
    return .object(try FigureOptions.figure(chart, invocation))
  }
}

/// The samples of a track or a clip, with a title.
struct Sound {
  let title: String
  let audio: AudioBuffer

  init(title: String, audio: AudioBuffer) {
    self.title = title
    self.audio = audio
  }

  init(_ value: Value, _ invocation: Invocation) throws {
    if let clip = value.as(Clip.self) {
      title = clip.title
      audio = clip.audio
    } else if let track = value.as(Track.self) {
      title = track.title
      audio = try track.source.read(sampleRate: Self.rate, cancellation: invocation.cancellation)
    } else {
      throw Diagnostic("WrongType", "\(value.kind.withArticle) has no sound", at: invocation.span)
    }
  }

  /// In Hz, that of a corpus.
  private static let rate = 22050
}
