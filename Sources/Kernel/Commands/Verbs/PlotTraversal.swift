import MVAEKit
import Plot

/// `plot traversal` and `plot interpolation`: what a model decodes along lines through its latent space.
enum PlotTraversal {
  private static let count = Key<Int>.integer(
    "count", "how many dimensions when none is named, by falling KL", in: 1...16, default: 6)

  static let traversal = Command(
    "plot", "traversal", summary: "What a latent dimension does: decoded features while it moves.",
    details: [
      "Without `dimension:` those of the largest KL, one in a row. Images are drawn as they are; vectors as heat maps of "
        + "their standardised columns."
    ],
    subjects: [AskedTracks.model.parameter],
    labels: [
      TraverseVerb.dimension.parameter, count.parameter, TraverseVerb.lowest.parameter,
      TraverseVerb.highest.parameter, TraverseVerb.steps.parameter, TraverseVerb.track.parameter,
      TraverseVerb.label.parameter,
    ] + FigureOptions.parameters,
    examples: [
      .init("plot traversal fused dimension: 3", "one dimension from -3 to 3"),
      .init("plot traversal basic", "the dimensions that carry most"),
    ], isShowing: true
  ) { invocation in
    let model = try invocation.value(AskedTracks.model)
    let ranked = model.posterior.dimensionsByDivergence
    let dimensions =
      try invocation.optional(TraverseVerb.dimension).map { [$0] }
      ?? Array(ranked.prefix(try invocation.value(count)))
    let divergences = model.posterior.dimensionDivergences
    let lines = try dimensions.enumerated().map { place, dimension in
      DecodedLine(
        title: divergences.indices.contains(dimension)
          ? "z\(dimension), KL \(NumberText.fixed(divergences[dimension], 2))" : "z\(dimension)",
        features: try TraverseVerb.features(model, dimension: dimension, invocation, tells: place == 0),
        column: "z")
    }
    let title = "Traversal of \(name(invocation))"
    return .object(
      try FigureOptions.figure(DecodedLine.chart(lines, of: model, title: title, axis: "z"), invocation))
  }

  static let interpolation = Command(
    "plot", "interpolation", summary: "What a model decodes on the way from one track to another.",
    details: InterpolateVerb.details, subjects: [AskedTracks.model.parameter],
    labels: InterpolateVerb.parameters + FigureOptions.parameters,
    examples: [
      .init("plot interpolation cvae from: 0 to: 5", "eight images from track 0 to track 5"),
      .init("plot interpolation basic from: 0 to: 5 path: spherical", "a heat map of the columns"),
    ], isShowing: true
  ) { invocation in
    let features = try InterpolateVerb.features(invocation)
    let title = "\(name(invocation)): \(features.name)"
    let chart = DecodedLine.chart(
      [DecodedLine(title: "", features: features, column: "t")],
      of: try invocation.value(AskedTracks.model), title: title, axis: "t")
    return .object(try FigureOptions.figure(chart, invocation))
  }

  private static func name(_ invocation: Invocation) -> String {
    invocation.names(of: AskedTracks.model).first.flatMap { $0 } ?? "the model"
  }
}

/// Features decoded along one line, with where on it each stands.
private struct DecodedLine {
  let title: String
  let features: ModelFeatures
  /// The label column with the positions.
  let column: String

  private var positions: [Double] { features.rows.column(column)?.numbers ?? [] }

  static func chart(_ lines: [DecodedLine], of model: TrainedModel, title: String, axis: String) -> Chart {
    let ticks = lines.first?.positions.map { NumberText.position($0) } ?? []
    let images = lines.compactMap { line in
      if case .images(let images) = line.features { images } else { nil }
    }
    if !images.isEmpty {
      let rows = lines.map(\.title).filter { !$0.isEmpty }
      return .imageGrid(
        PlotImages.grid(
          images, rowTitles: rows, columnTitles: ticks.map { "\(axis) \($0)" }, title: title))
    }
    if lines.count == 1 { return heatMap(lines[0], of: model, title: title, axis: axis) }
    return .imageGrid(
      ImageGrid(
        images: [lines.compactMap { $0.picture(model) }], rowTitles: [], columnTitles: lines.map(\.title),
        title: title + ": columns of \(model.featureName) over \(axis) from \(ticks.first ?? "") to "
          + "\(ticks.last ?? "")",
        map: .viridis, colorTitle: model.scaledTitle, squarePixels: false))
  }

  /// Columns of the features by rows, steps by columns.
  private func picture(_ model: TrainedModel) -> GridImage? {
    guard case .vectors(let matrix) = features else { return nil }
    let (steps, width) = (matrix.values.rows, matrix.values.columns)
    let scaled = model.scaler.scale(matrix.values).values
    let values = (0..<width).flatMap { column in (0..<steps).map { scaled[$0 * width + column] } }
    return GridImage(values: values, rows: width, columns: steps)
  }

  /// One line with names and numbers on its axes.
  private static func heatMap(_ line: DecodedLine, of model: TrainedModel, title: String, axis: String)
    -> Chart
  {
    guard let picture = line.picture(model), let low = line.positions.first, let high = line.positions.last
    else { return Chart(title: title, marks: []) }
    let half = (high - low) / Double(max(1, picture.columns - 1)) / 2
    let (left, right) = (min(low - half, high + half), max(low - half, high + half))
    let backwards = high < low
    let values =
      backwards
      ? (0..<picture.rows).flatMap { row in
        picture.values[row * picture.columns..<(row + 1) * picture.columns].reversed()
      } : picture.values
    let mark = ImageMark(
      values: values, rows: picture.rows, columns: picture.columns, xRange: left...right,
      yRange: -0.5...(Double(picture.rows) - 0.5),
      colors: ColorScale(title: model.scaledTitle, map: .viridis, extent: Extent(of: values)))
    return Chart(
      title: title, subtitle: line.title.isEmpty ? nil : line.title + " nat", marks: [mark],
      x: Axis(title: axis, showsGrid: false),
      y: Axis(
        title: "Column of \(model.featureName)", scale: .ordinal(model.columnNames), showsGrid: false,
        isReversed: true), width: 620, height: min(max(Double(picture.rows) * 12 + 110, 240), 800))
  }
}

extension TrainedModel {
  /// Probabilities and other features that are not to be scaled are drawn as they are.
  var scaledTitle: String {
    scaler == .identity(columns: columnNames.count) ? "Value" : "Standardised"
  }
}
