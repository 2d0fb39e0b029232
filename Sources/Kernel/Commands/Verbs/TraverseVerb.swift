import MVAEKit

/// `traverse`: what one latent dimension does.
enum TraverseVerb {
  static let dimension = Key<Int>.integer("dimension", "the dimension that moves, from 0", in: 0...511)
  private static let needed = Key<Int>(
    parameter: Parameter(
      dimension.name, dimension.parameter.summary, dimension.parameter.type, isRequired: true),
    fallback: nil, read: { $0.integer })
  static let lowest = Key<Double>.number("from", "its first value", in: -1000...1000, default: -3)
  static let highest = Key<Double>.number("to", "its last value", in: -1000...1000, default: 3)
  static let steps = Key<Int>.integer("steps", "values, both ends included", in: 2...1000, default: 9)
  static let track = ModelRow.key(
    "track", "the track at whose mean the other dimensions stand, 0 if left out")
  static let label = AskedTracks.label("the class to decode; the track's, or the most frequent if left out")

  static let traverse = Command(
    "traverse", summary: "Features while one latent dimension moves and the others stand still.",
    details: ["The label columns `dimension` and `z` of the result say which dimension has which value."],
    subjects: [AskedTracks.model.parameter],
    labels: [
      needed.parameter, lowest.parameter, highest.parameter, steps.parameter, track.parameter,
      label.parameter,
    ],
    examples: [
      .init("moved = traverse basic dimension: 3", "nine vectors, z3 from -3 to 3"),
      .init("moved = traverse cvae dimension: 0 from: -2 to: 2 steps: 5 track: 7", "around a track"),
    ]
  ) { invocation in
    let model = try invocation.value(AskedTracks.model)
    return try features(model, dimension: try invocation.value(needed), invocation).value
  }

  /// - Parameter tells: whether a class that nobody chose is told.
  static func features(
    _ model: TrainedModel, dimension: Int, _ invocation: Invocation, tells: Bool = true
  ) throws -> ModelFeatures {
    guard dimension < model.network.latent else {
      throw invocation.diagnostic(
        "OutOfRange", "there is no dimension \(dimension): the latent space has \(model.network.latent)",
        at: Self.dimension, hint: "dimensions go from 0 to \(model.network.latent - 1)")
    }
    try ModelClass.check(label, of: model, invocation)
    let row = try ModelRow.find(track, in: model, invocation)
    if row == nil, tells { ModelClass.tellTypical(label, of: model, invocation) }
    return try model.traverse(
      dimension: dimension, from: try invocation.value(lowest), to: try invocation.value(highest),
      steps: try invocation.value(steps), at: row, label: invocation.optional(label),
      cancellation: invocation.cancellation)
  }
}
