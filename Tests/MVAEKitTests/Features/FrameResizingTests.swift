import Testing

@testable import MVAEKit

@Suite struct FrameResizingTests {
  @Test func longTracksAreAveraged() {
    #expect(FrameResizing(from: 4, to: 2).apply(to: [1, 3, 5, 9, 0, 2, 4, 4], rows: 2) == [2, 7, 1, 4])
    let thirds = FrameResizing(from: 3, to: 2).apply(to: [3, 6, 9], rows: 1)
    #expect(largestDifference(thirds, [4, 8]) < 1e-6)
  }

  @Test func shortTracksAreInterpolated() {
    #expect(FrameResizing(from: 2, to: 4).apply(to: [0, 4], rows: 1) == [0, 1, 3, 4])
    #expect(FrameResizing(from: 1, to: 3).apply(to: [7], rows: 1) == [7, 7, 7])
  }

  @Test func theSameCountChangesNothing() {
    #expect(FrameResizing(from: 3, to: 3).apply(to: [1, 2, 3], rows: 1) == [1, 2, 3])
  }

  /// Area averaging keeps the mean over time, whatever the two counts.
  @Test(arguments: [(431, 64), (1292, 64), (65, 64), (100, 7)]) func meanIsKept(source: Int, target: Int) {
    let values = (0..<source).map { Float(($0 * 37) % 101) }
    let resized = FrameResizing(from: source, to: target).apply(to: values, rows: 1)
    let before = values.reduce(0, +) / Float(source)
    #expect(abs(resized.reduce(0, +) / Float(target) - before) < 1e-3)
  }
}
