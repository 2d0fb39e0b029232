import MVAEKit
import Plot

/// `plot latent`: a dot a track, in two dimensions of a latent space or of features.
enum PlotLatent {
  private static let vectors = Key<Value>.object("vectors", "a model, or features", Observations.kinds)
  private static let projection = Key<String>.word(
    "projection",
    "how more than two dimensions become two: principal components, t-SNE, UMAP, or two of them as they are",
    ["pca", "tsne", "umap", "none"], default: "pca")
  private static let seed = Key<Int>.integer(
    "seed", "a map by t-SNE or UMAP follows from it", in: Seed.range, default: 1)

  static let latent = Command(
    "plot", "latent", summary: "A scatter plot of a latent space, a dot a track.",
    subjects: [vectors.parameter],
    labels: [projection.parameter, seed.parameter, PlaneDimensions.key.parameter] + TrackDots.parameters
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
      .init("plot latent fused projection: umap", "a map of neighbours"),
      .init("plot latent map color: genre", "a projection that was made before"),
    ], isShowing: true
  ) { invocation in
    let plane = try plane(invocation)
    var data = ScatterData(
      x: plane.x, y: plane.y, xTitle: plane.xTitle, yTitle: plane.yTitle, title: plane.title)
    try TrackDots.apply(to: &data, plane.rows, invocation)
    return .object(
      try FigureOptions.figure(
        .scatter(data, equalAspect: plane.isEqual, showsNumbers: plane.showsNumbers), invocation))
  }

  private static func plane(_ invocation: Invocation) throws -> Plane {
    let name = try Observations.name(vectors, invocation)
    if let made = try invocation.value(vectors).as(Projection.self) {
      guard invocation.given(projection) == nil else {
        throw invocation.diagnostic(
          "WrongType", "this is a projection already, by \(made.method.name)", at: projection)
      }
      return try Plane(made, title: "\(made.method.name) of \(made.source)", invocation)
    }
    let matrix = try Observations.matrix(vectors, invocation)
    let method = matrix.values.columns > 2 ? try invocation.value(projection) : "none"
    guard method == "tsne" || method == "umap" else {
      return try Plane(matrix, named: name, invocation, isProjected: method == "pca")
    }
    let seed = UInt64(try invocation.value(seed))
    let made = try invocation.withProgress { progress in
      try Projection(matrix, source: name, measures: false, cancellation: invocation.cancellation) { values in
        try map(values, by: method, seed: seed, invocation.cancellation, progress)
      }
    }
    return try Plane(made, title: "\(made.method.name) of \(name)", invocation)
  }

  private static func map(
    _ values: Tensor, by method: String, seed: UInt64, _ cancellation: Cancellation,
    _ progress: @escaping ProgressHandler
  ) throws -> Projection.Method {
    if method == "tsne" {
      let configuration = TSNE.Configuration(rows: values.rows, seed: seed)
      return .tsne(try TSNE(values, configuration, cancellation: cancellation, progress: progress))
    }
    let configuration = UMAP.Configuration(rows: values.rows, seed: seed)
    return .umap(try UMAP(values, configuration, cancellation: cancellation, progress: progress))
  }
}

/// Two coordinates for each row.
private struct Plane {
  let rows: TrackTable
  let x: [Double]
  let y: [Double]
  let xTitle: String
  let yTitle: String
  let title: String
  /// Whether a unit is as long on both axes.
  let isEqual: Bool
  let showsNumbers: Bool

  /// Principal components of `matrix`, or two of its columns.
  init(_ matrix: FeatureMatrix, named name: String, _ invocation: Invocation, isProjected: Bool) throws {
    let wanted = try PlaneDimensions(among: matrix.values.columns, of: matrix.name, invocation)
    let (first, second) = (wanted.first, wanted.second)
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
    rows = matrix.rows
    isEqual = isProjected
    showsNumbers = true
  }

  /// Two coordinates of a projection; the numbers of t-SNE and UMAP mean nothing.
  init(_ projection: Projection, title: String, _ invocation: Invocation) throws {
    let map = projection.coordinates
    let wanted = try PlaneDimensions(among: map.values.columns, of: "the projection", invocation)
    rows = map.rows
    x = map.values.column(wanted.first)
    y = map.values.column(wanted.second)
    xTitle = map.columnNames[wanted.first]
    yTitle = map.columnNames[wanted.second]
    self.title = title
    isEqual = true
    showsNumbers = if case .pca = projection.method { true } else { false }
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
