/// A plucked string (Karplus & Strong 1983): noise that circles through a delay line and a low-pass filter.
struct PluckedVoice: Sendable {
  /// Seconds to fall to 1/e.
  let decay: Double
  /// Weight of the averaging filter, 0 (steel) to 0.5 (nylon).
  let softness: Float
  /// Smoothing of the pluck, 0 (plectrum) to 1 (thumb).
  let thumb: Float
  let release: Double
  var level: Float = 1

  func render(_ span: NoteSpan, gain: Float, noise: inout NoiseSource, into bus: inout [Float]) {
    var string = StringLine(self, span: span, noise: &noise)
    let release = Float(max(1, Int(self.release * span.rate)))
    bus.withUnsafeMutableBufferPointer { bus in
      for index in 0..<span.count {
        let late = Float(index - span.held)
        let end = late > 0 ? max(0, 1 - late / release) : 1
        bus[span.start + index] += gain * level * end * string.next()
      }
    }
  }
}

/// The string itself: a ring whose length, with the filter's delay, is one period.
private struct StringLine {
  private var line: [Float]
  private var place = 0
  private var older: Float = 0
  private var oldest: Float = 0
  private let now: Float
  private let before: Float
  private let last: Float

  init(_ voice: PluckedVoice, span: NoteSpan, noise: inout NoiseSource) {
    let period = span.rate / span.frequency
    // The filter delays by its weight; what is left of a whole number is interpolated.
    let length = max(2, Int(period - Double(voice.softness)))
    let fraction = Float(min(1, max(0, period - Double(voice.softness) - Double(length))))
    let keep = Float(PortableMath.exp(-1 / (span.frequency * voice.decay)))
    now = keep * (1 - voice.softness) * (1 - fraction)
    before = keep * (voice.softness * (1 - fraction) + (1 - voice.softness) * fraction)
    last = keep * voice.softness * fraction
    line = Self.pluck(length: length, thumb: voice.thumb, noise: &noise)
  }

  mutating func next() -> Float {
    let sample = line[place]
    line[place] = now * sample + before * older + last * oldest
    oldest = older
    older = sample
    place = place &+ 1 == line.count ? 0 : place &+ 1
    return sample
  }

  /// A smoothed burst of noise without direct current, at unit root mean square.
  private static func pluck(length: Int, thumb: Float, noise: inout NoiseSource) -> [Float] {
    var smooth: Float = 0
    var burst = (0..<length).map { _ in
      smooth += (1 - thumb) * (noise.next() - smooth)
      return smooth
    }
    let mean = burst.reduce(0, +) / Float(length)
    var power: Float = 0
    for index in 0..<length {
      burst[index] -= mean
      power += burst[index] * burst[index]
    }
    let scale = 0.6 / max(1e-6, (power / Float(length)).squareRoot())
    return burst.map { $0 * scale }
  }
}
