import CHotLoops
import Foundation

/// Adam (Kingma & Ba 2015, algorithm 1), β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
struct Adam {
  let rate: Double
  private let first: Buffer
  private let second: Buffer
  private var steps = 0

  private static let decay1 = 0.9
  private static let decay2 = 0.999

  init(rate: Double, count: Int) {
    self.rate = rate
    first = Buffer(count: count)
    second = Buffer(count: count)
  }

  /// m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − rate · m̂ / (√v̂ + ε).
  mutating func step(_ weights: Buffer, gradients: Buffer) {
    steps += 1
    let correction1 = 1 - pow(Self.decay1, Double(steps))
    let correction2 = 1 - pow(Self.decay2, Double(steps))
    let (first, second) = (first, second)
    let scaledRate = Float(rate / correction1)
    Team.elements(weights.count) { start, count in
      hot_adam(
        weights.base + start, gradients.base + start, first.base + start, second.base + start, count,
        scaledRate, Float(Self.decay1), Float(Self.decay2), Float(1 / correction2.squareRoot()), 1e-8)
    }
  }
}
