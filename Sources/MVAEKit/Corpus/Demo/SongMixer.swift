/// Mixes the parts of a song through its effects and brings it to its brightness and loudness.
struct SongMixer {
  private static let block = 4096

  private var saturation: Saturation
  private var tremolo: Tremolo
  private var echo: Echo
  private var reverb: Reverb
  private var tone: (OnePole, OnePole)
  private var direct: OnePole
  private let bass: Float
  private let drums: Float
  private let factors: SongFactors
  /// Rise and fall of the fades a sample.
  private let fadeIn: Float
  private let fadeOut: Float

  init(song: DemoSong, rate: Double) {
    let mix = song.sound.mix
    fadeIn = Float(1 / (0.003 * rate))
    fadeOut = Float(1 / (0.04 * rate))
    factors = song.factors
    let beat = 60 / factors.tempo
    saturation = Saturation(drive: mix.drive)
    tremolo = Tremolo(depth: mix.tremoloDepth, frequency: mix.tremoloRate / beat, rate: rate)
    let wetness = song.artist.wetness
    echo = Echo(
      seconds: mix.delayBeats * beat, feedback: mix.delayFeedback, mix: mix.delayMix * wetness, rate: rate)
    reverb = Reverb(decay: mix.reverbDecay, mix: mix.reverbMix * wetness, rate: rate, block: Self.block)
    let cutoff = Self.cutoff(brightness: factors.brightness)
    tone = (OnePole(cutoff: cutoff, rate: rate), OnePole(cutoff: cutoff, rate: rate))
    direct = OnePole(cutoff: 25, rate: rate)
    bass = Float(PortableMath.gain(decibels: mix.bass))
    drums = Float(PortableMath.gain(decibels: mix.drums))
  }

  /// The corner of the final low-pass filter: 700 Hz at brightness 0 to 11 kHz at 1, on a logarithmic scale.
  static func cutoff(brightness: Double) -> Double {
    700 * PortableMath.exp2(brightness * 3.974)
  }

  /// Consumes the parts and returns the finished samples.
  mutating func mix(_ parts: consuming SongParts, cancellation: Cancellation) throws -> [Float] {
    var song = parts.melodic
    var power = 0.0
    for start in stride(from: 0, to: song.count, by: Self.block) {
      try cancellation.check()
      let range = start..<min(start + Self.block, song.count)
      song.withUnsafeMutableBufferPointer { buffer in
        let block = UnsafeMutableBufferPointer(rebasing: buffer[range])
        colour(block)
        add(parts.bass, parts.drums, from: start, to: block)
        power += finish(block)
      }
    }
    let loudness = PortableMath.gain(decibels: factors.loudness)
    let level = (power / Double(max(1, song.count))).squareRoot()
    let gain = level > 1e-9 ? Float(loudness / level) : 0
    for start in stride(from: 0, to: song.count, by: Self.block) {
      try cancellation.check()
      master(&song, start..<min(start + Self.block, song.count), gain: gain)
    }
    return song
  }

  /// Effects of harmony and melody alone.
  private mutating func colour(_ block: UnsafeMutableBufferPointer<Float>) {
    if saturation.isActive {
      for index in 0..<block.count { block[index] = saturation.shape(block[index]) }
    }
    if tremolo.isActive { tremolo.process(block) }
    if echo.isActive { echo.process(block) }
  }

  private func add(
    _ bassPart: [Float], _ drumPart: [Float], from start: Int, to block: UnsafeMutableBufferPointer<Float>
  ) {
    for index in 0..<block.count {
      block[index] += bass * bassPart[start + index] + drums * drumPart[start + index]
    }
  }

  /// Room, tone and direct current; returns the sum of squares.
  private mutating func finish(_ block: UnsafeMutableBufferPointer<Float>) -> Double {
    reverb.process(block)
    var power: Float = 0
    for index in 0..<block.count {
      let toned = tone.1.low(tone.0.low(block[index]))
      let sample = toned - direct.low(toned)
      block[index] = sample
      power += sample * sample
    }
    return Double(power)
  }

  /// Gain, a soft limit (straight to 0.7, then bending towards 1 without reaching it) and fades: 3 ms in, which
  /// leaves the first stroke its attack, and 40 ms out.
  private func master(_ song: inout [Float], _ range: Range<Int>, gain: Float) {
    for index in range {
      let sample = song[index] * gain
      let over = (abs(sample) - 0.7) / 0.3
      let limited = over > 0 ? 0.7 + 0.3 * over / (1 + over) : abs(sample)
      let edge = min(1, Float(index) * fadeIn, Float(song.count - 1 - index) * fadeOut)
      song[index] = (sample < 0 ? -limited : limited) * edge
    }
  }
}
