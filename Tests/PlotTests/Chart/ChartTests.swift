import Foundation
import Testing

@testable import Plot

@Suite struct ChartTests {
  @Test func altTextNamesKindCountsAndAxes() {
    let data = ScatterData(
      x: [-3.21, 2, 4], y: [0, 1, 2], xTitle: "PCA 1", yTitle: "PCA 2", categories: ["Rock", "Pop", "Rock"],
      colorTitle: "genre", title: "Latents of fused")
    #expect(
      Chart.scatter(data).altText
        == "Scatter plot “Latents of fused”: 3 points in 2 classes of genre: Pop 1, Rock 2. "
        + "X axis PCA 1 from −3.21 to 4, y axis PCA 2 from 0 to 2.")
    #expect(
      Figures.losses().altText
        == "Line chart “Losses”: training from 420 to 121 over 40 points; validation from 430 to 161 over 40 points; "
        + "best epoch 26 marked at 26. X axis Epoch from 1 to 40, y axis Negative ELBO (nats) from 121 to 430."
    )
    #expect(
      Figures.spectrogram().altText.hasPrefix(
        "Spectrogram “Log-mel spectrogram”: 16 rows by 40 columns, Level"))
    #expect(Figures.spectrogram().altText.contains("X axis Time (m:ss) from 0 to 0:20"))
    #expect(
      Figures.grid().altText.hasPrefix("Image grid “Reconstructions”: 9 pictures in 2 rows and 5 columns"))
  }

  @Test(arguments: [Theme.light, .dark, .print])
  func everyFigureIsNamedAndDescribed(theme: Theme) {
    for chart in Figures.all(theme) {
      let svg = chart.svg()
      WellFormed.expect([svg])
      #expect(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"p"))
      #expect(svg.contains(">\(chart.title)</title>") && svg.contains("</desc>"))
      #expect(svg.contains("viewBox=\"0 0 "))
    }
  }

  @Test func equalChartsHaveEqualBytesAndDifferentOnesDifferentNames() throws {
    let first = Figures.losses().svg()
    #expect(first == Figures.losses().svg())
    #expect(Figures.losses().png() == Figures.losses().png())
    let name = try #require(first.firstMatch(of: #/<title id="(p[0-9a-f]{8})-0"/#)?.1)
    #expect(!Figures.bars().svg().contains(name))
  }

  @Test func textIsAtLeastElevenPixels() {
    for chart in Figures.all(.light) {
      for match in chart.svg().matches(of: #/font-size="([0-9.]+)"/#) {
        #expect((Double(match.1) ?? 0) >= 11)
      }
    }
  }

  @Test func largeCloudsBecomeALayerAndSayIt() {
    let data = Figures.scatter(300)
    let layered = Chart.scatter(data).svg(SVGOptions(rasterizeAbove: 200))
    #expect(layered.contains("<image") && layered.contains("The 300 points are drawn as a picture"))
    #expect(layered.contains("</text>"))
    #expect(!Chart.scatter(data).svg().contains("<image"))
  }

  /// Goals of the project's figures page, for its data: ten round groups.
  @Test func figuresAreSmall() {
    #expect(Chart.scatter(Figures.scatter(2000, classes: 10, spread: 0.6)).svg().utf8.count <= 45_000)
    #expect(Chart.scatter(Figures.scatter(10_000, classes: 10, spread: 0.6)).svg().utf8.count <= 180_000)
    #expect(Chart.scatter(Figures.scatter(100_000, classes: 10, spread: 0.6)).svg().utf8.count <= 150_000)
    #expect(Figures.spectrogram(bands: 128, frames: 1292).png().count <= 250_000)
  }

  @Test func tooltipsHoldTheLabels() {
    let svg = Chart.scatter(Figures.scatter(20)).svg(SVGOptions(tooltips: true))
    #expect(svg.contains("<title>track 7, Electronic</title>"))
    #expect(svg.matches(of: #/<title>track/#).count == 20)
  }

  @Test func equalAspectMakesUnitsEquallyLong() {
    let data = ScatterData(x: [0, 10], y: [0, 1], xTitle: "x", yTitle: "y", title: "t")
    let chart = Chart.scatter(data, equalAspect: true)
    let layout = ChartComposition(chart: chart, options: SVGOptions()).trainedLayout(captionLines: 0)
    let frame = layout.frame
    let (dx, dy) = (frame.pixelX(1) - frame.pixelX(0), frame.pixelY(0) - frame.pixelY(1))
    #expect(abs(dx - dy) < 1e-9)
  }

  @Test func legendFollowsTheLabelsAndGreysComeLast() throws {
    let data = ScatterData(
      x: [1, 2, 3, 4, 5], y: [1, 2, 3, 4, 5], xTitle: "x", yTitle: "y",
      categories: ["10", nil, "2", "-1", "1"],
      title: "t")
    let svg = Chart.scatter(data, showsNumbers: false).svg()
    let texts = svg.matches(of: #/>([^<>]+)</text>/#).map { String($0.1) }
    let keys = texts.filter { ["1", "2", "10", "noise", "unlabelled"].contains($0) }
    #expect(keys == ["1", "2", "10", "noise", "unlabelled"])
  }

  @Test func marksAreDrawnWithinTheClip() {
    let chart = Chart(
      title: "t", marks: [LineMark(x: [0, 1, 2], y: [0, 100, 0])], x: Axis(title: "x"),
      y: Axis(title: "y", upper: 10))
    #expect(chart.svg().contains("<g clip-path=\"url(#p"))
  }
}
