import Foundation
import Testing

@testable import Plot

@Suite struct GoldenPictureTests {
  @Test(arguments: [Theme.light, .dark, .print])
  func scatter(theme: Theme) {
    var data = Figures.scatter(140)
    data.highlighted = [5, 60]
    Golden.expect(Chart.scatter(data, theme: theme).svg(), named: "scatter-\(theme.name)")
  }

  @Test func scatterByNumber() {
    var data = Figures.scatter(140)
    (data.categories, data.labels) = (nil, nil)
    data.numbers = data.x.map { $0 > 6 ? .nan : $0 * 12 + 90 }
    (data.colorTitle, data.colorUnit) = ("Tempo", "bpm")
    Golden.expect(Chart.scatter(data).svg(), named: "scatter-number")
  }

  @Test func scatterWithoutNumbersAndWithNoise() {
    var data = Figures.scatter(140)
    data.categories = data.x.indices.map { $0 % 5 == 0 ? "-1" : $0 % 7 == 0 ? nil : "\($0 % 12)" }
    Golden.expect(Chart.scatter(data, showsNumbers: false).svg(), named: "scatter-noise")
  }

  @Test func scatterWithEqualAspect() {
    Golden.expect(Chart.scatter(Figures.scatter(70), equalAspect: true).svg(), named: "scatter-equal")
  }

  @Test func scatterWithTooltips() {
    Golden.expect(
      Chart.scatter(Figures.scatter(30)).svg(SVGOptions(tooltips: true)), named: "scatter-tooltips")
  }

  @Test func lines() {
    Golden.expect(Figures.losses().svg(), named: "lines")
    Golden.expect(Figures.losses(theme: .dark, logarithmic: true).svg(), named: "lines-log-dark")
  }

  @Test func spectrogram() {
    Golden.expect(Figures.spectrogram().svg(), named: "spectrogram")
  }

  @Test func waveform() {
    Golden.expect(Figures.waveform().svg(), named: "waveform")
  }

  @Test func bars() {
    Golden.expect(Figures.bars().svg(), named: "bars")
    Golden.expect(Figures.bars(theme: .dark, horizontal: true).svg(), named: "bars-horizontal-dark")
  }

  @Test func imageGrid() {
    Golden.expect(Figures.grid().svg(), named: "image-grid")
  }

  @Test func everyMarkAndChannel() {
    Golden.expect(Figures.marks().svg(), named: "marks")
  }

  @Test func heatMap() {
    let names = ["Folk", "Pop", "Rock"]
    let values: [Float] = [8, 1, 1, 2, .nan, 2, 0, 3, 7]
    let mark = ImageMark(
      values: values, rows: 3, columns: 3, xRange: -0.5...2.5, yRange: -0.5...2.5,
      colors: ColorScale(title: "Tracks", map: .viridis, extent: Extent(of: values)))
    let chart = Chart(
      title: "Genres and clusters", marks: [mark],
      x: Axis(title: "Cluster", scale: .ordinal(["0", "1", "2"])),
      y: Axis(title: "Genre", scale: .ordinal(names), isReversed: true), width: 420, height: 320)
    Golden.expect(chart.svg(), named: "heat-map")
  }

  @Test func melAxis() {
    let line = LineMark(x: [0, 1], y: [0, 8000])
    let chart = Chart(
      title: "Mel", marks: [line], x: Axis(title: "Time", unit: "s", scale: .time),
      y: Axis(title: "Frequency", unit: "Hz", scale: .mel), width: 400, height: 300)
    Golden.expect(chart.svg(), named: "mel-axis")
  }

  @Test func outlinesOfGroups() {
    var data = Figures.scatter(70, spread: 0.8)
    data.outline = .ellipse
    Golden.expect(Chart.scatter(data).svg(), named: "scatter-ellipses")
    data.outline = .hull
    Golden.expect(Chart.scatter(data, theme: .dark).svg(), named: "scatter-hulls-dark")
  }

  @Test func scatterBySize() {
    var data = Figures.scatter(70)
    (data.sizes, data.sizeTitle) = (data.x.map { abs($0) }, "Tempo")
    Golden.expect(Chart.scatter(data).svg(), named: "scatter-size")
  }

  @Test func panels() {
    Golden.expect(Figures.panels().svg(), named: "panels")
  }

  @Test func intervals() {
    Golden.expect(Figures.intervals().svg(), named: "intervals")
  }

  @Test func heatMapWithTexts() {
    Golden.expect(Figures.correlations().svg(), named: "heat-map-texts")
  }
}
