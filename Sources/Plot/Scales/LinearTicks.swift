import Foundation

/// Ticks at multiples of 1, 2 or 5 times a power of ten; of 2.5 where those give too few or too many.
enum LinearTicks {
  /// The step whose number of ticks comes nearest to `count`; labels share decimals, and beyond 1e5 a suffix or a power of ten.
  static func ticks(in domain: ClosedRange<Double>, count: Int) -> [Tick] {
    let span = domain.upperBound - domain.lowerBound
    guard span > 0, span.isFinite, span >= .leastNormalMagnitude else { return [] }
    let step = niceStep(in: domain, count: count)
    return ticks(in: domain, step: step)
  }

  /// Ticks at whole numbers, however short the axis is.
  static func wholeTicks(in domain: ClosedRange<Double>, count: Int) -> [Tick] {
    let span = domain.upperBound - domain.lowerBound
    guard span > 0, span.isFinite, span >= .leastNormalMagnitude else { return [] }
    let step = niceStep(in: domain, count: count)
    return ticks(in: domain, step: step < 1 ? 1 : step == 2.5 ? (count > 4 ? 2 : 5) : step)
  }

  static func ticks(in domain: ClosedRange<Double>, step: Double) -> [Tick] {
    let multiples = self.multiples(of: step, in: domain)
    let values = multiples.map { $0 == 0 ? 0 : $0 * step }
    let format = LinearLabels(values: values, step: step)
    return values.map { Tick(value: $0, label: format.label($0)) }
  }

  static func niceStep(in domain: ClosedRange<Double>, count: Int) -> Double {
    let target = Double(max(count, 2))
    let span = domain.upperBound - domain.lowerBound
    let power = Int(floor(log10(span / target)))
    var best = (miss: Double.infinity, step: span)
    for exponent in (power - 1)...(power + 1) {
      for factor in [1.0, 2, 2.5, 5] {
        let step = exponent < 0 ? factor / pow(10, Double(-exponent)) : factor * pow(10, Double(exponent))
        guard step.isFinite, step > 0 else { continue }
        let number = floor(domain.upperBound / step) - ceil(domain.lowerBound / step) + 1
        // Where four to seven are wanted, three or eight are far worse than a near miss.
        let isOutside = count >= 4 && !(4...7).contains(number)
        let miss = abs(number - target) + (isOutside ? 10 : 0) + (factor == 2.5 ? 1.5 : 0)
        if miss < best.miss { best = (miss, step) }
      }
    }
    return best.step
  }

  /// Whole numbers k with k × step inside the domain; a hair of tolerance keeps ticks that fall on its ends.
  private static func multiples(of step: Double, in domain: ClosedRange<Double>) -> [Double] {
    let first = ceil(domain.lowerBound / step - 1e-9)
    let last = floor(domain.upperBound / step + 1e-9)
    guard first.isFinite, last >= first, last - first < 1000 else { return [] }
    return (0...Int(last - first)).map { first + Double($0) }
  }
}
