import MVAEKit
import Plot

/// `plot latent`: a dot a track, in two dimensions of a latent space or of features.
enum PlotLatent {
  private static let vectors = Key<Value>.object("vectors", "a model, or features", Observations.kinds)
  private static let projection = Key<String>.word(
    "projection",
    "how more than two dimensions become two: principal components, or the first two as they are",
    ["pca", "none"], default: "pca")

  static let latent = Command(
    "plot", "latent", summary: "A scatter plot of a latent space, a dot a track.",
    subjects: [vectors.parameter],
    labels: [projection.parameter, PlaneDimensions.key.parameter] + TrackDots.parameters
      + FigureOptions.parameters,
    examples: [
      .init("plot latent basic color: genre", "a model's latents by genre"),
      .init(
        "plot latent basic color: groups projection: none dimensions: [2, 5]", "two dimensions by cluster"),
      .init(
        "plot latent basic color: tempo size: loudness highlight: corpus[3]", "numbers, and one track ringed"),
      .init(
        "plot latent basic outline: ellipse interactive: on", "genres outlined, values under the pointer"),
      .init("plot latent basic panels: genre", "a panel a genre"),
    ], isShowing: true
  ) { invocation in
    let matrix = try Observations.matrix(vectors, invocation)
    let name = try Observations.name(vectors, invocation)
    let plane = try Plane(matrix, named: name, invocation, projection: projection)
    var data = ScatterData(
      x: plane.x, y: plane.y, xTitle: plane.xTitle, yTitle: plane.yTitle, title: plane.title)
    try TrackDots.apply(to: &data, matrix.rows, invocation)
    return .object(try FigureOptions.figure(.scatter(data, equalAspect: plane.isProjected), invocation))
  }
}

/// Two coordinates for each row.
private struct Plane {
  let x: [Double]
  let y: [Double]
  let xTitle: String
  let yTitle: String
  let title: String
  let isProjected: Bool

  init(
    _ matrix: FeatureMatrix, named name: String, _ invocation: Invocation, projection: Key<String>
  ) throws {
    let width = matrix.values.columns
    let wanted = try PlaneDimensions(among: width, of: matrix.name, invocation)
    let (first, second) = (wanted.first, wanted.second)
    let method = try invocation.value(projection)
    isProjected = width > 2 && method == "pca"
    if isProjected {
      let scaled = matrix.scaledValues
      let components = try PrincipalComponents(
        scaled, count: max(first, second) + 1, cancellation: invocation.cancellation)
      let scores = try components.project(scaled)
      x = scores.column(first)
      y = scores.column(second)
      let share = components.explainedVarianceRatio
      xTitle = "Component \(first + 1) (\(NumberText.fixed(share[first] * 100, 1)) % of variance)"
      yTitle = "Component \(second + 1) (\(NumberText.fixed(share[second] * 100, 1)) % of variance)"
      title = "\(name.capitalizedFirst), principal components"
    } else {
      x = matrix.values.column(first)
      y = matrix.values.column(second)
      xTitle = matrix.columnNames[first]
      yTitle = matrix.columnNames[second]
      title = name.capitalizedFirst
    }
  }
}

extension Tensor {
  /// Column `index` of a matrix.
  fileprivate func column(_ index: Int) -> [Double] {
    (0..<rows).map { Double(values[$0 * columns + index]) }
  }
}

extension String {
  /// A heading begins with a capital, but a name of the user's is left as it is.
  fileprivate var capitalizedFirst: String { hasPrefix("latents") ? "L" + dropFirst() : self }
}
