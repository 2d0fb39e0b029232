import Foundation
import Testing

@testable import MVAEKit

@Suite struct LatentPathTests {
  @Test func straightIsTheMean() {
    #expect(LatentPath.linear.point(from: [0, 4], to: [2, 0], at: 0.5) == [1, 2])
    #expect(LatentPath.linear.point(from: [0, 4], to: [2, 0], at: 0.25) == [0.5, 3])
  }

  @Test func anArcKeepsItsLength() {
    let (a, b): ([Float], [Float]) = ([3, 0, 0], [0, 3, 0])
    let middle = LatentPath.spherical.point(from: a, to: b, at: 0.5)
    let half = Float(3 / 2.0.squareRoot())
    #expect(abs(middle[0] - half) < 1e-6 && abs(middle[1] - half) < 1e-6 && middle[2] == 0)
    for step in 0...10 {
      let t = Double(step) / 10
      let point = LatentPath.spherical.point(from: a, to: b, at: t)
      #expect(abs(hypot(point[0], point[1]) - 3) < 1e-6)
      // The angle grows evenly.
      #expect(abs(atan2(Double(point[1]), Double(point[0])) - t * .pi / 2) < 1e-6)
    }
  }

  /// By the formula with numpy: a = [1, 2, -1], b = [0.5, -1, 3], t = 0.3.
  @Test func anArcBetweenAnyPointsIsTheFormula() {
    let (a, b): ([Double], [Double]) = ([1, 2, -1], [0.5, -1, 3])
    let angle = acos((0.5 - 2 - 3) / (6.0 * 10.25).squareRoot())
    let point = LatentPath.spherical.point(from: a.map { Float($0) }, to: b.map { Float($0) }, at: 0.3)
    for index in 0..<3 {
      let expected = (sin(0.7 * angle) * a[index] + sin(0.3 * angle) * b[index]) / sin(angle)
      #expect(abs(Double(point[index]) - expected) < 1e-6)
    }
  }

  @Test(arguments: LatentPath.allCases)
  func endsAreExact(_ path: LatentPath) {
    let (a, b): ([Float], [Float]) = ([0.1, 0.7], [-0.3, 1.3])
    #expect(path.point(from: a, to: b, at: 0) == a)
    #expect(path.point(from: a, to: b, at: 1) == b)
  }

  /// Where there is no arc, or infinitely many, the way is straight.
  @Test func pointsInOneLineGoStraight() {
    for (a, b) in [([1, 1], [2, 2]), ([1, 1], [-1, -1]), ([0, 0], [1, 2]), ([0, 0], [0, 0])]
      as [([Float], [Float])]
    {
      #expect(
        LatentPath.spherical.point(from: a, to: b, at: 0.25)
          == LatentPath.linear.point(from: a, to: b, at: 0.25))
    }
  }

  @Test func positionsAreEven() {
    #expect(LatentPath.positions(steps: 5) == [0, 0.25, 0.5, 0.75, 1])
    #expect(LatentPath.positions(steps: 1) == [0])
    #expect(LatentPath.positions(steps: 0) == [])
  }
}
