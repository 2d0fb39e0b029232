import Testing

@testable import Plot

@Suite struct DendrogramTests {
  /// Five leaves, two classes below the last merge.
  private var chart: Chart {
    let links = [
      DendrogramMark.Link(
        left: 0, right: 1, leftHeight: 0, rightHeight: 0, height: 1, name: "0", leftName: "0",
        rightName: "0"),
      DendrogramMark.Link(
        left: 3, right: 4, leftHeight: 0, rightHeight: 0, height: 1.5, name: "1", leftName: "1",
        rightName: "1"),
      DendrogramMark.Link(
        left: 2, right: 3.5, leftHeight: 0, rightHeight: 1.5, height: 2, name: "1", leftName: "1",
        rightName: "1"),
      DendrogramMark.Link(
        left: 0.5, right: 2.75, leftHeight: 1, rightHeight: 2, height: 4, leftName: "0", rightName: "1"),
    ]
    return Chart(
      title: "Dendrogram", subtitle: "ward, 2 clusters", caption: "(n): n tracks that merged below",
      marks: [DendrogramMark(links: links, title: "Cluster")],
      x: Axis(scale: .ordinal(["a", "(12)", "b", "c", "(3)"]), showsGrid: false),
      y: Axis(title: "Height", lower: 0), width: 480, height: 320)
  }

  @Test func picture() {
    Golden.expect(chart.svg(), named: "dendrogram")
    #expect(chart.altText.contains("4 merges in 2 classes, the highest at 4"))
  }

  @Test func whatHasNoPositionIsCounted() {
    let mark = DendrogramMark(links: [
      DendrogramMark.Link(left: 0, right: 1, leftHeight: 0, rightHeight: 0, height: .nan),
      DendrogramMark.Link(left: 0, right: 1, leftHeight: 0, rightHeight: 0, height: 1),
    ])
    let frame = PlotFrame(
      area: Rect(x: 0, y: 0, width: 100, height: 100),
      x: PositionScale(.linear, extent: nil, lower: 0, upper: 1),
      y: PositionScale(.linear, extent: nil, lower: 0, upper: 1),
      classes: ClassScale(names: [], theme: .light, shaped: false), theme: .light)
    #expect(mark.droppedCount(in: frame) == 1)
    #expect(mark.classes.isEmpty)
  }
}
