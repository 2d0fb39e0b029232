import Foundation

/// Numbers as people read them, without locale.
enum NumberText {
  static let minus = "\u{2212}"

  /// A fixed count of decimals with a real minus sign; "not a number" and infinities in words.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? minus + "∞" : "∞" }
    let places = min(max(decimals, 0), 15)
    let scaled = (abs(value) * pow(10, Double(places))).rounded()
    guard scaled < 9e15 else { return exponential(value, decimals: 2) }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(places + 1 - digits.count, 0)) + digits
    let sign = value < 0 && scaled > 0 ? minus : ""
    guard places > 0 else { return sign + padded }
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// "1.50e−7": a mantissa with fixed decimals and a power of ten.
  static func exponential(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, decimals: 0) }
    var power = Int(floor(log10(abs(value))))
    var mantissa = scaled(value, by: -power)
    if abs(mantissa).isLess(than: 10), fixed(mantissa, decimals: decimals).contains("10") {
      power += 1
      mantissa = scaled(value, by: -power)
    }
    return fixed(mantissa, decimals: decimals) + "e" + fixed(Double(power), decimals: 0)
  }

  /// Three significant digits, for prose: "0.125", "−3.21", "12.4k", "3.00e−9".
  static func brief(_ value: Double) -> String {
    let size = abs(value)
    guard size.isFinite, size > 0 else { return fixed(value, decimals: 0) }
    if size < 1e-4 || size >= 1e15 { return exponential(value, decimals: 2) }
    let power = Int(floor(log10(size)))
    if size >= 1e5 {
      let step = power / 3 * 3
      return fixed(scaled(value, by: -step), decimals: 2 - (power - step)) + (suffix(power: step) ?? "")
    }
    return trimmed(fixed(value, decimals: max(2 - power, 0)))
  }

  /// value × 10^power, in two steps so that the factor itself neither overflows nor vanishes.
  static func scaled(_ value: Double, by power: Int) -> Double {
    let half = power / 2
    return value * pow(10, Double(half)) * pow(10, Double(power - half))
  }

  static func suffix(power: Int) -> String? {
    switch power {
    case 0: ""
    case 3: "k"
    case 6: "M"
    case 9: "G"
    case 12: "T"
    default: nil
    }
  }

  /// A count with commas between thousands from 10,000 on.
  static func count(_ value: Int) -> String {
    let digits = String(value)
    guard digits.count > 4 else { return digits }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var result = Substring(text)
    while result.last == "0" { result.removeLast() }
    if result.last == "." { result.removeLast() }
    return String(result)
  }
}
