/// What a scatter plot shows: two columns of numbers, and what colours and names the rows.
public struct ScatterData: Sendable {
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
  /// One text a row, for tooltips and highlighted rows.
  public var labels: [String]?
  /// Rows that are ringed and named.
  public var highlighted: [Int]
  public var title: String

  public init(
    x: [Double], y: [Double], xTitle: String, yTitle: String, categories: [String?]? = nil,
    numbers: [Double]? = nil, colorTitle: String? = nil, colorUnit: String? = nil, labels: [String]? = nil,
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
    self.labels = labels
    self.highlighted = highlighted
    self.title = title
  }

  var color: DotMark.ColorChannel {
    if let categories { return .categories(CategoryColumn(categories), title: colorTitle) }
    guard let numbers else { return .single }
    let scale = ColorScale(
      title: colorTitle ?? "", unit: colorUnit, map: .viridis, extent: Extent(of: numbers))
    return .numbers(numbers, scale)
  }
}

extension Chart {
  /// A scatter plot.
  ///
  /// - Parameters:
  ///   - equalAspect: a unit is as long on x as on y; for PCA.
  ///   - showsNumbers: off where the numbers mean nothing, as in t-SNE and UMAP.
  public static func scatter(
    _ data: ScatterData, equalAspect: Bool = false, showsNumbers: Bool = true, theme: Theme = .light
  ) -> Chart {
    let mark = DotMark(
      x: data.x, y: data.y, color: data.color, labels: data.labels ?? [], highlighted: data.highlighted)
    return Chart(
      title: data.title, marks: [mark],
      x: Axis(title: data.xTitle, showsNumbers: showsNumbers, showsGrid: showsNumbers),
      y: Axis(title: data.yTitle, showsNumbers: showsNumbers, showsGrid: showsNumbers), width: 680,
      height: 460,
      theme: theme, equalAspect: equalAspect)
  }
}
