import FoundationEssentials
import MVAEKit
import Plot

/// Renders presentations into MIME bundles by the rules of JupyterLab: see docs/display.md.
enum BundleRenderer {
  static func bundle(of presentation: Presentation) -> MIMEBundle {
    switch presentation {
    case .lines(let lines): return MIMEBundle(text: lines.joined(separator: "\n"))
    case .chart(let chart): return bundle(of: chart)
    case .table, .audio, .stack:
      var bundle = MIMEBundle(text: TextRenderer.text(of: presentation))
      bundle.data["text/html"] = .string(HTMLRenderer.html(of: presentation))
      return bundle
    }
  }

  /// SVG for trusted notebooks, PNG at twice the size for those that are not, the sentence for everyone else.
  private static func bundle(of chart: Chart) -> MIMEBundle {
    var bundle = MIMEBundle(text: chart.altText)
    let size: JSON = [
      "alt": .string(chart.altText), "width": .integer(chart.pixelWidth),
      "height": .integer(chart.pixelHeight),
    ]
    bundle.data["image/png"] = .string(Data(chart.png(scale: 2)).base64EncodedString())
    bundle.metadata["image/png"] = size
    // A picture gains nothing from being wrapped in SVG.
    let isPicture = chart.marks.allSatisfy { $0 is ImageMark }
    if !isPicture {
      bundle.data["image/svg+xml"] = .string(chart.svg())
      bundle.metadata["image/svg+xml"] = size
    }
    return bundle
  }
}
