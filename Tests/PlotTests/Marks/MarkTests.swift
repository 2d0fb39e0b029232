import Foundation
import Testing

@testable import Plot

@Suite struct MarkTests {
  private func frame(classes: [String] = [], width: Double = 100) -> PlotFrame {
    PlotFrame(
      area: Rect(x: 0, y: 0, width: width, height: 100),
      x: PositionScale(.linear, extent: nil, lower: 0, upper: 1),
      y: PositionScale(.linear, extent: nil, lower: 0, upper: 1),
      classes: ClassScale(names: classes, theme: .light, shaped: true), theme: .light)
  }

  private func batches(_ mark: DotMark) -> [DotBatch] {
    DotBatching(mark: mark, frame: frame(classes: mark.classes), looks: DotLooks(count: mark.x.count))
      .batches()
  }

  @Test func dotsFollowTheirNumber() {
    #expect(DotLooks(count: 3).radius == 4 && DotLooks(count: 500).radius == 3)
    #expect(DotLooks(count: 500).opacity == 0.8)
    #expect(abs(DotLooks(count: 5000).radius - 2) < 1e-12)
    #expect(abs(DotLooks(count: 20000).radius - 1.2) < 1e-12 && DotLooks(count: 1_000_000).opacity == 0.35)
  }

  @Test func dotsBecomeOnePathAClassWithGreysFirst() {
    let column = CategoryColumn(["b", "a", "noise", nil, "a"])
    let batches = batches(
      DotMark(
        x: [0.1, 0.2, 0.3, 0.4, 0.5], y: [0.1, 0.2, 0.3, 0.4, 0.5], color: .categories(column, title: nil)))
    #expect(batches.map(\.points.count) == [1, 1, 2, 1])
    #expect(batches[0].fill == Theme.light.noise && batches[1].fill == Theme.light.unlabelled)
    #expect(batches[2].points == [DotPoint(x: 20, y: 80), DotPoint(x: 50, y: 50)])
  }

  @Test func lightColoursGetAnOutline() {
    let column = CategoryColumn((0..<8).map { "\($0)" })
    let values = (0..<8).map { Double($0) / 8 }
    let yellow = batches(DotMark(x: values, y: values, color: .categories(column, title: nil))).last
    #expect(yellow?.fill == Color(0xf0e442) && yellow?.outline != nil)
  }

  @Test func dotsOutsideAreLeftOut() {
    #expect(batches(DotMark(x: [-5, 0.5, 7], y: [0.5, 0.5, .nan])).map(\.points.count) == [1])
  }

  @Test func sizesAreAreas() {
    let batches = batches(DotMark(x: [0.1, 0.5, 0.9], y: [0.5, 0.5, 0.5], size: [0, 50, 100]))
    let areas = batches.map { $0.radius * $0.radius }
    #expect(areas.count == 3 && abs(areas[1] - (areas[0] + areas[2]) / 2) < 5)
  }

  @Test func longLinesAreThinnedWithTheirPeaks() throws {
    let count = 20_000
    var y = [Double](repeating: 0.5, count: count)
    y[12_345] = 0.99
    let trace = LineTrace(x: (0..<count).map { Double($0) / Double(count) }, y: y, frame: frame())
    #expect(trace.path.steps.count <= 400)
    let top = trace.path.steps.contains { step in
      if case .line(_, let y) = step { return abs(y - 1) < 1e-9 }
      return false
    }
    #expect(top)
  }

  @Test func gapsSplitLinesAndLonelyPointsShow() {
    let trace = LineTrace(x: [0, 0.1, 0.2, 0.3, 0.4], y: [0.5, 0.5, .nan, 0.5, .nan], frame: frame())
    #expect(trace.path.steps == [.move(0, 50), .line(10, 50)])
    #expect(trace.lonely == [DotPoint(x: 30, y: 50)])
  }

  @Test func envelopesKeepPeaks() {
    let samples: [Float] = [0, 1, -1, 0, 0.5, 0.25, .nan, .nan]
    let envelope = Envelope(samples: samples, columns: 4)
    #expect(envelope.upper[0] == 1 && envelope.lower[1] == -1 && envelope.upper[2] == 0.5)
    #expect(envelope.upper[3].isNaN)
    #expect(Envelope(samples: [], columns: 9).starts.isEmpty)
  }

  @Test func barsStandOnZero() throws {
    let extent = try #require(BarMark(values: [2, 5]).extent(along: .y))
    #expect(extent.lower == 0 && extent.lowerPadding == 0)
    #expect(BarMark(values: [2, 5]).extent(along: .x) == nil)
    #expect(PositionScale(.linear, extent: extent).domain.lowerBound == 0)
  }
}
