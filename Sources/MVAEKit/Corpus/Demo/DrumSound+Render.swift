extension DrumSound {
  /// One stroke at full strength, at `rate` Hz.
  func render(rate: Double, noise: inout NoiseSource) -> [Float] {
    let count = Int(length * rate)
    var stroke = [Float](repeating: 0, count: count)
    if toneLevel > 0 { addTone(rate: rate, into: &stroke) }
    if noiseLevel > 0 { addNoise(rate: rate, noise: &noise, into: &stroke) }
    return stroke
  }

  private func addTone(rate: Double, into stroke: inout [Float]) {
    guard toneStart < 0.45 * rate else { return }
    let sine = Wavetable.sine.table(partials: 1)
    var phase: UInt32 = 0
    var excess = toneStart - toneEnd
    var level = toneLevel
    let excessFall = PortableMath.exp(-1 / (toneFall * rate))
    let levelFall = PortableMath.exp(-1 / (toneDecay * rate))
    let turn = 4_294_967_296 / rate
    for index in stroke.indices {
      stroke[index] += Float(level) * sine[Int(phase >> UInt32(32 - Wavetable.bits))]
      phase &+= UInt32(min(2_147_483_647, (toneEnd + excess) * turn))
      excess *= excessFall
      level *= levelFall
    }
  }

  /// Noise through a band of two one-pole filters, at a level that does not depend on the band.
  private func addNoise(rate: Double, noise: inout NoiseSource, into stroke: inout [Float]) {
    var low = OnePole(cutoff: noiseHigh, rate: rate)
    var high = OnePole(cutoff: min(noiseLow, 0.3 * rate), rate: rate)
    let fall = Float(PortableMath.exp(-1 / (noiseDecay * rate)))
    let rise = Float(1 / max(1, attack * rate))
    var bursts = echoes.map { Int($0 * rate) }[...]
    var level: Float = 1
    var open: Float = 0
    for index in stroke.indices {
      if let next = bursts.first, index == next {
        level = 1
        bursts.removeFirst()
      }
      let band = low.low(noise.next())
      open = min(1, open + rise)
      stroke[index] += Float(noiseLevel) * level * open * (band - high.low(band))
      level *= fall
    }
  }
}
