/// A first-order low-pass filter, y += a · (x − y), of cutoff f: a = 1 − e^(−2πf/rate).
struct OnePole: Sendable {
  private let weight: Float
  private var state: Float = 0

  /// - Parameter cutoff: in Hz; from 0.45 of the rate up the filter is open.
  init(cutoff: Double, rate: Double) {
    weight = cutoff >= 0.45 * rate ? 1 : Float(1 - PortableMath.exp(-2 * .pi * cutoff / rate))
  }

  @inline(__always)
  mutating func low(_ sample: Float) -> Float {
    state += weight * (sample - state)
    return state
  }
}
