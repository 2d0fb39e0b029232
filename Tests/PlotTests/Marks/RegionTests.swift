import Foundation
import Testing

@testable import Plot

@Suite struct RegionTests {
  @Test func hullKeepsTheCornersOnly() {
    let hull = HullMark(x: [0, 4, 4, 0, 2, 2, 1, .nan], y: [0, 0, 3, 3, 1, 0, 2, 9])
    #expect(hull.corners.map(\.x) == [0, 4, 4, 0])
    #expect(hull.corners.map(\.y) == [0, 0, 3, 3])
  }

  @Test func pointsOnALineHaveNoHull() {
    #expect(HullMark(x: [0, 1, 2, 3], y: [0, 2, 4, 6]).corners.isEmpty)
    #expect(HullMark(x: [1, 1, 1], y: [2, 2, 2]).corners.isEmpty)
    #expect(HullMark(x: [0, 1], y: [1, 0]).corners.isEmpty)
  }

  /// Of the points (±2, 0) and (0, ±1), Σ = diag(8/3, 2/3): the half axes are r √Σ.
  @Test func ellipseHasTheCovariancesAxes() throws {
    let mark = EllipseMark(x: [2, -2, 0, 0], y: [0, 0, 1, -1], coverage: 0.5)
    let radius = (2 * log(2.0)).squareRoot()
    let (xs, ys) = (mark.outline.map(\.x), mark.outline.map(\.y))
    #expect(abs((xs.max() ?? 0) - radius * (8.0 / 3).squareRoot()) < 1e-12)
    #expect(abs((ys.max() ?? 0) - radius * (2.0 / 3).squareRoot()) < 1e-12)
    // Every point of it is equally far from the middle in Mahalanobis' distance.
    for (x, y) in zip(xs, ys) { #expect(abs(x * x / (8.0 / 3) + y * y / (2.0 / 3) - radius * radius) < 1e-9) }
  }

  /// Of 20,000 normal points nine tenths lie inside; the standard error of that share is 0.002.
  @Test func ellipseHoldsItsShare() {
    let u = Figures.uniform(40_000, seed: 9)
    let normal = stride(from: 0, to: 40_000, by: 2).map { index -> (Double, Double) in
      let r = (-2 * log(1 - u[index])).squareRoot()
      return (r * cos(2 * .pi * u[index + 1]), r * sin(2 * .pi * u[index + 1]))
    }
    let (x, y) = (normal.map { $0.0 * 3 + $0.1 }, normal.map { $0.1 * 2 - $0.0 })
    let hull = EllipseMark(x: x, y: y, coverage: 0.9).outline
    let inside = zip(x, y).count { point in
      (0..<hull.count).allSatisfy { corner in
        let (a, b) = (hull[corner], hull[(corner + 1) % hull.count])
        return (b.x - a.x) * (point.1 - a.y) - (b.y - a.y) * (point.0 - a.x) >= 0
      }
    }
    // A 72-gon is a thousandth smaller than its ellipse.
    #expect(abs(Double(inside) / 20_000 - 0.9) < 0.008)
  }

  @Test func noSpreadHasNoEllipse() {
    #expect(EllipseMark(x: [1, 1, 1], y: [0, 1, 2]).outline.isEmpty)
    #expect(EllipseMark(x: [0, 1, 2], y: [0, 1, 2]).outline.isEmpty)
    #expect(EllipseMark(x: [.nan, .infinity], y: [0, 1]).outline.isEmpty)
  }
}
