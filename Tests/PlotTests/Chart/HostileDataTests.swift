import Foundation
import Testing

@testable import Plot

/// Whatever the data are, a figure comes out: well-formed, readable, in both formats.
@Suite struct HostileDataTests {
  static let numbers: [[Double]] = [
    [], [3.5], [2, 2, 2, 2], [.nan, .infinity, -.infinity], [1, .nan, 3], [1e-300, 2e-300], [1e-300, 1e300],
    [-1.7e308, 1.7e308], [.leastNonzeroMagnitude, 4 * .leastNonzeroMagnitude], [0, 0], [1e15, 1e15 + 1],
    [-1e-9, 1e-9], [1e5, 1e5 + 1e-6],
  ]

  static let names: [String] = [
    "", " ", "<b>&\"'</b>", "]]>", "שלום עולם", "مرحبا بالعالم", "👩‍👩‍👧‍👦🎵",
    "a\u{0}b\u{7}\u{1b}[31m\u{fffe}\u{202e}", "line\nbreak\ttab",
    String(repeating: "long ", count: 2000), "e\u{301}\u{302}\u{303}", "漢字かな交じり文",
  ]

  @Test func numbersOfEverySize() throws {
    var documents: [String] = []
    for x in Self.numbers {
      for y in Self.numbers {
        var data = ScatterData(x: x, y: y, xTitle: "x", yTitle: "y", title: "t")
        documents.append(Chart.scatter(data, equalAspect: true).svg())
        (data.categories, data.panels) = (x.indices.map { "\($0 % 2)" }, x.indices.map { "\($0 % 3)" })
        (data.sizes, data.outline) = (y, x.count % 2 == 0 ? .hull : .ellipse)
        documents.append(Chart.scatter(data, equalAspect: true).svg())
        let intervals = ErrorBarMark(positions: x, values: y, lower: x, upper: y)
        documents.append(Chart(title: "t", marks: [intervals]).svg())
      }
      for logarithmic in [false, true] {
        documents.append(
          Chart.lines(
            [LineSeries(name: "a", values: x)], xTitle: "x", yTitle: "y", title: "t", logarithmic: logarithmic
          ).svg())
      }
      documents.append(
        Chart.bars(
          categories: x.map { "\($0)" }, series: [BarSeries(values: x, lower: x, upper: x)], valueTitle: "v",
          title: "t"
        ).svg())
      documents.append(Chart.waveform(samples: x.map { Float($0) }, sampleRate: x.first ?? 0).svg())
    }
    WellFormed.expect(documents)
    for document in documents {
      #expect(document.firstMatch(of: #/="[^"]*(nan|inf)/#) == nil)
      #expect(document.utf8.count < 20_000)
    }
  }

  @Test func namesOfEveryKind() throws {
    let count = Self.names.count
    let positions = (0..<count).map { Double($0) }
    var documents: [String] = []
    for name in Self.names {
      let data = ScatterData(
        x: positions, y: positions, xTitle: name, yTitle: name, categories: Self.names, colorTitle: name,
        labels: Self.names, highlighted: Array(0..<count), title: name)
      let chart = Chart.scatter(data)
      documents.append(chart.svg())
      documents.append(chart.svg(SVGOptions(tooltips: true)))
      #expect(PNGCodec.decode(chart.png(scale: 1))?.width == 680)
    }
    documents.append(
      Chart.bars(categories: Self.names, series: [BarSeries(values: positions)], valueTitle: "v", title: "t")
        .svg())
    WellFormed.expect(documents)
    // Tooltips hold whole labels; what is drawn is cut.
    #expect(documents[0].utf8.count < 20_000)
    #expect(documents[0].contains("…"))
  }

  @Test func twoHundredClasses() {
    let svg = Chart.scatter(Figures.scatter(1000, classes: 200)).svg()
    WellFormed.expect([svg])
    #expect(svg.contains(">and 181 more<"))
    #expect(svg.contains(">class 18<") && !svg.contains(">class 19<"))
    var data = Figures.scatter(1000, classes: 200)
    (data.outline, data.panels) = (.hull, data.categories)
    WellFormed.expect([Chart.scatter(data).svg()])
  }

  @Test func leftOutPointsAreCounted() {
    let data = ScatterData(
      x: [1, 2, .nan, 4], y: [1, .infinity, 3, 4], xTitle: "x", yTitle: "y", title: "t")
    let svg = Chart.scatter(data).svg()
    #expect(svg.contains("2 values without a position (missing or infinite) left out</text>"))
    #expect(svg.contains("2 values without a position (missing or infinite) left out.</desc>"))
    #expect(svg.contains("2 points."))
  }

  @Test func sizesThatMakeNoSense() {
    for size in [-5, 0, 1, .nan, .infinity, 1e9] {
      var chart = Figures.losses()
      (chart.width, chart.height) = (size, 100)
      WellFormed.expect([chart.svg()])
      #expect(PNGCodec.decode(chart.png(scale: 0.25)) != nil)
    }
    #expect(PNGCodec.decode(Figures.losses().png(scale: .nan))?.width == 1360)
    // Too many pixels: the scale gives way.
    var large = Figures.losses()
    (large.width, large.height) = (5000, 5000)
    #expect(large.pixelWidth == 5000 && PNGCodec.decode(large.png(scale: 2))?.width == 4000)
  }

  @Test func matricesThatDoNotFit() {
    for (bands, frames) in [(0, 0), (-1, 5), (4, 1_000_000), (Int.max, Int.max), (1, 3)] {
      let chart = Chart.spectrogram(
        values: [1, 2, 3], bands: bands, frames: frames, secondsPerFrame: .nan, bandFrequencies: [],
        title: "t")
      WellFormed.expect([chart.svg()])
      #expect(PNGCodec.decode(chart.png(scale: 1)) != nil)
    }
    let missing = Chart.spectrogram(
      values: [.nan, 1, 2, .infinity], bands: 2, frames: 2, secondsPerFrame: 0.1, bandFrequencies: [3, 2],
      title: "t")
    #expect(missing.svg().contains("2 values without a position"))
    let grid = ImageGrid(
      images: [
        [], [nil, GridImage(values: [], rows: 3, columns: 3)],
        [GridImage(values: [.nan], rows: 1, columns: 1)],
      ],
      title: "t")
    WellFormed.expect([Chart.imageGrid(grid).svg(), Chart.imageGrid(ImageGrid(images: [], title: "")).svg()])
  }

  @Test func columnsOfDifferentLengths() {
    let data = ScatterData(
      x: [1, 2, 3], y: [1, 2], xTitle: "x", yTitle: "y", categories: ["a"], labels: ["one"],
      highlighted: [-1, 1, 99],
      title: "t")
    WellFormed.expect([Chart.scatter(data).svg(), Chart.scatter(data).svg(SVGOptions(tooltips: true))])
    let numbers = ScatterData(x: [1, 2], y: [1, 2], xTitle: "x", yTitle: "y", numbers: [.nan], title: "t")
    #expect(Chart.scatter(numbers).svg().contains(">unlabelled<"))
  }
}
