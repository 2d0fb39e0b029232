import MVAEKit
import Plot

/// `plot factors`: which latent dimension follows which property of the tracks.
enum PlotFactors {
  private static let vectors = Key<Value>.object("vectors", "a model, or features", Observations.kinds)
  private static let asked = Key<[String]>(
    parameter: Parameter(
      "factors", "label columns; every one with numbers or 2 to 50 classes if left out", .list(.column)),
    fallback: nil, read: { $0.list?.compactMap(\.text) })
  private static let count = Key<Int>.integer(
    "count", "how many dimensions, of a model by falling KL", in: 1...64, default: 32)

  static let factors = Command(
    "plot", "factors", summary: "The correlation of each latent dimension with each property of the tracks.",
    details: [
      "Numbers: Pearson's r, −1 to 1. Classes: ε = √(1 − (1 − η²)(n − 1)/(n − k)), the share of a dimension's standard "
        + "deviation that lies between the k classes (Kelley 1935), 0 to 1, which does not grow with k alone."
    ],
    subjects: [vectors.parameter], labels: [asked.parameter, count.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot factors basic", "all labels"),
      .init("plot factors basic factors: [tempo, key, mode]", "these"),
    ], isShowing: true
  ) { invocation in
    let matrix = try Observations.matrix(vectors, invocation)
    let columns = try chosen(matrix.rows, invocation)
    let order = try invocation.value(vectors).as(TrainedModel.self)?.posterior.dimensionsByDivergence
    let dimensions = Array(
      (order ?? Array(0..<matrix.values.columns)).prefix(try invocation.value(count)))
    var values: [Float] = []
    for dimension in dimensions {
      try invocation.cancellation.check()
      let positions = (0..<matrix.values.rows).map {
        Double(matrix.values.values[$0 * matrix.values.columns + dimension])
      }
      values += columns.map { Float(FactorStrength.of(positions, $0)) }
    }
    let chart = chart(
      values, columns.map(\.name), dimensions.map { matrix.columnNames[$0] },
      title: "Factors in \(try Observations.name(vectors, invocation))")
    return .object(try FigureOptions.figure(chart, invocation))
  }

  private static func chosen(_ rows: TrackTable, _ invocation: Invocation) throws -> [Column] {
    if let names = invocation.optional(asked) { return names.compactMap(rows.column) }
    let columns = rows.columns.filter { $0.numbers != nil || (2...50).contains($0.categoryCounts.count) }
    guard !columns.isEmpty else {
      throw invocation.diagnostic(
        "NoLabels", "these tracks have no labels to correlate with", at: vectors,
        hint: "labels come from the corpus' table")
    }
    return columns
  }

  private static func chart(_ values: [Float], _ columns: [String], _ rows: [String], title: String) -> Chart
  {
    let mark = ImageMark(
      values: values, rows: rows.count, columns: columns.count,
      xRange: -0.5...(Double(max(columns.count, 1)) - 0.5), yRange: -0.5...(Double(max(rows.count, 1)) - 0.5),
      colors: ColorScale(title: "Correlation", map: .blueRed, extent: nil, lower: -1, upper: 1),
      cellTexts: values.map { $0.isFinite ? NumberText.fixed(Double($0), 2) : "" })
    return Chart(
      title: title, subtitle: "r of numbers, ε of classes (never negative)", marks: [mark],
      x: Axis(title: "Factor", scale: .ordinal(columns), showsGrid: false),
      y: Axis(title: "Dimension", scale: .ordinal(rows), showsGrid: false, isReversed: true),
      width: min(max(Double(columns.count) * 62 + 220, 420), 1400),
      height: min(max(Double(rows.count) * 24 + 140, 220), 1200))
  }
}

/// How strongly a dimension follows a column.
enum FactorStrength {
  /// Rows where the column has nothing are left out; not a number where one of the two never changes.
  static func of(_ values: [Double], _ column: Column) -> Double {
    if let numbers = column.numbers {
      let pairs = zip(values, numbers).filter { $0.0.isFinite && $0.1.isFinite }
      return correlation(pairs.map(\.0), pairs.map(\.1))
    }
    let pairs = zip(values, column.texts).filter { $0.0.isFinite && $0.1 != nil }
    return betweenClasses(pairs.map(\.0), pairs.map { $0.1 ?? "" })
  }

  /// Pearson's r.
  static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    let count = Double(x.count)
    let (mx, my) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - mx) * (a - mx)
      xy += (a - mx) * (b - my)
      yy += (b - my) * (b - my)
    }
    guard xx > 0, yy > 0 else { return .nan }
    return min(max(xy / (xx.squareRoot() * yy.squareRoot()), -1), 1)
  }

  /// Kelley's ε, 0 where η² is no more than chance gives.
  static func betweenClasses(_ x: [Double], _ classes: [String]) -> Double {
    let mean = x.reduce(0, +) / Double(x.count)
    var sums: [String: (sum: Double, count: Double)] = [:]
    for (value, name) in zip(x, classes) {
      let old = sums[name] ?? (0, 0)
      sums[name] = (old.sum + value - mean, old.count + 1)
    }
    let total = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let (n, k) = (Double(x.count), Double(sums.count))
    guard total > 0, k > 1, n > k else { return .nan }
    // In the order of the names: a dictionary's own order would change the last digit from run to run.
    let between = sums.sorted { $0.key < $1.key }.reduce(0) {
      $0 + $1.value.sum * $1.value.sum / $1.value.count
    }
    let share = 1 - (1 - between / total) * (n - 1) / (n - k)
    return max(share, 0).squareRoot()
  }
}
