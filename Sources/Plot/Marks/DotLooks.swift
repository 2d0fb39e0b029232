import Foundation

/// How large and how opaque dots are by their number: few are drawn large and strong, many small and light, so that density shows.
struct DotLooks {
  /// Pixels: 3 up to 500 dots, 2 at 5,000, 1.2 from 20,000, straight in the logarithm between.
  let radius: Double
  /// 0.8 up to 500 dots, 0.35 from 20,000.
  let opacity: Double
  /// Dots of a class are dealt over this many layers, and classes alternate: one flat layer would hide density, and the
  /// last class would cover the others.
  let layers: Int

  init(count: Int) {
    radius = Self.interpolated(count, [(500, 3), (5000, 2), (20000, 1.2), (200_000, 0.9)])
    opacity = Self.interpolated(count, [(500, 0.8), (5000, 0.55), (20000, 0.35)])
    layers = count <= 500 ? 1 : count <= 2000 ? 2 : count <= 20000 ? 4 : 8
  }

  /// Outlines only fit dots that are large enough; smaller ones take the outline's colour whole.
  static func outlineWidth(radius: Double) -> Double { radius >= 1.4 ? 1 : 0 }

  private static func interpolated(_ count: Int, _ stops: [(count: Double, value: Double)]) -> Double {
    let position = log(Double(max(count, 1)))
    for (left, right) in zip(stops, stops.dropFirst()) where Double(count) <= right.count {
      let fraction = (position - log(left.count)) / (log(right.count) - log(left.count))
      return left.value + (right.value - left.value) * max(fraction, 0)
    }
    return stops.last?.value ?? 1
  }
}
