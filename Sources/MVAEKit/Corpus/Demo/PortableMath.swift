/// Sines and powers from additions and multiplications alone, so that their last bit is the same on every machine
/// (C libraries differ there).
enum PortableMath {
  /// sin(2π · `turns`), by the Taylor series to x¹⁵ on a quarter turn: error below 1e-11.
  static func sine(turns: Double) -> Double {
    let fraction = turns - turns.rounded()
    // Folding at a quarter turn: sin(π − x) = sin x.
    let folded =
      fraction > 0.25 ? 0.5 - fraction : (fraction < -0.25 ? -0.5 - fraction : fraction)
    let x = 2 * Double.pi * folded
    let square = x * x
    var sum = 1.0
    for order in stride(from: 14.0, through: 2, by: -2) {
      sum = 1 - square / (order * (order + 1)) * sum
    }
    return x * sum
  }

  /// 2 to the power of `x`, |x| < 1000, by the Taylor series of the fraction to the 16th power.
  static func exp2(_ x: Double) -> Double {
    let whole = x.rounded()
    let y = (x - whole) * 0.693147180559945309417232121458
    var sum = 1.0
    for order in stride(from: 16.0, through: 1, by: -1) {
      sum = 1 + y / order * sum
    }
    return Double(sign: .plus, exponent: Int(whole), significand: 1) * sum
  }

  /// e to the power of `x`.
  static func exp(_ x: Double) -> Double {
    exp2(x * 1.44269504088896340735992468100)
  }

  /// The factor of an amplitude for a level in dB: 10^(dB / 20).
  static func gain(decibels: Double) -> Double {
    exp2(decibels * 0.166096404744368117393515971474)
  }
}
