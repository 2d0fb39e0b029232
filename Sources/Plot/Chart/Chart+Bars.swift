/// One series of a bar chart: a value a category.
public struct BarSeries: Sendable {
  public var name: String
  public var values: [Double]
  /// Ends of error bars, such as the lowest and highest over seeds; may be empty.
  public var lower: [Double]
  public var upper: [Double]

  public init(name: String = "", values: [Double], lower: [Double] = [], upper: [Double] = []) {
    self.name = name
    self.values = values
    self.lower = lower
    self.upper = upper
  }
}

extension Chart {
  /// Bars of one or several series over named categories; they lie down when the names need the room.
  ///
  /// - Parameter horizontal: nothing chooses by the length of the names.
  public static func bars(
    categories: [String], series: [BarSeries], categoryTitle: String = "", valueTitle: String,
    valueUnit: String? = nil, title: String, horizontal: Bool? = nil, theme: Theme = .light
  ) -> Chart {
    let longest = categories.map { TextMetrics.width($0, size: ChartLayout.tickSize) }.max() ?? 0
    let lies = horizontal ?? (longest + 10 > 560 / Double(max(categories.count, 1)))
    let marks = series.enumerated().map { slot, one in
      BarMark(
        values: one.values, errorLower: one.lower, errorUpper: one.upper,
        name: one.name.isEmpty ? nil : one.name,
        horizontal: lies, slot: slot, slots: series.count)
    }
    // A lying axis counts from below; readers expect the first category above.
    let names = Axis(title: categoryTitle, scale: .ordinal(categories), isReversed: lies)
    let values = Axis(title: valueTitle, unit: valueUnit)
    let rows = Double(categories.count) * max(Double(series.count) * 14, 22)
    return Chart(
      title: title, marks: marks, x: lies ? values : names, y: lies ? names : values,
      showsLegend: series.count > 1, width: 680, height: lies ? min(max(rows + 110, 180), 900) : 360,
      theme: theme)
  }
}
