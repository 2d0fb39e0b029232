/// What the bootstrap says about one score: intervals, and whether methods really differ.
enum PairedTest {
  /// The 2.5 and 97.5 % percentiles (type 7 quantiles); `nil` without values or with one that is not finite.
  static func interval(_ values: [Double]) -> ClosedRange<Double>? {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
    let sorted = values.sorted()
    return quantile(sorted, 0.025)...quantile(sorted, 0.975)
  }

  /// The two-sided p-value of "no difference": twice the smaller share of replicates on one side of 0, with one added so
  /// that it is never 0 (Davison & Hinkley 1997, section 4.4).
  static func p(_ first: [Double], _ second: [Double]) -> Double {
    let differences = zip(first, second).map(-)
    let count = Double(differences.count + 1)
    let below = Double(differences.filter { $0 <= 0 }.count + 1)
    let above = Double(differences.filter { $0 >= 0 }.count + 1)
    return min(1, 2 * min(below, above) / count)
  }

  /// Holm's (1979) correction for several tests, in their order.
  static func holm(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var corrected = values
    var highest = 0.0
    for (rank, index) in order.enumerated() {
      highest = max(highest, min(1, Double(values.count - rank) * values[index]))
      corrected[index] = highest
    }
    return corrected
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let low = Int(place)
    let high = min(sorted.count - 1, low + 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}
