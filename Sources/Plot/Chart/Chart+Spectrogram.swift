extension Chart {
  /// Levels over time and frequency.
  ///
  /// - Parameters:
  ///   - values: row-major, bands × frames, band 0 the lowest; too few values give an empty plot.
  ///   - secondsPerFrame: hop in seconds; frame k stands at k × secondsPerFrame.
  ///   - bandFrequencies: hertz at each band's centre, rising; the axis is exact for any spacing.
  ///   - lower, upper: fixed ends of the colours, in `unit`.
  public static func spectrogram(
    values: [Float], bands: Int, frames: Int, secondsPerFrame: Double, bandFrequencies: [Double],
    unit: String = "dB", title: String, lower: Double? = nil, upper: Double? = nil, theme: Theme = .light
  ) -> Chart {
    let step = secondsPerFrame > 0 && secondsPerFrame.isFinite ? secondsPerFrame : 1
    let seconds = max(Double(frames) * step, step)
    let hertz = PositionScale(.bands(bandFrequencies), extent: Extent(lower: 0, upper: max(Double(bands), 1)))
    let colors = ColorScale(
      title: "Level", unit: unit, map: .magma, extent: Extent(of: values), lower: lower, upper: upper)
    let mark = ImageMark(
      values: values, rows: bands, columns: frames, xRange: 0...seconds, yRange: hertz.domain, colors: colors,
      lowestRowFirst: true, kind: "Spectrogram")
    return Chart(
      title: title, marks: [mark], x: time(seconds: seconds),
      y: Axis(title: "Frequency", unit: "Hz", scale: hertz.kind, showsGrid: false), width: 760, height: 330,
      theme: theme)
  }

  /// An axis of seconds that starts at 0: m:ss from some seconds on, else decimals.
  static func time(seconds: Double) -> Axis {
    Axis(title: "Time", unit: seconds >= 5 ? "m:ss" : "s", scale: .time, showsGrid: false)
  }
}

extension Extent {
  /// The finite values' range of single-precision data.
  public init?(of values: [Float]) {
    var lower = Float.infinity
    var upper = -Float.infinity
    for value in values where value.isFinite {
      lower = min(lower, value)
      upper = max(upper, value)
    }
    guard lower <= upper else { return nil }
    self.init(lower: Double(lower), upper: Double(upper))
  }
}
