import Foundation
import Testing

@testable import Plot

@Suite struct ScenePDFTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test(arguments: [Theme.light, .dark, .print])
  func everyFigureIsOnePage(theme: Theme) {
    for chart in Figures.all(theme) {
      let file = chart.pdf()
      #expect(text(Array(file.prefix(5))) == "%PDF-" && text(Array(file.suffix(6))).contains("%%EOF"))
      #expect(file == chart.pdf())
      #expect(text(file).contains("/Count 1"))
    }
  }

  /// Three quarters of a point a CSS pixel.
  @Test func pagesHaveTheFiguresSize() {
    var chart = Figures.losses()
    (chart.width, chart.height) = (400, 200)
    #expect(text(chart.pdf()).contains("/MediaBox [ 0 0 300 150 ]"))
  }

  @Test func dotsAreShapesAndManyAreAnImage() {
    let chart = Chart.scatter(Figures.scatter(300))
    #expect(!text(chart.scene().pdf()).contains("/Image"))
    #expect(text(chart.scene().pdf(rasterizeAbove: 200)).contains("/Image"))
  }

  @Test func hostileFiguresAreFiles() {
    for x in HostileDataTests.numbers {
      let data = ScatterData(
        x: x, y: x.reversed(), xTitle: "x", yTitle: "y", categories: HostileDataTests.names, outline: .hull,
        labels: HostileDataTests.names, highlighted: [0], title: HostileDataTests.names[7])
      #expect(Chart.scatter(data).pdf().count > 500)
    }
    #expect(Chart.imageGrid(ImageGrid(images: [], title: "")).pdf().count > 500)
  }
}
