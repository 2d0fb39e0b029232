import MVAEKit
import Plot

/// `plot reconstruction`: tracks beside what a model makes of them.
enum PlotReconstruction {
  private static let model = Key<TrainedModel>.value("model", "a trained model")
  private static let tracks = Key<Corpus>.value(
    "tracks", "which tracks; some held out ones if left out", isRequired: false)
  private static let count = Key<Int>.integer("count", "how many tracks", in: 1...16, default: 6)

  static let reconstruction = Command(
    "plot", "reconstruction", summary: "Tracks beside what the model makes of them.",
    details: [
      "Images stand above their reconstructions on one colour scale, and above reconstruction − original on another. Of "
        + "vectors a row is a track and a column a feature, standardised: as they are, through μ and back, and the difference."
    ],
    subjects: [model.parameter, tracks.parameter], labels: [count.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot reconstruction cvae", "tracks that the model was not trained on"),
      .init("plot reconstruction cvae corpus[0..<4]", "these tracks"),
    ], isShowing: true
  ) { invocation in
    let model = try invocation.value(model)
    guard model.hasFeatures else {
      throw invocation.diagnostic(
        "NoFeatures", "an opened model does not hold the features it was trained on", at: Self.model,
        hint: "`reconstruct` takes features beside the model")
    }
    let rebuilt = try model.reconstruction(
      of: model.trainingInputs.selecting(try chosenRows(model, invocation)),
      cancellation: invocation.cancellation)
    let title = "Reconstructions by \(invocation.names(of: Self.model).first.flatMap { $0 } ?? "the model")"
    return .object(try FigureOptions.figure(.imageGrid(grid(rebuilt, model, title)), invocation))
  }

  private static func chosenRows(_ model: TrainedModel, _ invocation: Invocation) throws -> [Int] {
    let count = try invocation.value(count)
    guard let wanted = invocation.optional(tracks) else {
      let held = model.split.validation.isEmpty ? model.split.train : model.split.validation
      return Array(held.prefix(count))
    }
    let places = Dictionary(
      zip(model.rows.ids, model.rows.ids.indices), uniquingKeysWith: { first, _ in first })
    let rows = wanted.table.ids.compactMap { places[$0] }
    guard !rows.isEmpty else {
      throw invocation.diagnostic("OtherRows", "the model was trained on none of these tracks", at: tracks)
    }
    return Array(rows.prefix(16))
  }

  private static func grid(_ rebuilt: Reconstruction, _ model: TrainedModel, _ title: String) -> ImageGrid {
    switch (rebuilt.original, rebuilt.features) {
    case (.images(let original), .images(let features)):
      return images(original, features, title)
    default:
      let original = model.scaler.scale(rebuilt.original.values).values
      let features = model.scaler.scale(rebuilt.features.values).values
      let height = rebuilt.original.rows.count
      var pictures = [original, features].map {
        GridImage(values: $0, rows: height, columns: $0.count / max(1, height))
      }
      pictures += differences(pictures[0...0], pictures[1...1], unit: nil)
      return ImageGrid(
        images: [pictures], columnTitles: ["original", "reconstruction", "difference"],
        title: "\(title): a row a track, a column a feature", map: .viridis, colorTitle: "Standardised",
        squarePixels: false)
    }
  }

  private static func images(_ original: FeatureTensor, _ features: FeatureTensor, _ title: String)
    -> ImageGrid
  {
    var grid = PlotImages.grid(
      [original, features], rowTitles: ["original", "reconstruction", "difference"],
      columnTitles: original.rows.ids, title: title)
    grid.images.append(
      differences(original.gridImages[...], features.gridImages[...], unit: grid.colorUnit))
    return grid
  }

  /// Reconstruction minus original, blue where it is too low and red where it is too high, on one scale.
  private static func differences(
    _ original: ArraySlice<GridImage>, _ features: ArraySlice<GridImage>, unit: String?
  ) -> [GridImage] {
    let values = zip(original, features).map { zip($0.values, $1.values).map { $1 - $0 } }
    let extents = values.compactMap { Extent(of: $0) }
    let reach = extents.map { max(abs($0.lower), abs($0.upper)) }.max() ?? 1
    let colors = ColorScale(
      title: "Difference", unit: unit, map: .blueRed, extent: nil, lower: -reach, upper: reach)
    return zip(values, original).map {
      GridImage(values: $0, rows: $1.rows, columns: $1.columns, colors: colors)
    }
  }
}
