extension Chart {
  /// A scatter plot, or one a panel.
  ///
  /// - Parameters:
  ///   - equalAspect: a unit is as long on x as on y; for PCA.
  ///   - showsNumbers: off where the numbers mean nothing, as in t-SNE and UMAP.
  public static func scatter(
    _ data: ScatterData, equalAspect: Bool = false, showsNumbers: Bool = true, theme: Theme = .light
  ) -> Chart {
    let panels = data.panels.map { CategoryColumn($0) }
    let facets = panels.map { Self.facets(data, $0) } ?? []
    var caption: String?
    if data.outline == .ellipse, data.categories != nil {
      caption = "Ellipses: 90 % of a normal distribution with the class' mean and covariance."
    }
    if let panels, panels.names.count > facets.count {
      caption = "The first \(facets.count) of \(panels.names.count) panels."
    }
    let x = Axis(title: data.xTitle, showsNumbers: showsNumbers, showsGrid: showsNumbers)
    let y = Axis(title: data.yTitle, showsNumbers: showsNumbers, showsGrid: showsNumbers)
    let context = DotMark(x: data.x, y: data.y, color: .muted)
    return Chart(
      title: data.title, caption: caption, marks: facets.isEmpty ? data.marks() : [context], facets: facets,
      x: x,
      y: y, showsLegend: facets.isEmpty || data.panels != data.categories,
      width: facets.isEmpty ? 680 : 760, height: facets.isEmpty ? 460 : height(panels: facets.count),
      theme: theme, equalAspect: equalAspect)
  }

  /// Panels about as high as wide.
  private static func height(panels: Int) -> Double {
    let rows = panels <= 3 ? 1 : panels <= 8 ? 2 : (panels + 3) / 4
    return 110 + Double(rows) * (panels <= 4 ? 230 : 185)
  }

  private static func facets(_ data: ScatterData, _ panels: CategoryColumn) -> [Facet] {
    panels.names.prefix(ScatterData.panelLimit).enumerated().map { code, name in
      let rows = panels.codes.indices.filter { panels.codes[$0] == code }
      return Facet(title: name, marks: data.marks(of: rows))
    }
  }
}
