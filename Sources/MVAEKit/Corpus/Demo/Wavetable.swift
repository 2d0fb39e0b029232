/// One cycle of a sum of harmonics, kept at several bandwidths so that no partial passes the Nyquist frequency.
struct Wavetable: Sendable {
  static let bits = 10
  static let size = 1 << bits

  /// Table k holds the first 64 >> k harmonics, over one cycle and a first sample again for interpolation.
  private let bandwidths: [[Float]]

  /// - Parameter harmonics: amplitude of the first, second, … harmonic; the cycle is scaled to a peak of 1.
  init(harmonics: [Double]) {
    let full = Self.cycle(harmonics.prefix(64))
    let peak = full.reduce(1e-9) { max($0, abs($1)) }
    bandwidths = (0..<7).map { level in
      let cycle = level == 0 ? full : Self.cycle(harmonics.prefix(64 >> level))
      return (cycle + [cycle[0]]).map { Float($0 / peak) }
    }
  }

  /// The fullest table with no more than `partials` harmonics.
  func table(partials: Int) -> [Float] {
    var level = 0
    while level < bandwidths.count - 1 && 64 >> level > partials { level += 1 }
    return bandwidths[level]
  }

  private static func cycle(_ harmonics: ArraySlice<Double>) -> [Double] {
    var cycle = [Double](repeating: 0, count: size)
    for (order, amplitude) in harmonics.enumerated() where amplitude != 0 {
      for index in 0..<size {
        cycle[index] += amplitude * sineCycle[index * (order + 1) & (size - 1)]
      }
    }
    return cycle
  }

  private static let sineCycle = (0..<size).map { PortableMath.sine(turns: Double($0) / Double(size)) }

  static let sine = Wavetable(harmonics: [1])
}

extension Wavetable {
  /// Harmonic n at n^-`slope`, with every even one times `even`, up to harmonic `count`.
  static func slope(_ slope: Double, even: Double = 1, count: Int = 64) -> Wavetable {
    Wavetable(
      harmonics: (1...count).map { order in
        let amplitude = PortableMath.exp2(-slope * log2(order))
        return order % 2 == 0 ? amplitude * even : amplitude
      })
  }

  /// log₂ n for a whole number, by halving and the series of artanh.
  private static func log2(_ number: Int) -> Double {
    var rest = Double(number)
    var whole = 0.0
    while rest >= 2 {
      rest /= 2
      whole += 1
    }
    let ratio = (rest - 1) / (rest + 1)
    var sum = 0.0
    for order in stride(from: 41.0, through: 1, by: -2) { sum = sum * ratio * ratio + 1 / order }
    return whole + 2 * ratio * sum * 1.44269504088896340735992468100
  }
}
