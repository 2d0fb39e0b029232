/// One line of a line chart.
public struct LineSeries: Sendable {
  public var name: String
  public var x: [Double]
  public var y: [Double]
  public var dashed: Bool
  /// Ends of a faint band around the line; may be empty.
  public var lower: [Double]
  public var upper: [Double]

  public init(
    name: String, x: [Double], y: [Double], dashed: Bool = false, lower: [Double] = [], upper: [Double] = []
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.dashed = dashed
    self.lower = lower
    self.upper = upper
  }

  /// Values at 1, 2, 3, …, such as a loss at each epoch.
  public init(name: String, values: [Double], dashed: Bool = false) {
    self.init(name: name, x: values.indices.map { Double($0 + 1) }, y: values, dashed: dashed)
  }
}

extension Chart {
  /// Lines over a common axis: losses over epochs, scores over a parameter.
  ///
  /// - Parameters:
  ///   - isCounted: x holds whole numbers, such as epochs.
  ///   - logarithmic: the y axis' scale; values at or below zero are then left out and counted.
  ///   - rules: upright lines, such as the best epoch.
  public static func lines(
    _ series: [LineSeries], xTitle: String, isCounted: Bool = false, yTitle: String, yUnit: String? = nil,
    title: String,
    logarithmic: Bool = false, rules: [RuleMark] = [], theme: Theme = .light
  ) -> Chart {
    let longest = series.map(\.x.count).max() ?? 0
    let bands = series.filter { !$0.lower.isEmpty }.map {
      BandMark(x: $0.x, lower: $0.lower, upper: $0.upper, name: $0.name)
    }
    let lines = series.map {
      LineMark(x: $0.x, y: $0.y, name: $0.name, dashed: $0.dashed, showsPoints: longest <= 30)
    }
    return Chart(
      title: title, marks: bands + lines + rules,
      x: Axis(title: xTitle, scale: isCounted ? .whole : .linear, showsGrid: false),
      y: Axis(title: yTitle, unit: yUnit, scale: logarithmic ? .log : .linear), showsLegend: series.count > 1,
      width: 680, height: 360, theme: theme)
  }
}
