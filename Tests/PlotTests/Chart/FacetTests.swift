import Testing

@testable import Plot

@Suite struct FacetTests {
  @Test func panelsAreEqualAndInside() {
    let area = Rect(x: 50, y: 40, width: 600, height: 400)
    for count in [1, 2, 3, 5, 8, 24] {
      let layout = FacetLayout(count: count, in: area)
      let panels = (0..<count).map(layout.panel)
      #expect(layout.rows * layout.columns >= count)
      #expect(Set(panels.map(\.width)).count == 1 && Set(panels.map(\.height)).count == 1)
      #expect(panels.allSatisfy { $0.x >= area.x && $0.maxX <= area.maxX + 1 && $0.maxY <= area.maxY + 1 })
    }
    #expect(FacetLayout(count: 8, in: area).columns == 4 || FacetLayout(count: 8, in: area).columns == 3)
  }

  @Test func panelsShareScalesAndSayHowManyTheyAre() {
    var data = Figures.scatter(140)
    data.panels = data.categories
    let chart = Chart.scatter(data)
    #expect(chart.facets.map(\.title) == Figures.genres)
    #expect(
      chart.altText.contains(
        "7 panels, Electronic, Experimental, Folk, Hip-Hop, Instrumental, Pop and 1 more, with 140 points in all"
      ))
    let svg = chart.svg()
    WellFormed.expect([svg])
    for genre in Figures.genres { #expect(svg.contains(">\(genre)</text>")) }
    // Every panel shows all points, its own ones in colour.
    #expect(svg.matches(of: #/<clipPath/#).count == 14)
  }

  @Test func onlySoManyPanelsAreDrawn() {
    var data = Figures.scatter(400, classes: 200)
    data.panels = data.categories
    let chart = Chart.scatter(data)
    #expect(chart.facets.count == ScatterData.panelLimit)
    #expect(chart.caption == "The first 24 of 200 panels.")
  }

  @Test func legendsOfPanelsAreOne() {
    var data = Figures.scatter(70)
    data.panels = data.x.indices.map { $0 % 2 == 0 ? "left" : "right" }
    let svg = Chart.scatter(data).svg()
    #expect(svg.matches(of: #/>Rock</text>/#).count == 1)
    #expect(svg.matches(of: #/>Genre</text>/#).count == 1)
  }
}
