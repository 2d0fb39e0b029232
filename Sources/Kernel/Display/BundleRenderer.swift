import FoundationEssentials
import MVAEKit
import Plot

/// Renders presentations into MIME bundles by the rules of JupyterLab: see docs/display.md.
enum BundleRenderer {
  static func bundle(of presentation: Presentation) -> MIMEBundle {
    switch presentation {
    case .lines(let lines): return MIMEBundle(text: lines.joined(separator: "\n"))
    case .figure(let figure): return bundle(of: figure)
    case .table, .audio, .stack:
      var bundle = MIMEBundle(text: TextRenderer.text(of: presentation))
      bundle.data["text/html"] = .string(HTMLRenderer.html(of: presentation))
      return bundle
    }
  }

  /// The sentence for everyone, and the form that was asked for; pixels are in all of them, at twice the size, for front
  /// ends and untrusted notebooks that show nothing else.
  private static func bundle(of figure: Figure) -> MIMEBundle {
    let chart = figure.chart
    var bundle = MIMEBundle(text: chart.altText)
    let size: JSON = [
      "alt": .string(chart.altText), "width": .integer(chart.pixelWidth),
      "height": .integer(chart.pixelHeight),
    ]
    bundle.data["image/png"] = .string(Data(chart.png(scale: 2)).base64EncodedString())
    bundle.metadata["image/png"] = size
    switch figure.form {
    case .png: break
    case .html:
      bundle.data["text/html"] = .string(
        "<figure style=\"margin:0\">\(HTMLRenderer.html(of: chart, as: .html))</figure>")
    case .interactive:
      if let specification = try? JSON(bytes: Array(chart.vegaLite().utf8)) {
        bundle.data["application/vnd.vegalite.v5+json"] = specification
      }
    case .svg, .automatic:
      // A picture gains nothing from being wrapped in SVG.
      guard figure.form == .svg || chart.isDrawn else { break }
      bundle.data["image/svg+xml"] = .string(chart.svg())
      bundle.metadata["image/svg+xml"] = size
    }
    return bundle
  }
}

extension Chart {
  /// Whether it has more than pictures: dots, lines, bars.
  var isDrawn: Bool { !allMarks.allSatisfy { $0 is ImageMark } }
}
