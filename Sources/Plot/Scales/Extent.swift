/// What a mark needs of an axis: the finite range of its values and how much air it wants around them.
public struct Extent: Sendable, Equatable {
  public var lower: Double
  public var upper: Double
  /// The smallest value above zero, for log scales.
  public var smallestPositive: Double?
  /// Air below and above as fractions of the range.
  public var lowerPadding: Double
  public var upperPadding: Double

  public init(lower: Double, upper: Double, smallestPositive: Double? = nil, padding: Double = 0) {
    self.lower = lower
    self.upper = upper
    self.smallestPositive = smallestPositive ?? (lower > 0 ? lower : nil)
    lowerPadding = padding
    upperPadding = padding
  }

  /// The finite values' range, or nothing when there is none.
  public init?(of values: [Double], padding: Double = 0) {
    var lower = Double.infinity
    var upper = -Double.infinity
    var positive = Double.infinity
    for value in values where value.isFinite {
      lower = min(lower, value)
      upper = max(upper, value)
      if value > 0 { positive = min(positive, value) }
    }
    guard lower <= upper else { return nil }
    self.lower = lower
    self.upper = upper
    self.smallestPositive = positive.isFinite ? positive : nil
    lowerPadding = padding
    upperPadding = padding
  }

  /// The range of one channel over the rows that are finite in both, since only those are drawn.
  init?(of values: [Double], where others: [Double], padding: Double = 0) {
    self.init(of: zip(values, others).map { $1.isFinite ? $0 : .nan }, padding: padding)
  }

  public func union(_ other: Extent?) -> Extent {
    guard let other else { return self }
    // A mark that ends at a round value, such as a bar at zero, wants no air there.
    var both = self
    both.lower = min(lower, other.lower)
    both.upper = max(upper, other.upper)
    both.smallestPositive = [smallestPositive, other.smallestPositive].compactMap { $0 }.min()
    both.lowerPadding =
      lower < other.lower
      ? lowerPadding : lower > other.lower ? other.lowerPadding : min(lowerPadding, other.lowerPadding)
    both.upperPadding = max(upperPadding, other.upperPadding)
    return both
  }

  /// The range with degenerate cases widened: a single value gets a tenth of its size (at least 1 unless it is tiny)
  /// on both sides, so that ticks stay distinct in double precision.
  func widened() -> ClosedRange<Double> {
    let limit = 1e306
    let low = min(max(lower, -limit), limit)
    let high = min(max(upper, -limit), limit)
    let size = max(abs(low), abs(high))
    if high - low > size * 1e-9, high - low > 1e-304 { return low...high }
    let middle = low / 2 + high / 2
    let half = size < 1e-290 ? 1 : size * 0.1
    return (middle - half)...(middle + half)
  }
}
