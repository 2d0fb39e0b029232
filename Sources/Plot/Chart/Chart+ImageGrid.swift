extension Chart {
  /// Small pictures in rows and columns with their titles: originals above reconstructions, samples by class, traversals.
  public static func imageGrid(_ grid: ImageGrid, theme: Theme = .light) -> Chart {
    let colors = grid.colors
    let size = grid.cellSize
    let left = grid.rowTitles.map { TextMetrics.width($0, size: ChartLayout.tickSize) }.max() ?? 0
    return Chart(
      title: grid.title, marks: grid.marks(colors),
      x: Axis(
        scale: .ordinal(ImageGrid.padded(grid.columnTitles, to: grid.columns)),
        showsNumbers: !grid.columnTitles.isEmpty, showsGrid: false, placement: .above),
      y: Axis(
        scale: .ordinal(ImageGrid.padded(grid.rowTitles, to: grid.rows)),
        showsNumbers: !grid.rowTitles.isEmpty,
        showsGrid: false, isReversed: true),
      summary: grid.summary,
      width: size.width * Double(grid.columns) + min(left, 180) + 45 + (grid.colorTitle == nil ? 0 : 90),
      height: size.height * Double(grid.rows) + (grid.columnTitles.isEmpty ? 60 : 76), theme: theme)
  }
}

/// One picture of an image grid.
public struct GridImage: Sendable {
  /// Row-major, `rows` × `columns`.
  public var values: [Float]
  public var rows: Int
  public var columns: Int
  /// Its own colours in place of the grid's: a difference among values.
  public var colors: ColorScale?

  public init(values: [Float], rows: Int, columns: Int, colors: ColorScale? = nil) {
    self.values = values
    self.rows = rows
    self.columns = columns
    self.colors = colors
  }
}

/// Pictures in rows and columns that share one colour scale.
public struct ImageGrid: Sendable {
  /// Rows of pictures; nothing leaves a cell empty.
  public var images: [[GridImage?]]
  public var rowTitles: [String]
  public var columnTitles: [String]
  public var title: String
  public var map: ColorMap
  /// Row 0 of a picture is at its bottom, as in spectrograms.
  public var lowestRowFirst: Bool
  /// Fixed ends of the colours; where they are missing all pictures' common range decides.
  public var lower: Double?
  public var upper: Double?
  /// With a title the colour bar is shown.
  public var colorTitle: String?
  public var colorUnit: String?
  /// Pictures keep square pixels, or fill square cells.
  public var squarePixels: Bool
  /// Between pictures, as a part of a cell; 0...1.
  public var gap: Double

  public init(
    images: [[GridImage?]], rowTitles: [String] = [], columnTitles: [String] = [], title: String,
    map: ColorMap = .gray, lowestRowFirst: Bool = false, lower: Double? = nil, upper: Double? = nil,
    colorTitle: String? = nil, colorUnit: String? = nil, squarePixels: Bool = true, gap: Double = 0.06
  ) {
    self.images = images
    self.rowTitles = rowTitles
    self.columnTitles = columnTitles
    self.title = title
    self.map = map
    self.lowestRowFirst = lowestRowFirst
    self.lower = lower
    self.upper = upper
    self.colorTitle = colorTitle
    self.colorUnit = colorUnit
    self.squarePixels = squarePixels
    self.gap = gap
  }

  var rows: Int { max(images.count, 1) }
  var columns: Int { max(images.map(\.count).max() ?? 0, 1) }

  private var all: [GridImage] { images.flatMap { $0.compactMap { $0 } } }

  var colors: ColorScale {
    let extents = all.filter { $0.colors == nil }.compactMap { Extent(of: $0.values) }
    let common = extents.first.map { first in extents.dropFirst().reduce(first) { $0.union($1) } }
    return ColorScale(
      title: colorTitle ?? "", unit: colorUnit, map: map, extent: common, lower: lower, upper: upper)
  }

  /// A cell in CSS pixels: as wide as the columns allow, as high as the tallest picture needs.
  var cellSize: (width: Double, height: Double) {
    let width = min(max(640 / Double(columns), 24), 150)
    let shapes = all.filter { $0.columns > 0 && $0.rows > 0 }.map { Double($0.rows) / Double($0.columns) }
    let aspect = squarePixels ? min(max(shapes.max() ?? 1, 0.25), 4) : 1
    return (width, min(width * aspect, 400))
  }

  func marks(_ colors: ColorScale) -> [any Mark] {
    images.enumerated().flatMap { row, line in
      line.enumerated().compactMap { column, image in
        image.map { mark($0, row: Double(row), column: Double(column), colors) }
      }
    }
  }

  private func mark(_ image: GridImage, row: Double, column: Double, _ colors: ColorScale) -> ImageMark {
    let half = 0.5 - min(max(gap.isNaN ? 0 : gap, 0), 0.98) / 2
    return ImageMark(
      values: image.values, rows: image.rows, columns: image.columns,
      xRange: (column - half)...(column + half),
      yRange: (row - half)...(row + half), colors: image.colors ?? colors, lowestRowFirst: lowestRowFirst,
      keepsAspect: squarePixels,
      showsColorBar: colorTitle != nil, kind: nil)
  }

  var summary: MarkSummary {
    var contents = Words.plural(all.count, "picture", "pictures")
    contents += " in \(Words.plural(rows, "row", "rows")) and \(Words.plural(columns, "column", "columns"))"
    if !rowTitles.isEmpty { contents += ", rows " + Self.listed(rowTitles) }
    if !columnTitles.isEmpty { contents += ", columns " + Self.listed(columnTitles) }
    return MarkSummary(kind: "Image grid", contents: contents)
  }

  static func padded(_ titles: [String], to count: Int) -> [String] {
    (0..<count).map { $0 < titles.count ? titles[$0] : "" }
  }

  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(8).map { Words.short($0) }.joined(separator: ", ")
    return names.count > 8 ? shown + " and \(names.count - 8) more" : shown
  }
}
