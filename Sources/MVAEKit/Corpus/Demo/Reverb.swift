/// A small room after Schroeder (1962) and Moorer (1979): four damped combs side by side, then two all-passes.
struct Reverb {
  private var combs: [Comb]
  private var passes: [AllPass]
  private var wet: [Float]
  private let mix: Float

  /// - Parameter decay: seconds to fall by 60 dB.
  init(decay: Double, mix: Double, rate: Double, block: Int) {
    combs = [0.0297, 0.0371, 0.0411, 0.0437].map { Comb(seconds: $0, decay: decay, rate: rate) }
    passes = [0.005, 0.0017].map { AllPass(seconds: $0, rate: rate) }
    wet = [Float](repeating: 0, count: block)
    self.mix = Float(mix)
  }

  mutating func process(_ block: UnsafeMutableBufferPointer<Float>) {
    let mix = mix
    wet.withUnsafeMutableBufferPointer { buffer in
      let wet = UnsafeMutableBufferPointer(rebasing: buffer[..<block.count])
      wet.update(repeating: 0)
      for index in combs.indices { combs[index].add(UnsafeBufferPointer(block), into: wet) }
      for index in passes.indices { passes[index].process(wet) }
      for index in 0..<block.count { block[index] += mix * wet[index] }
    }
  }
}

private struct Comb {
  private var line: [Float]
  private var place = 0
  private var damped: Float = 0
  private let feedback: Float

  init(seconds: Double, decay: Double, rate: Double) {
    line = [Float](repeating: 0, count: max(1, Int(seconds * rate)))
    feedback = Float(PortableMath.gain(decibels: -60 * seconds / decay))
  }

  mutating func add(_ input: UnsafeBufferPointer<Float>, into output: UnsafeMutableBufferPointer<Float>) {
    let (feedback, length) = (feedback, line.count)
    var (place, damped) = (place, damped)
    line.withUnsafeMutableBufferPointer { line in
      for index in 0..<input.count {
        let delayed = line[place]
        output[index] += 0.35 * delayed
        damped = delayed + 0.25 * (damped - delayed)
        line[place] = input[index] + feedback * damped
        place = place &+ 1 == length ? 0 : place &+ 1
      }
    }
    (self.place, self.damped) = (place, damped)
  }
}

private struct AllPass {
  private var line: [Float]
  private var place = 0

  init(seconds: Double, rate: Double) {
    line = [Float](repeating: 0, count: max(1, Int(seconds * rate)))
  }

  mutating func process(_ block: UnsafeMutableBufferPointer<Float>) {
    let length = line.count
    var place = place
    line.withUnsafeMutableBufferPointer { line in
      for index in 0..<block.count {
        let delayed = line[place]
        let held = block[index] + 0.6 * delayed
        line[place] = held
        block[index] = delayed - 0.6 * held
        place = place &+ 1 == length ? 0 : place &+ 1
      }
    }
    self.place = place
  }
}
