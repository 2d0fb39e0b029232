/// What a scatter plot shows: two columns of numbers, and what colours and names the rows.
public struct ScatterData: Sendable {
  /// What is drawn around the points of each class.
  public enum Outline: String, Sendable {
    /// Of nine tenths of a normal distribution.
    case ellipse
    case hull
  }

  /// One value a row; rows with a value that is not finite are left out and counted.
  public var x: [Double]
  public var y: [Double]
  public var xTitle: String
  public var yTitle: String
  /// One class a row; nothing is drawn grey as "unlabelled", "-1" and "noise" light grey below all others.
  public var categories: [String?]?
  /// One number a row, for a continuous colour; ignored when there are categories.
  public var numbers: [Double]?
  /// The legend's title.
  public var colorTitle: String?
  public var colorUnit: String?
  /// One number a row, drawn as area.
  public var sizes: [Double]?
  public var sizeTitle: String?
  /// Needs categories.
  public var outline: Outline?
  /// One class a row, each in a panel of its own before all others in grey; at most `panelLimit` are drawn.
  public var panels: [String?]?
  /// One text a row, for tooltips and highlighted rows.
  public var labels: [String]?
  /// Rows that are ringed and named.
  public var highlighted: [Int]
  public var title: String

  public static let panelLimit = 24

  public init(
    x: [Double], y: [Double], xTitle: String, yTitle: String, categories: [String?]? = nil,
    numbers: [Double]? = nil, colorTitle: String? = nil, colorUnit: String? = nil, sizes: [Double]? = nil,
    sizeTitle: String? = nil, outline: Outline? = nil, panels: [String?]? = nil, labels: [String]? = nil,
    highlighted: [Int] = [], title: String
  ) {
    self.x = x
    self.y = y
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.categories = categories
    self.numbers = numbers
    self.colorTitle = colorTitle
    self.colorUnit = colorUnit
    self.sizes = sizes
    self.sizeTitle = sizeTitle
    self.outline = outline
    self.panels = panels
    self.labels = labels
    self.highlighted = highlighted
    self.title = title
  }

  /// The marks of some rows, all without a list.
  func marks(of rows: [Int]? = nil) -> [any Mark] {
    let wanted = Set(rows ?? [])
    let kept = rows == nil ? highlighted : highlighted.filter(wanted.contains)
    let places = Dictionary(
      (rows ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let dots = DotMark(
      x: picked(x, rows) ?? [], y: picked(y, rows) ?? [], color: color(of: rows), size: picked(sizes, rows),
      sizeTitle: sizeTitle, labels: picked(labels, rows) ?? [],
      highlighted: rows == nil ? kept : kept.compactMap { places[$0] })
    return outlines(of: rows) + [dots]
  }

  private func color(of rows: [Int]?) -> DotMark.ColorChannel {
    if let categories {
      return .categories(CategoryColumn(picked(categories, rows) ?? []), title: colorTitle)
    }
    guard let numbers else { return .single }
    // Panels share the scale of all rows.
    let scale = ColorScale(
      title: colorTitle ?? "", unit: colorUnit, map: .viridis, extent: Extent(of: numbers))
    return .numbers(picked(numbers, rows) ?? [], scale)
  }

  private func outlines(of rows: [Int]?) -> [any Mark] {
    guard let outline, let categories else { return [] }
    let column = CategoryColumn(picked(categories, rows) ?? [])
    let (px, py) = (picked(x, rows) ?? [], picked(y, rows) ?? [])
    return column.names.enumerated().map { code, name -> any Mark in
      let own = column.codes.indices.filter { column.codes[$0] == code && $0 < min(px.count, py.count) }
      let (gx, gy) = (own.map { px[$0] }, own.map { py[$0] })
      return switch outline {
      case .ellipse: EllipseMark(x: gx, y: gy, name: name)
      case .hull: HullMark(x: gx, y: gy, name: name)
      }
    }
  }

  private func picked<Element>(_ column: [Element]?, _ rows: [Int]?) -> [Element]? {
    guard let rows, let column else { return column }
    return rows.compactMap { $0 < column.count ? column[$0] : nil }
  }
}
