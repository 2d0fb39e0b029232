#if canImport(Glibc)
  import Glibc
#endif

/// Numbers as people read them.
enum NumberText {
  /// Every digit that matters: `8`, `0.001`, `1e-09`.
  static func shortest(_ number: Double) -> String {
    if number.magnitude <= 0x1p53, let whole = Int(exactly: number) { return String(whole) }
    return String(number)
  }

  /// About four significant digits, for tables: `31.42`, `0.00123`, `1.2e-09`.
  static func short(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "–" : number > 0 ? "∞" : "−∞" }
    if Int(exactly: number) != nil, abs(number) < 1e9 { return shortest(number) }
    let size = abs(number)
    if size >= 1e6 || size < 1e-4 { return scientific(number) }
    let digits = size >= 1000 ? 1 : size >= 100 ? 2 : size >= 1 ? 3 : 4
    return fixed(number, digits)
  }

  /// With `digits` digits behind the point, rounded half away from zero.
  static func fixed(_ number: Double, _ digits: Int) -> String {
    guard number.isFinite, abs(number) < 1e15 else { return short(number) }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (abs(number) * scale).rounded()
    guard scaled < 9e17, digits > 0 else { return String(Int64(number.rounded())) }
    let whole = Int64(scaled) / Int64(scale)
    let fraction = String(Int64(scaled) % Int64(scale))
    let sign = number < 0 && scaled > 0 ? "-" : ""
    return "\(sign)\(whole).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }

  /// A place on an axis: at most two digits behind the point, a real minus sign.
  static func position(_ number: Double) -> String {
    let rounded = (number * 100).rounded() / 100
    return (rounded < 0 ? "−" : "") + shortest(abs(rounded))
  }

  /// "512 B", "3.4 kB", "1.2 MB".
  static func bytes(_ count: Int) -> String {
    if count < 1000 { return "\(count) B" }
    let units = ["kB", "MB", "GB", "TB"]
    var value = Double(count) / 1000
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return "\(fixed(value, value < 10 ? 1 : 0)) \(units[unit])"
  }

  /// "0.4 s", "12 s", "2 min 05 s".
  static func seconds(_ seconds: Double) -> String {
    if seconds < 10 { return "\(fixed(seconds, 1)) s" }
    if seconds < 120 { return "\(fixed(seconds, 0)) s" }
    let whole = Int(min(seconds, 1e9))
    return "\(whole / 60) min \(whole % 60 < 10 ? "0" : "")\(whole % 60) s"
  }

  /// "1 track", "400 tracks".
  static func count(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? singular : plural ?? singular + "s")"
  }

  private static func scientific(_ number: Double) -> String {
    guard number != 0 else { return "0" }
    var exponent = Int(log10(abs(number)).rounded(.down))
    var mantissa = number / pow(10, Double(exponent))
    if abs(mantissa) >= 9.995 {
      mantissa /= 10
      exponent += 1
    }
    return "\(fixed(mantissa, 2))e\(exponent)"
  }
}
