import Foundation

/// How large and how opaque dots are by their number: few are drawn large and strong, many small and light, so that density shows.
struct DotLooks {
  /// Pixels: 4 up to 60 dots, 3 at 500, 2 at 5,000, 1.2 from 20,000, straight in the logarithm between.
  let radius: Double
  /// 0.8 up to 500 dots, 0.35 from 20,000.
  let opacity: Double
  /// Dots of a class are dealt over this many layers, and classes alternate: one flat layer would hide density, and the
  /// last class would cover the others.
  let layers: Int

  /// - Parameter area: where they are drawn; in a small one they are smaller.
  init(count: Int, area: Rect? = nil) {
    let usual = 400.0 * 280
    let room = area.map { min(max($0.width * $0.height / usual, 0.15), 1).squareRoot().squareRoot() } ?? 1
    radius = room * Self.interpolated(count, [(60, 4), (500, 3), (5000, 2), (20000, 1.2), (200_000, 0.9)])
    opacity = Self.interpolated(count, [(500, 0.8), (5000, 0.55), (20000, 0.35)])
    largestRadius = room * Self.interpolated(count, [(100, 9), (500, 5.5), (5000, 3.5)])
    layers = count <= 500 ? 1 : count <= 2000 ? 2 : count <= 20000 ? 4 : 8
  }

  /// Pixels of the largest of dots with sizes: 9 up to 100 dots, fewer where they would cover each other.
  let largestRadius: Double

  /// Outlines only fit dots that are large enough; smaller ones take the outline's colour whole.
  static func outlineWidth(radius: Double) -> Double { radius >= 1.4 ? 1 : 0 }

  /// Radius in pixels of a step of the size channel; areas grow evenly from 1.5 pixels' radius to the largest.
  func radius(step: Int) -> Double {
    let fraction = Double(step) / Double(DotBatching.sizeSteps - 1)
    return (2.25 + fraction * (largestRadius * largestRadius - 2.25)).squareRoot()
  }

  private static func interpolated(_ count: Int, _ stops: [(count: Double, value: Double)]) -> Double {
    let position = log(Double(max(count, 1)))
    for (left, right) in zip(stops, stops.dropFirst()) where Double(count) <= right.count {
      let fraction = (position - log(left.count)) / (log(right.count) - log(left.count))
      return left.value + (right.value - left.value) * max(fraction, 0)
    }
    return stops.last?.value ?? 1
  }
}
