/// How a scene becomes an SVG.
public struct SVGOptions: Sendable, Equatable {
  /// Every dot an element of its own with its label as `<title>`, for pages that show the SVG inline.
  public var tooltips: Bool
  /// Clouds of more dots become a PNG layer inside the SVG; axes and text stay vectors.
  public var rasterizeAbove: Int

  public init(tooltips: Bool = false, rasterizeAbove: Int = 20_000) {
    self.tooltips = tooltips
    self.rasterizeAbove = rasterizeAbove
  }
}

extension Scene {
  /// The picture as an SVG document: text as text, a name and a description to be read aloud, the same bytes for the same picture.
  public func svg(_ options: SVGOptions = SVGOptions()) -> String {
    var writer = SVGWriter(options: options, expectedDots: dotCount)
    writer.open(self)
    for element in elements { writer.write(element) }
    return writer.closed()
  }

  private var dotCount: Int {
    elements.reduce(0) { sum, element in
      if case .dots(let cloud) = element { return sum + cloud.count }
      return sum
    }
  }
}
