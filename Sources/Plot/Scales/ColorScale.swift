/// Maps numbers to a colour map.
public struct ColorScale: Sendable, Equatable {
  public let title: String
  /// Shown behind the tick labels' title, such as "dB".
  public let unit: String?
  public let map: ColorMap
  public let domain: ClosedRange<Double>

  /// The finite values' range is the domain unless limits say otherwise; degenerate ranges are widened.
  public init(
    title: String, unit: String? = nil, map: ColorMap, extent: Extent?, lower: Double? = nil,
    upper: Double? = nil
  ) {
    self.title = title
    self.unit = unit
    self.map = map
    domain =
      PositionScale(
        .linear, extent: extent.map { Extent(lower: $0.lower, upper: $0.upper) }, lower: lower, upper: upper
      ).domain
  }

  func fraction(_ value: Double) -> Double {
    (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
  }
}
