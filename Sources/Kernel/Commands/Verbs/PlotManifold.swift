import MVAEKit
import Plot

/// `plot manifold`: what a model decodes all over a plane of its latent space.
enum PlotManifold {
  private static let reach = Key<Double>.number(
    "reach", "the plane goes from -reach to reach on both axes", in: 0.01...1000, default: 2.5)
  private static let steps = Key<Int>.integer("steps", "pictures a side", in: 2...40, default: 12)

  static let manifold = Command(
    "plot", "manifold", summary: "What a model decodes on a grid over two of its latent dimensions.",
    details: [
      "The other dimensions stand at 0, or at the mean of `track:`. Images are drawn as they are; vectors as columns of colours."
    ],
    subjects: [AskedTracks.model.parameter],
    labels: [
      PlaneDimensions.key.parameter, reach.parameter, steps.parameter, TraverseVerb.track.parameter,
      TraverseVerb.label.parameter,
    ] + FigureOptions.parameters,
    examples: [
      .init("plot manifold vae", "the whole of a latent space of two dimensions"),
      .init("plot manifold cvae dimensions: [3, 5] label: \"Rock\"", "a plane of a larger one"),
    ], isShowing: true
  ) { invocation in
    let model = try invocation.value(AskedTracks.model)
    let plane = try PlaneDimensions(among: model.network.latent, of: "the latent space", invocation)
    let count = try invocation.value(steps)
    let reach = try invocation.value(reach)
    let positions = (0..<count).map { (Double($0) / Double(count - 1) * 2 - 1) * reach }
    let made = try decoded(model, plane, positions, invocation)
    let name = invocation.names(of: AskedTracks.model).first.flatMap { $0 } ?? "the model"
    let chart = chart(made, of: model, positions: positions, plane, title: "Latent plane of \(name)")
    return .object(try FigureOptions.figure(chart, invocation))
  }

  /// Row by row from the highest value of the second dimension down.
  private static func decoded(
    _ model: TrainedModel, _ plane: PlaneDimensions, _ positions: [Double], _ invocation: Invocation
  ) throws -> ModelFeatures {
    let label = TraverseVerb.label
    try ModelClass.check(label, of: model, invocation)
    let row = try ModelRow.find(TraverseVerb.track, in: model, invocation)
    if row == nil { ModelClass.tellTypical(label, of: model, invocation) }
    let latent = model.network.latent
    let origin = row.map { Array(model.posterior.mean.row($0)) } ?? [Float](repeating: 0, count: latent)
    let points = positions.reversed().flatMap { second in
      positions.flatMap { first in
        var point = origin
        (point[plane.first], point[plane.second]) = (Float(first), Float(second))
        return point
      }
    }
    let count = positions.count * positions.count
    let own = row.flatMap { model.rowClasses?[$0] }
    let classes = (invocation.optional(label) ?? own ?? model.typicalClass).map {
      [String](repeating: $0, count: count)
    }
    return try model.decodeFeatures(
      Tensor(shape: [count, latent], values: points) ?? Tensor(shape: [0, latent]),
      labels: classes, cancellation: invocation.cancellation)
  }

  private static func chart(
    _ made: ModelFeatures, of model: TrainedModel, positions: [Double], _ plane: PlaneDimensions,
    title: String
  ) -> Chart {
    let all = made.pictures(of: model)
    let count = positions.count
    let pictures = (0..<count).map { row in Array(all[row * count..<(row + 1) * count]) }
    let style = made.imageStyle
    let numbers = positions.map { NumberText.position($0) }
    var chart = Chart.imageGrid(
      ImageGrid(
        images: pictures, rowTitles: numbers.reversed(), columnTitles: numbers, title: title,
        map: style?.map ?? .viridis, lowestRowFirst: style?.lowestRowFirst ?? false,
        colorTitle: style?.colorTitle ?? model.scaledTitle, colorUnit: style?.unit,
        squarePixels: style != nil,
        gap: style == nil ? 0.1 : 0.03))
    chart.x.title = "z\(plane.first)"
    chart.y.title = "z\(plane.second)"
    return chart
  }
}

extension ModelFeatures {
  /// A picture a row: images as they are, vectors standardised, as one column of pixels each.
  fileprivate func pictures(of model: TrainedModel) -> [GridImage] {
    switch self {
    case .images(let tensor): return tensor.gridImages
    case .vectors(let matrix):
      let scaled = model.scaler.scale(matrix.values)
      return (0..<scaled.rows).map {
        GridImage(values: Array(scaled.row($0)), rows: scaled.columns, columns: 1)
      }
    }
  }

  fileprivate var imageStyle: ImageStyle? {
    if case .images(let tensor) = self { ImageStyle(tensor.content) } else { nil }
  }
}
