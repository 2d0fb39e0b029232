import MVAEKit
import Plot

/// `show mfcc` and `show chroma`: the course of a feature over one sound.
enum ShowFeatures {
  static let mfcc = Command(
    "show", "mfcc", summary: "The cepstral coefficients of a sound: time, coefficient, value.",
    details: ["Coefficient 0 is the level and far larger than the others; `extract mfcc` tells more."],
    subjects: [ShowVerb.wave.parameter],
    labels: [ExtractSpectral.coefficients.parameter, ExtractSpectral.lifter.parameter]
      + FigureOptions.parameters,
    examples: [.init("show mfcc corpus[3]", "20 coefficients over time")], isShowing: true
  ) { invocation in
    let feature = FrameFeature.mfcc(
      coefficients: try invocation.value(ExtractSpectral.coefficients),
      lifter: try invocation.value(ExtractSpectral.lifter))
    let axis = Axis(title: "Coefficient", scale: .whole, showsGrid: false)
    return try figure(feature, invocation) { features in
      let reach = reach(features)
      let colors = ColorScale(title: "MFCC", map: .blueRed, extent: nil, lower: -reach, upper: reach)
      return Picture(
        colors: colors, kind: "MFCC", axis: axis,
        caption:
          "Values beyond ±\(NumberText.short(reach)), such as coefficient 0, the level, have the colours of the ends."
      )
    }
  }

  /// What 17 of 20 values stay within: the first coefficients are so large that on their range all others would
  /// look alike.
  private static func reach(_ features: FrameFeatures) -> Double {
    let sizes = features.values.lazy.filter(\.isFinite).map { abs($0) }.sorted()
    guard !sizes.isEmpty else { return 1 }
    let size = Double(sizes[sizes.count * 17 / 20])
    return size >= 10 ? (size / 10).rounded(.up) * 10 : size > 0 ? size : 1
  }

  static let chroma = Command(
    "show", "chroma", summary: "The chroma of a sound: time, pitch class, strength.",
    subjects: [ShowVerb.wave.parameter],
    labels: [ExtractSpectral.tuning.parameter] + FigureOptions.parameters,
    examples: [.init("show chroma corpus[3]", "the twelve pitch classes over time")], isShowing: true
  ) { invocation in
    let feature = FrameFeature.chroma(tuning: try invocation.value(ExtractSpectral.tuning))
    let axis = Axis(title: "Pitch class", scale: .ordinal(PitchClass.symbols), showsGrid: false)
    return try figure(feature, invocation) { _ in
      let colors = ColorScale(title: "Strength", map: .magma, extent: nil, lower: 0, upper: 1)
      return Picture(colors: colors, kind: "Chroma", axis: axis, caption: nil)
    }
  }

  /// How a feature looks.
  private struct Picture {
    let colors: ColorScale
    let kind: String
    let axis: Axis
    let caption: String?
  }

  private static func figure(
    _ feature: FrameFeature, _ invocation: Invocation, picture: (FrameFeatures) -> Picture
  ) throws -> Value {
    let sound = try Sound(try invocation.value(ShowVerb.wave), invocation)
    let extractor = SpectralExtractor(SpectralConfiguration(features: [feature]))
    let features = try extractor.features(of: sound.audio, cancellation: invocation.cancellation)[0]
    let picture = picture(features)
    let seconds = Double(features.frames) * features.secondsPerFrame
    // Row r is a band of height 1 around r.
    let mark = ImageMark(
      values: features.values, rows: features.rows, columns: features.frames, xRange: 0...seconds,
      yRange: -0.5...Double(features.rows) - 0.5, colors: picture.colors, lowestRowFirst: true,
      kind: picture.kind)
    let time = Axis(title: "Time", unit: seconds >= 5 ? "m:ss" : "s", scale: .time, showsGrid: false)
    let chart = Chart(
      title: sound.title, caption: picture.caption, marks: [mark], x: time, y: picture.axis, width: 760,
      height: picture.caption == nil ? 330 : 350)
    return .object(try FigureOptions.figure(chart, invocation))
  }
}
