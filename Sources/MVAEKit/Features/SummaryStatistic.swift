/// A number that stands for the course of a feature over a whole track.
public enum SummaryStatistic: String, Sendable, CaseIterable, Codable {
  case mean
  /// Of the population: the mean squared distance from the mean, as `numpy.var`.
  case variance
  /// The square root of the variance.
  case deviation
  case min
  case max
  /// The middle value, or the mean of the two in the middle.
  case median

  /// Of at least one value; sums are kept in double, in the order of time.
  func value(of series: ArraySlice<Float>) -> Float {
    switch self {
    case .mean: Float(Self.mean(series))
    case .variance: Float(Self.variance(series))
    case .deviation: Float(Self.variance(series).squareRoot())
    case .min: series.min() ?? 0
    case .max: series.max() ?? 0
    case .median: Self.median(series)
    }
  }

  private static func mean(_ series: ArraySlice<Float>) -> Double {
    series.reduce(into: 0.0) { $0 += Double($1) } / Double(series.count)
  }

  private static func variance(_ series: ArraySlice<Float>) -> Double {
    let mean = mean(series)
    let sum = series.reduce(into: 0.0) { sum, value in
      let distance = Double(value) - mean
      sum += distance * distance
    }
    return sum / Double(series.count)
  }

  private static func median(_ series: ArraySlice<Float>) -> Float {
    let sorted = series.sorted()
    guard let upper = sorted.isEmpty ? nil : sorted[sorted.count / 2] else { return 0 }
    return sorted.count % 2 == 1 ? upper : (sorted[sorted.count / 2 - 1] + upper) / 2
  }
}
