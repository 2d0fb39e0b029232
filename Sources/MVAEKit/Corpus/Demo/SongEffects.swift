/// Saturation: a cubic-like soft curve, drive · x through x(27 + x²)/(27 + 9x²), flat from 3 on.
struct Saturation {
  private let drive: Float
  /// Brings a part of unit root mean square back to about that.
  private let level: Float = 1.15

  init(drive: Double) {
    self.drive = Float(drive)
  }

  var isActive: Bool { drive > 0 }

  @inline(__always)
  func shape(_ sample: Float) -> Float {
    let x = min(3, max(-3, sample * drive))
    return level * x * (27 + x * x) / (27 + 9 * x * x)
  }
}

/// A slow sine on the level: 1 − depth · (1 + cos)/2, deepest on the beat.
struct Tremolo {
  private let depth: Float
  private let turn: Double
  private var phase = 0.0

  init(depth: Double, frequency: Double, rate: Double) {
    self.depth = Float(depth)
    turn = frequency / rate
  }

  var isActive: Bool { depth > 0 }

  /// Treats a block with one straight line of level a 64 samples.
  mutating func process(_ block: UnsafeMutableBufferPointer<Float>) {
    for start in stride(from: 0, to: block.count, by: 64) {
      let count = min(64, block.count - start)
      let from = level
      phase += turn * Double(count)
      let slope = (level - from) / Float(count)
      for index in 0..<count { block[start + index] *= from + slope * Float(index) }
    }
  }

  private var level: Float {
    1 - depth * 0.5 * Float(1 + PortableMath.sine(turns: phase + 0.25))
  }
}

/// A feedback echo: y = x + mix · d, d = the line's end, into the line goes x + feedback · d.
struct Echo {
  private var line: [Float]
  private var place = 0
  private let feedback: Float
  private let mix: Float

  init(seconds: Double, feedback: Double, mix: Double, rate: Double) {
    line = [Float](repeating: 0, count: max(1, Int(seconds * rate)))
    self.feedback = Float(feedback)
    self.mix = Float(mix)
  }

  var isActive: Bool { mix > 0 }

  mutating func process(_ block: UnsafeMutableBufferPointer<Float>) {
    let (feedback, mix, length) = (feedback, mix, line.count)
    var place = place
    line.withUnsafeMutableBufferPointer { line in
      for index in 0..<block.count {
        let delayed = line[place]
        line[place] = block[index] + feedback * delayed
        block[index] += mix * delayed
        place = place &+ 1 == length ? 0 : place &+ 1
      }
    }
    self.place = place
  }
}
