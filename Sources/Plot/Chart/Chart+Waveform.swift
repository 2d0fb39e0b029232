extension Chart {
  /// Amplitude over time as the envelope of each half pixel's lowest and highest sample.
  ///
  /// - Parameters:
  ///   - samples: mono, usually -1...1.
  ///   - sampleRate: hertz.
  public static func waveform(
    samples: [Float], sampleRate: Double, title: String = "Waveform", theme: Theme = .light
  ) -> Chart {
    let rate = sampleRate > 0 && sampleRate.isFinite ? sampleRate : 1
    let width = 760.0
    let envelope = Envelope(samples: samples, columns: Int(width) * 2)
    let times = envelope.starts.map { Double($0) / rate }
    let mark = BandMark(
      x: times, lower: envelope.lower, upper: envelope.upper, style: .solid, kind: "Waveform")
    let seconds = Double(max(samples.count, 1)) / rate
    let peak = max(envelope.upper.max() ?? 0, -(envelope.lower.min() ?? 0))
    // Room to full scale only where the sound comes near it, so that quiet sounds stay visible.
    let reach = peak > 0.5 && peak <= 1 ? 1 : peak > 0 ? peak * 1.1 : 1
    var time = Self.time(seconds: seconds)
    (time.lower, time.upper) = (0, seconds)
    return Chart(
      title: title, marks: [mark], x: time, y: Axis(title: "Amplitude", lower: -reach, upper: reach),
      width: width,
      height: 240, theme: theme)
  }
}

/// The lowest and highest sample of each of a number of equal stretches.
struct Envelope {
  private(set) var starts: [Int] = []
  private(set) var lower: [Double] = []
  private(set) var upper: [Double] = []

  /// Stretches without a finite sample are left out as not-a-number.
  init(samples: [Float], columns: Int) {
    let count = min(columns, samples.count)
    for column in 0..<max(count, 0) {
      let start = column * samples.count / count
      let end = (column + 1) * samples.count / count
      var low = Float.infinity
      var high = -Float.infinity
      for sample in samples[start..<end] where sample.isFinite {
        low = min(low, sample)
        high = max(high, sample)
      }
      starts.append(start)
      lower.append(low <= high ? Double(low) : .nan)
      upper.append(low <= high ? Double(high) : .nan)
    }
  }
}
