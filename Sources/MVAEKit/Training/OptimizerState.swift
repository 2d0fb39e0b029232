import CHotLoops
import Foundation

/// An ``Optimizer`` at work, with what it remembers of earlier steps.
struct OptimizerState {
  let optimizer: Optimizer
  /// Where weights lie that are learned; running statistics do not decay.
  let learned: [Range<Int>]
  private(set) var steps: Int
  private let moments: [Buffer]

  private static let decay1 = 0.9
  private static let decay2 = 0.999

  init(_ optimizer: Optimizer, count: Int, learned: [Range<Int>]? = nil) {
    self.optimizer = optimizer
    self.learned = learned ?? [0..<count]
    steps = 0
    moments = (0..<optimizer.momentCount).map { _ in Buffer(count: count) }
    // A step can't be interrupted: the first one of a large model would take twice as long as the others.
    moments.forEach { $0.claim() }
  }

  /// As it was left after `steps` steps.
  init(_ optimizer: Optimizer, moments: [FrozenValues], steps: Int, learned: [Range<Int>]) {
    self.optimizer = optimizer
    self.learned = learned
    self.steps = steps
    self.moments = moments.map { $0.copy() }
  }

  /// Whether a step is as long as the gradients, so that huge ones would overflow the weights.
  var limitsNorm: Bool { if case .sgd = optimizer { true } else { false } }

  /// Adam's first and second moments, or the velocity: handed over, so no step may follow.
  var finalMoments: [FrozenValues] { moments.map(FrozenValues.init) }

  /// `body` of (first, count) for parts of a number of values, on some threads.
  typealias Spread = (Int, (Int, Int) -> Void) -> Void

  /// One step of the weights against their gradients.
  mutating func step(_ weights: Buffer, gradients: Buffer, rate: Double, spread: Spread = Team.elements) {
    steps += 1
    switch optimizer {
    case .adam: adam(weights, gradients, rate, spread)
    case .adamW(let decay):
      for range in learned {
        hot_scale(weights.base + range.lowerBound, range.count, Float(1 - rate * decay))
      }
      adam(weights, gradients, rate, spread)
    case .sgd(let momentum): descend(weights, gradients, rate, momentum, spread)
    }
  }

  /// m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − rate · m̂ / (√v̂ + ε).
  private func adam(_ weights: Buffer, _ gradients: Buffer, _ rate: Double, _ spread: Spread) {
    let correction1 = 1 - pow(Self.decay1, Double(steps))
    let correction2 = 1 - pow(Self.decay2, Double(steps))
    let (first, second) = (moments[0], moments[1])
    let scaledRate = Float(rate / correction1)
    spread(weights.count) { start, count in
      hot_adam(
        weights.base + start, gradients.base + start, first.base + start, second.base + start, count,
        scaledRate, Float(Self.decay1), Float(Self.decay2), Float(1 / correction2.squareRoot()), 1e-8)
    }
  }

  /// v ← momentum · v + g, w ← w − rate · v.
  private func descend(
    _ weights: Buffer, _ gradients: Buffer, _ rate: Double, _ momentum: Double, _ spread: Spread
  ) {
    let velocity = moments[0]
    spread(weights.count) { start, count in
      hot_momentum(
        weights.base + start, gradients.base + start, velocity.base + start, count, Float(rate),
        Float(momentum))
    }
  }
}

extension [Weight] {
  /// Where the learned ones lie in the flat buffer, neighbours joined.
  var learnedRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for weight in self where weight.isLearned {
      let range = weight.offset..<weight.offset + weight.count
      if let last = ranges.last, last.upperBound == range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return ranges
  }
}
