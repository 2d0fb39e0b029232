import Foundation

/// Ticks at 1, 2, 5 of each decade, or at whole decades when there are many.
enum LogTicks {
  static func ticks(in domain: ClosedRange<Double>, count: Int) -> [Tick] {
    let bottom = log10(domain.lowerBound)
    let top = log10(domain.upperBound)
    let decades = top - bottom
    guard decades > 0, decades.isFinite else { return [] }
    if decades < 0.9 { return LinearTicks.ticks(in: domain, count: count).filter { $0.value > 0 } }
    let factors: [Double] = count < 4 || decades >= 2.9 ? [1] : decades > 2.3 ? [1, 3] : [1, 2, 5]
    let stride = factors.count > 1 ? 1 : max(Int((decades / Double(max(count, 4) + 1)).rounded(.up)), 1)
    var ticks: [Tick] = []
    for power in Int(floor(bottom))...Int(ceil(top)) where power % stride == 0 {
      for factor in factors {
        let value = power < 0 ? factor / pow(10, Double(-power)) : factor * pow(10, Double(power))
        if value >= domain.lowerBound * (1 - 1e-9), value <= domain.upperBound * (1 + 1e-9) {
          ticks.append(Tick(value: value, label: label(factor: factor, power: power)))
        }
      }
    }
    return ticks
  }

  private static func label(factor: Double, power: Int) -> String {
    if (-4...4).contains(power) {
      return NumberText.fixed(NumberText.scaled(factor, by: power), decimals: max(-power, 0))
    }
    return NumberText.fixed(factor, decimals: 0) + "e" + NumberText.fixed(Double(power), decimals: 0)
  }
}
