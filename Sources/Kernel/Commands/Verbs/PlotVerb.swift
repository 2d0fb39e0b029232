import MVAEKit
import Plot

/// `plot`: figures of latent spaces and of training.
enum PlotVerb {
  static let verb = Verb(
    "plot", summary: "Draws latent spaces and training.",
    [
      latent, losses, PlotImages.samples, PlotReconstruction.reconstruction, PlotTraversal.traversal,
      PlotTraversal.interpolation, PlotDivergence.divergence,
    ])

  // MARK: Latents

  private static let vectors = Key<Value>.object("vectors", "a model, or features", Observations.kinds)
  private static let color = Key<Value>(
    parameter: Parameter(
      "color", "what colours the tracks: a label column, or a clustering",
      .either([.column, .object([.clustering])]), fallback: "genre"),
    fallback: nil, read: { $0 })
  private static let projection = Key<String>.word(
    "projection",
    "how more than two dimensions become two: principal components, or the first two as they are",
    ["pca", "none"], default: "pca")
  private static let dimensions = Key<[Int]>.integers(
    "dimensions", "the two dimensions or components to draw, from 0", in: 0...511, default: [0, 1])

  private static let latent = Command(
    "plot", "latent", summary: "A scatter plot of a latent space, a dot a track.",
    subjects: [vectors.parameter],
    labels: [color.parameter, projection.parameter, dimensions.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot latent basic color: genre", "a model's latents by genre"),
      .init(
        "plot latent basic color: groups projection: none dimensions: [2, 5]", "two dimensions by cluster"),
    ], isShowing: true
  ) { invocation in
    let matrix = try Observations.matrix(vectors, invocation)
    let name = try Observations.name(vectors, invocation)
    let plane = try Plane(matrix, named: name, invocation, projection: projection, dimensions: dimensions)
    var data = ScatterData(
      x: plane.x, y: plane.y, xTitle: plane.xTitle, yTitle: plane.yTitle, labels: matrix.rows.ids,
      title: plane.title)
    try paint(&data, matrix.rows, invocation)
    return .object(try FigureOptions.figure(.scatter(data, equalAspect: plane.isProjected), invocation))
  }

  private static func paint(_ data: inout ScatterData, _ rows: TrackTable, _ invocation: Invocation) throws {
    if let groups = invocation.optional(color)?.as(ClusterGroups.self) {
      guard groups.rows.ids == rows.ids else {
        throw invocation.diagnostic(
          "OtherRows", "this clustering is of other tracks than those drawn", at: color,
          hint: "cluster what you draw, or draw what you clustered")
      }
      data.categories = groups.names
      data.colorTitle = "cluster"
      return
    }
    guard let column = (invocation.optional(color)?.text ?? rows.defaultLabel).flatMap(rows.column) else {
      return
    }
    data.colorTitle = column.name
    data.numbers = column.numbers
    if column.numbers == nil { data.categories = column.texts }
  }

  // MARK: Training

  private static let model = Key<TrainedModel>.value("model", "a trained model")
  private static let log = Key<Bool>.flag("log", "a logarithmic axis", default: false)

  private static let parts = Key<[String]>.words(
    "parts", "what to draw a line of; beta is the weight of the KL, rate the learning rate",
    TrainingPart.allCases.map(\.rawValue), default: ["loss", "validation", "reconstruction", "divergence"])

  private static let losses = Command(
    "plot", "losses", summary: "How the loss and its parts went, epoch by epoch.",
    subjects: [model.parameter],
    labels: [parts.parameter, log.parameter] + FigureOptions.parameters,
    examples: [
      .init("plot losses basic", "training and validation loss, squared error, KL"),
      .init("plot losses basic parts: rate log: on", "how the learning rate went"),
    ], isShowing: true
  ) { invocation in
    let history = try invocation.value(model).history
    let wanted = try invocation.value(parts).compactMap(TrainingPart.init)
    let rules = history.bestEpoch.map {
      [RuleMark(value: Double($0), direction: .x, label: "best epoch \($0)")]
    }
    let isPerTrack = !wanted.allSatisfy { $0 == .beta || $0 == .rate }
    let chart = Chart.lines(
      wanted.compactMap { $0.series(history.epochs) }, xTitle: "Epoch",
      yTitle: isPerTrack ? "Per track" : wanted.map(\.rawValue).joined(separator: ", "), title: "Training",
      logarithmic: try invocation.value(log), rules: rules ?? [])
    return .object(try FigureOptions.figure(chart, invocation))
  }
}

/// What there is to draw of every epoch.
private enum TrainingPart: String, CaseIterable {
  case loss, validation, reconstruction, divergence, beta, rate

  /// `nil` when not every epoch has it.
  func series(_ epochs: [EpochRecord]) -> LineSeries? {
    let values = epochs.compactMap(value)
    guard values.count == epochs.count, !values.isEmpty else { return nil }
    return LineSeries(
      name: self == .validation ? "validation loss" : rawValue, values: values, dashed: self == .validation)
  }

  private func value(_ epoch: EpochRecord) -> Double? {
    switch self {
    case .loss: epoch.train.loss
    case .validation: epoch.validation?.loss
    case .reconstruction: epoch.train.reconstruction
    case .divergence: epoch.train.divergence
    case .beta: epoch.beta
    case .rate: epoch.rate
    }
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
    _ matrix: FeatureMatrix, named name: String, _ invocation: Invocation, projection: Key<String>,
    dimensions: Key<[Int]>
  ) throws {
    let wanted = try invocation.value(dimensions)
    let width = matrix.values.columns
    guard wanted.count == 2, wanted[0] != wanted[1] else {
      throw invocation.diagnostic(
        "WrongCount", "a plane has two different dimensions", at: dimensions,
        hint: "write `[0, 1]`")
    }
    guard let highest = wanted.max(), highest < width else {
      throw invocation.diagnostic(
        "OutOfRange", "there is no dimension \(wanted.max() ?? 0): \(matrix.name) has \(width)",
        at: dimensions)
    }
    let method = try invocation.value(projection)
    isProjected = width > 2 && method == "pca"
    if isProjected {
      let scaled = matrix.scaledValues
      let components = try PrincipalComponents(
        scaled, count: highest + 1, cancellation: invocation.cancellation)
      let scores = try components.project(scaled)
      x = scores.column(wanted[0])
      y = scores.column(wanted[1])
      let share = components.explainedVarianceRatio
      xTitle = "Component \(wanted[0] + 1) (\(NumberText.fixed(share[wanted[0]] * 100, 1)) % of variance)"
      yTitle = "Component \(wanted[1] + 1) (\(NumberText.fixed(share[wanted[1]] * 100, 1)) % of variance)"
      title = "\(name.capitalizedFirst), principal components"
    } else {
      x = matrix.values.column(wanted[0])
      y = matrix.values.column(wanted[1])
      xTitle = matrix.columnNames[wanted[0]]
      yTitle = matrix.columnNames[wanted[1]]
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
