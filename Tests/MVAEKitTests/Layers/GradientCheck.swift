import Testing

@testable import MVAEKit

/// Gradients against central differences of a scalar function of buffers in single precision.
struct GradientCheck {
  /// The function whose gradient is checked, in double.
  let function: () throws -> Double

  /// Compares `gradient` with (f(x + h) − f(x − h)) / 2h for every value of `buffer`.
  ///
  /// h = 2⁻⁷ balances the truncation (h²) and the rounding of float32 (2⁻²⁴ / h): both near 1e-4, hence the
  /// tolerance of 2e-3 of the largest slope.
  func expect(_ gradient: Buffer, of buffer: Buffer, _ name: String, skipping: (Int) -> Bool = { _ in false })
    throws
  {
    let h: Float = 0x1p-7
    let largest = max(1e-3, gradient.values.reduce(0) { max($0, abs($1)) })
    for index in 0..<buffer.count where !skipping(index) {
      let value = buffer.base[index]
      buffer.base[index] = value + h
      let above = try function()
      buffer.base[index] = value - h
      let below = try function()
      buffer.base[index] = value
      let slope = (above - below) / Double(2 * h)
      if abs(slope - Double(gradient.base[index])) > 2e-3 * Double(largest) {
        Issue.record("\(name)[\(index)]: gradient \(gradient.base[index]), difference \(slope)")
      }
    }
  }

  /// Values from U(−1, 1).
  static func random(_ count: Int, seed: UInt64) -> Buffer {
    var source = RandomSource(seed: seed)
    return Buffer((0..<count).map { _ in Float(source.uniform(in: -1..<1)) })
  }

  /// Σ a · b in double: a scalar function of a layer's output with slope b.
  static func dot(_ a: MatrixView, _ b: MatrixView) -> Double {
    zip(a.values, b.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
}
