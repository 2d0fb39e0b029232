import Foundation

/// Maps an axis' values to 0...1 along it.
public struct PositionScale: Sendable {
  public let kind: ScaleKind
  /// The values at 0 and 1.
  public let domain: ClosedRange<Double>
  /// Whether the domain's lower end is at 1.
  public let isReversed: Bool
  private let curve: Curve
  private let start: Double
  private let factor: Double
  private let table: [Double]

  private enum Curve: Sendable {
    case identity, log, mel, table
  }

  /// Trains a scale on what the marks need.
  ///
  /// - Parameters:
  ///   - extent: range of the data; nothing gives 0...1 (1...10 for log).
  ///   - limits: fixed ends that win over the data's, either may be missing.
  public init(
    _ kind: ScaleKind, extent: Extent?, lower: Double? = nil, upper: Double? = nil, isReversed: Bool = false
  ) {
    self.kind = kind
    self.isReversed = isReversed
    switch kind {
    case .ordinal(let names):
      domain = -0.5...(Double(max(names.count, 1)) - 0.5)
      (curve, table) = (.identity, [])
    case .bands(let centres) where BandTable.isRising(centres):
      table = centres
      curve = .table
      domain =
        BandTable.value(at: -0.5, in: centres)...BandTable.value(at: Double(centres.count) - 0.5, in: centres)
    case .log:
      domain = Self.logDomain(extent, lower: lower, upper: upper)
      (curve, table) = (.log, [])
    default:
      domain = Self.plainDomain(extent, lower: lower, upper: upper)
      (curve, table) = (kind == .mel ? .mel : .identity, [])
    }
    let (low, high) = (
      Self.curved(domain.lowerBound, curve, table), Self.curved(domain.upperBound, curve, table)
    )
    start = isReversed ? high : low
    factor = 1 / (isReversed ? low - high : high - low)
  }

  /// 0 at the domain's lower end, 1 at its upper; not a number where the scale has no position.
  public func fraction(_ value: Double) -> Double {
    switch curve {
    case .identity: (value - start) * factor
    default: (Self.curved(value, curve, table) - start) * factor
    }
  }

  /// The same scale over another domain, for equal aspects.
  func over(_ domain: ClosedRange<Double>) -> PositionScale {
    PositionScale(
      kind, extent: nil, lower: domain.lowerBound, upper: domain.upperBound, isReversed: isReversed)
  }

  private static func curved(_ value: Double, _ curve: Curve, _ table: [Double]) -> Double {
    switch curve {
    case .identity: value
    case .log: value > 0 ? log10(value) : .nan
    case .mel: MelFrequency.mel(hertz: value)
    case .table: BandTable.position(of: value, in: table)
    }
  }

  private static func plainDomain(_ extent: Extent?, lower: Double?, upper: Double?) -> ClosedRange<Double> {
    var range = extent?.widened() ?? 0...1
    let span = range.upperBound - range.lowerBound
    let (below, above) = (extent?.lowerPadding ?? 0, extent?.upperPadding ?? 0)
    range = (range.lowerBound - span * below)...(range.upperBound + span * above)
    return fixed(range, lower: lower, upper: upper, widening: { $0 + max(abs($0) * 0.1, 1) })
  }

  private static func logDomain(_ extent: Extent?, lower: Double?, upper: Double?) -> ClosedRange<Double> {
    let (lower, upper) = (positive(lower), positive(upper))
    guard let extent, let low = extent.smallestPositive, extent.upper > 0 else {
      return fixed(1...10, lower: lower, upper: upper, widening: { $0 * 10 })
    }
    var bottom = log10(min(max(low, 1e-300), 1e300))
    var top = log10(min(max(extent.upper, low, 1e-300), 1e300))
    if top - bottom < 1e-6 { (bottom, top) = (bottom - 0.5, top + 0.5) }
    let span = top - bottom
    let low10 = max(bottom - span * extent.lowerPadding, -303)
    let high10 = min(top + span * extent.upperPadding, 303)
    return fixed(pow(10, low10)...pow(10, high10), lower: lower, upper: upper, widening: { $0 * 10 })
  }

  /// A limit a log scale can have.
  private static func positive(_ limit: Double?) -> Double? {
    limit.flatMap { $0 > 0 && $0.isFinite ? min(max($0, 1e-303), 1e302) : nil }
  }

  /// The range with its ends replaced by the limits; where they leave nothing the lower limit decides and `widening` gives the upper.
  private static func fixed(
    _ range: ClosedRange<Double>, lower: Double?, upper: Double?, widening: (Double) -> Double
  ) -> ClosedRange<Double> {
    func limit(_ value: Double?) -> Double? {
      value.flatMap { $0.isFinite ? min(max($0, -1e306), 1e306) : nil }
    }
    let low = limit(lower) ?? range.lowerBound
    let high = limit(upper) ?? range.upperBound
    if low < high, (high - low).isFinite { return low...high }
    if limit(lower) == nil { return range.lowerBound...max(range.upperBound, high) }
    return low...max(widening(low), low.nextUp)
  }
}
