/// Ticks on seconds, written 0:05, 1:30, 1:00:00; fractions of a second below one-second steps.
enum TimeTicks {
  private static let steps: [Double] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400,
  ]

  static func ticks(in domain: ClosedRange<Double>, count: Int) -> [Tick] {
    let span = domain.upperBound - domain.lowerBound
    let wanted = span / Double(max(count, 2))
    guard wanted > 0.7, span < 1e6 else { return LinearTicks.ticks(in: domain, count: count) }
    let step = steps.min { abs(span / $0 - Double(count)) < abs(span / $1 - Double(count)) } ?? 86400
    return LinearTicks.ticks(in: domain, step: step).map { Tick(value: $0.value, label: label($0.value)) }
  }

  /// m:ss, or h:mm:ss from an hour on.
  static func label(_ seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e12 else { return NumberText.brief(seconds) }
    let whole = Int(abs(seconds).rounded())
    let sign = seconds < 0 && whole > 0 ? NumberText.minus : ""
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    let padded = rest < 10 ? "0\(rest)" : "\(rest)"
    if hours == 0 { return "\(sign)\(minutes):\(padded)" }
    return "\(sign)\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(padded)"
  }
}
