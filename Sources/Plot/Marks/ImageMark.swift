/// A matrix as a heat map or a small picture.
public struct ImageMark: Mark {
  /// Row-major, `rows` × `columns`; what is not finite is transparent.
  public var values: [Float]
  public var rows: Int
  public var columns: Int
  /// The image's ends in the axes' units.
  public var xRange: ClosedRange<Double>
  public var yRange: ClosedRange<Double>
  public var colors: ColorScale
  /// Whether row 0 is at the bottom, as the lowest band of a spectrogram is.
  public var lowestRowFirst: Bool
  /// Whether the image keeps square pixels inside its ends, as pictures do, or fills them, as heat maps do.
  public var keepsAspect: Bool
  public var showsColorBar: Bool
  /// "Spectrogram", "Heat map"; nothing when it is one of many.
  public var kind: String?
  /// One text a cell, in the values' order, written where it fits; may be empty.
  public var cellTexts: [String]

  public init(
    values: [Float], rows: Int, columns: Int, xRange: ClosedRange<Double>, yRange: ClosedRange<Double>,
    colors: ColorScale, lowestRowFirst: Bool = false, keepsAspect: Bool = false, showsColorBar: Bool = true,
    kind: String? = "Heat map", cellTexts: [String] = []
  ) {
    self.values = values
    self.rows = rows
    self.columns = columns
    self.xRange = xRange
    self.yRange = yRange
    self.colors = colors
    self.lowestRowFirst = lowestRowFirst
    self.keepsAspect = keepsAspect
    self.showsColorBar = showsColorBar
    self.kind = kind
    self.cellTexts = cellTexts
  }

  public func extent(along direction: AxisDirection) -> Extent? {
    let range = direction == .x ? xRange : yRange
    return Extent(of: [range.lowerBound, range.upperBound])
  }

  public var colorScale: ColorScale? { showsColorBar ? colors : nil }

  public var summary: MarkSummary {
    let domain = colors.domain
    let contents =
      "\(rows) rows by \(columns) columns, \(Words.short(colors.title)) from \(NumberText.brief(domain.lowerBound)) to "
      + NumberText.brief(domain.upperBound) + (colors.unit.map { " " + $0 } ?? "")
    return MarkSummary(kind: kind, contents: kind == nil ? nil : contents)
  }

  public func droppedCount(in frame: PlotFrame) -> Int {
    values.reduce(0) { $0 + ($1.isFinite ? 0 : 1) }
  }

  public func draw(in frame: PlotFrame, on scene: inout Scene) {
    guard let image = raster else { return }
    let (x1, x2) = (frame.pixelX(xRange.lowerBound), frame.pixelX(xRange.upperBound))
    let (y1, y2) = (frame.pixelY(yRange.lowerBound), frame.pixelY(yRange.upperBound))
    guard x1.isFinite, x2.isFinite, y1.isFinite, y2.isFinite else { return }
    var rect = Rect(x: min(x1, x2), y: min(y1, y2), width: abs(x2 - x1), height: abs(y2 - y1))
    if keepsAspect { rect = fitted(rect) }
    scene.clipped(to: frame.area) { $0.image(ScenePicture(image: image, rect: rect)) }
    if !cellTexts.isEmpty { drawTexts(in: rect, theme: frame.theme, on: &scene) }
  }

  /// Black or white, whichever stands out more, where all texts fit their cells.
  private func drawTexts(in rect: Rect, theme: Theme, on scene: inout Scene) {
    let size = 11.0
    let (width, height) = (rect.width / Double(columns), rect.height / Double(rows))
    let widest = cellTexts.map { TextMetrics.width($0, size: size) }.max() ?? 0
    guard height >= size + 3, width >= widest + 4 else { return }
    for index in 0..<min(cellTexts.count, values.count, rows * columns) {
      let row = lowestRowFirst ? rows - 1 - index / columns : index / columns
      let fraction = colors.fraction(Double(values[index]))
      let ground = fraction.isFinite ? colors.map.color(at: fraction) : theme.surface
      let ink: Color = ground.contrast(with: .black) > ground.contrast(with: .white) ? .black : .white
      scene.text(
        SceneText(
          cellTexts[index], x: rect.x + (Double(index % columns) + 0.5) * width,
          y: rect.y + (Double(row) + 0.5) * height + size * 0.36, size: size, color: ink, anchor: .middle))
    }
  }

  /// The matrix through the colour map, one pixel a value; nothing when the sizes don't agree.
  public var raster: RasterImage? {
    guard rows > 0, columns > 0, values.count / columns >= rows else { return nil }
    return RasterImage(
      values: values, rows: rows, columns: columns, colors: colors, lowestRowFirst: lowestRowFirst)
  }

  private func fitted(_ rect: Rect) -> Rect {
    let scale = min(rect.width / Double(columns), rect.height / Double(rows))
    let (width, height) = (Double(columns) * scale, Double(rows) * scale)
    return Rect(x: rect.midX - width / 2, y: rect.midY - height / 2, width: width, height: height)
  }
}
