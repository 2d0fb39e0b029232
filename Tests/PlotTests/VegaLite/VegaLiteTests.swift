import Foundation
import Testing

@testable import Plot

/// Interactive charts as JSON: what is in it, and that it is JSON whatever the data.
@Suite struct VegaLiteTests {
  private func specification(_ chart: Chart) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(chart.vegaLite().utf8))
    return try #require(object as? [String: Any])
  }

  private func layers(_ chart: Chart) throws -> [[String: Any]] {
    try #require(try specification(chart)["layer"] as? [[String: Any]])
  }

  private func rows(_ layer: [String: Any]) throws -> [[String: Any]] {
    try #require((layer["data"] as? [String: Any])?["values"] as? [[String: Any]])
  }

  @Test(arguments: [Theme.light, .dark, .print])
  func everyFigureHasOneAndTheSameBytesTwice(theme: Theme) throws {
    for chart in Figures.all(theme) where chart.isInteractive {
      let head = try specification(chart)
      #expect(head["$schema"] as? String == "https://vega.github.io/schema/vega-lite/v5.json")
      #expect(head["description"] as? String == chart.altText)
      #expect((head["title"] as? [String: Any])?["text"] as? String == chart.title)
      #expect(chart.vegaLite() == chart.vegaLite())
    }
  }

  @Test func goldenSpecifications() {
    var data = Figures.scatter(14)
    (data.highlighted, data.outline) = ([3], .hull)
    Golden.expect(Chart.scatter(data).vegaLite(), named: "scatter", ending: "vl.json")
    Golden.expect(Figures.losses().vegaLite(), named: "lines", ending: "vl.json")
    Golden.expect(Figures.bars(theme: .dark).vegaLite(), named: "bars-dark", ending: "vl.json")
    Golden.expect(Figures.correlations().vegaLite(), named: "heat-map", ending: "vl.json")
    Golden.expect(Figures.intervals().vegaLite(), named: "intervals", ending: "vl.json")
  }

  @Test func dotsHaveTooltipsZoomAndALegendToClick() throws {
    var data = Figures.scatter(20)
    data.x[3] = .nan
    let layer = try #require(try layers(Chart.scatter(data)).first)
    #expect(try rows(layer).count == 19)
    #expect(try rows(layer)[3]["t"] as? String == "track 4, Instrumental")
    let names = (layer["params"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    #expect(names == ["zoom0", "pick"])
    let tooltip = (layer["encoding"] as? [String: Any])?["tooltip"] as? [[String: Any]]
    #expect(tooltip?.compactMap { $0["title"] as? String } == ["label", "Genre", "Latent 1", "Latent 2"])
    let subtitle = (try specification(Chart.scatter(data))["title"] as? [String: Any])?["subtitle"]
    #expect((subtitle as? [String])?.first?.hasPrefix("1 value without a position") == true)
  }

  @Test func oneLayerHasTheParameters() throws {
    for chart in Figures.all(.light) where chart.isInteractive && chart.facets.isEmpty {
      // Categories on both axes can't be zoomed.
      let isZoomed = chart.x.categories == nil || chart.y.categories == nil
      #expect(try layers(chart).count { $0["params"] != nil } == (isZoomed ? 1 : 0))
    }
  }

  @Test func panelsStandInColumns() throws {
    let views = try #require(try specification(Figures.panels())["concat"] as? [[String: Any]])
    #expect(views.count == 7)
    #expect((views[1]["title"] as? [String: Any])?["text"] as? String == "Experimental")
  }

  /// 128 × 1292 would be 165,000 rectangles.
  @Test func largeMatricesAreAveraged() throws {
    let layer = try #require(try layers(Figures.spectrogram(bands: 128, frames: 1292)).first)
    #expect(try rows(layer).count == 128 * 160)
    #expect(Figures.spectrogram(bands: 128, frames: 1292).vegaLite().utf8.count < 500_000)
  }

  /// Whatever the axis' direction, the picture's first row comes where the picture has it.
  @Test func rowsOfAHeatMapKeepTheirPlaces() throws {
    func first(_ isReversed: Bool, _ lowestRowFirst: Bool) throws -> Double? {
      let mark = ImageMark(
        values: [1, 2], rows: 2, columns: 1, xRange: 0...1, yRange: 0...2,
        colors: ColorScale(title: "c", map: .viridis, extent: nil), lowestRowFirst: lowestRowFirst)
      let chart = Chart(title: "t", marks: [mark], y: Axis(title: "y", isReversed: isReversed))
      let layer = try #require(try layers(chart).first)
      return try rows(layer).first?["v"] as? Double
    }
    // The first value of the data stands at the lowest y.
    #expect(try first(false, true) == 1 && first(true, false) == 1)
    #expect(try first(false, false) == 2 && first(true, true) == 2)
  }

  @Test func tablesOfPicturesAndTooManyDotsHaveNone() {
    #expect(!Figures.grid().isInteractive)
    #expect(!Chart.scatter(Figures.scatter(Chart.interactiveLimit + 1)).isInteractive)
  }

  @Test func hostileDataIsStillJSON() throws {
    for x in HostileDataTests.numbers {
      for y in HostileDataTests.numbers.prefix(8) {
        let data = ScatterData(
          x: x, y: y, xTitle: "x", yTitle: "y", categories: HostileDataTests.names, colorTitle: "\"\\",
          sizes: y, outline: .ellipse, panels: x.count > 1 ? HostileDataTests.names : nil,
          labels: HostileDataTests.names, highlighted: [0, 5], title: "</script>\u{0}\n")
        _ = try specification(Chart.scatter(data, equalAspect: true))
      }
      let bars = Chart.bars(
        categories: HostileDataTests.names, series: [BarSeries(values: x, lower: x, upper: x)],
        valueTitle: "v",
        title: "t")
      _ = try specification(bars)
      let series = [LineSeries(name: "a", values: x)]
      _ = try specification(
        Chart.lines(series, xTitle: "x", isCounted: true, yTitle: "y", title: "t", logarithmic: true))
    }
    for (bands, frames) in [(0, 0), (-1, 5), (4, 1_000_000), (Int.max, Int.max), (1, 3)] {
      let chart = Chart.spectrogram(
        values: [1, .nan, 3], bands: bands, frames: frames, secondsPerFrame: .nan, bandFrequencies: [],
        title: "t")
      _ = try specification(chart)
    }
  }

  @Test func textsAndNumbersAreJSON() {
    let value: VegaValue = ["a\"\\\u{1}é": [1, -2.5, 1e300, true, .null, .number(.nan)]]
    #expect(value.json == "{\"a\\\"\\\\\\u0001é\":[1,-2.5,1e+300,true,null,null]}")
  }
}
