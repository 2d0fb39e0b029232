import MVAEKit
import Plot

/// `plot samples`: what a model of images makes of nothing.
enum PlotImages {
  private static let model = Key<TrainedModel>.value("model", "a model of images")
  private static let seed = Key<Int>.integer("seed", "the draws follow from it", in: Seed.range, default: 1)

  // MARK: Samples

  private static let count = Key<Int>.integer("count", "pictures in a row", in: 1...16, default: 6)
  private static let label = Key<String>(
    parameter: Parameter(
      "label", "one class of a conditional model; every class in a row of its own if left out", .text,
      aliases: ["genre"]),
    fallback: nil, read: { $0.text })
  private static let temperature = Key<Double>.number(
    "temperature", "spread of the draws: z from N(0, temperature²)", in: 0...100, default: 1)

  static let samples = Command(
    "plot", "samples", summary: "New images from a model, for a conditional one a row a class.",
    details: [
      "The pictures of a column come from the same z, so that what differs down a column is the label alone."
    ],
    subjects: [model.parameter],
    labels: [label.parameter, count.parameter, seed.parameter, temperature.parameter]
      + FigureOptions.parameters,
    examples: [
      .init("plot samples cvae", "every genre, the same z down each column"),
      .init("plot samples cvae label: \"Jazz\" count: 4", "one genre"),
    ], isShowing: true
  ) { invocation in
    let model = try invocation.value(model)
    let classes = model.classes
    let wanted = invocation.optional(label)
    let rows: [String?] = wanted == nil && !classes.isEmpty ? classes : [wanted]
    let images = try rows.map { row in
      // The same seed in every row: the same z, another label.
      try model.sampleImages(
        count: try invocation.value(count), label: row, seed: UInt64(try invocation.value(seed)),
        temperature: try invocation.value(temperature), cancellation: invocation.cancellation)
    }
    let grid = grid(images, rowTitles: rows.map { $0 ?? "" }, title: "Samples of \(name(invocation))")
    return .object(try FigureOptions.figure(.imageGrid(grid), invocation))
  }

  private static func name(_ invocation: Invocation) -> String {
    invocation.names(of: model).first.flatMap { $0 } ?? "the model"
  }

  static func grid(
    _ rows: [FeatureTensor], rowTitles: [String], columnTitles: [String] = [], title: String
  ) -> ImageGrid {
    let style = ImageStyle(rows.first?.content ?? .spectrogram)
    return ImageGrid(
      images: rows.map(\.gridImages), rowTitles: rowTitles, columnTitles: columnTitles, title: title,
      map: style.map,
      lowestRowFirst: style.lowestRowFirst, colorTitle: style.colorTitle, colorUnit: style.unit)
  }
}

extension FeatureTensor {
  /// A picture a row.
  var gridImages: [GridImage] {
    (0..<rows.count).map {
      GridImage(values: Array(values.row($0)), rows: values.shape[1], columns: values.shape[2])
    }
  }
}
