import Foundation

/// One way of writing all ticks of an axis: shared decimals, and beyond 1e5 or below 1e-4 a shared suffix or power of ten.
struct LinearLabels {
  private let form: Form
  private let decimals: Int

  private enum Form {
    case plain
    case suffixed(power: Int, suffix: String)
    case exponential
  }

  init(values: [Double], step: Double) {
    let size = values.map { abs($0) }.max() ?? 0
    let stepPower = Self.lastDigit(of: step)
    let sizePower = size > 0 ? Int(floor(log10(size) + 1e-9)) : 0
    if size == 0 || (size < 1e5 && size >= 1e-3) {
      form = .plain
      decimals = max(-stepPower, 0)
    } else if size >= 1e5, size < 1e15, let suffix = NumberText.suffix(power: sizePower / 3 * 3) {
      form = .suffixed(power: sizePower / 3 * 3, suffix: suffix)
      decimals = max(sizePower / 3 * 3 - stepPower, 0)
    } else {
      form = .exponential
      decimals = min(max(sizePower - stepPower, 0), 12)
    }
  }

  /// The power of ten of a step's last digit: 2.5 has one more than 2.
  private static func lastDigit(of step: Double) -> Int {
    let power = Int(floor(log10(step) + 1e-9))
    let mantissa = NumberText.scaled(step, by: -power)
    return abs(mantissa - mantissa.rounded()) > 0.1 ? power - 1 : power
  }

  func label(_ value: Double) -> String {
    switch form {
    case .plain: NumberText.fixed(value, decimals: decimals)
    case .suffixed(let power, let suffix):
      value == 0 ? "0" : NumberText.fixed(NumberText.scaled(value, by: -power), decimals: decimals) + suffix
    case .exponential: NumberText.exponential(value, decimals: decimals)
    }
  }
}
