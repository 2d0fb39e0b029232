import MVAEKit

/// `interpolate`: the way from one track to another through the latent space.
enum InterpolateVerb {
  static let first = ModelRow.key("from", "the track to begin at", isRequired: true)
  static let last = ModelRow.key("to", "the track to end at", isRequired: true)
  static let steps = Key<Int>.integer("steps", "points, both ends included", in: 2...1000, default: 8)
  static let path = Key<String>.word(
    "path", "straight, or along the arc around the origin", LatentPath.allCases.map(\.rawValue),
    default: LatentPath.linear.rawValue)
  static let label = AskedTracks.label(
    "the class to decode; without it each half of the way has the class of its end")
  static let parameters = [
    first.parameter, last.parameter, steps.parameter, path.parameter, label.parameter,
  ]
  static let details = [
    "linear: (1 − t) a + t b. spherical: sin((1 − t) Ω) / sin Ω · a + sin(t Ω) / sin Ω · b, Ω the angle between a and b "
      + "(Shoemake 1985; White 2016), which keeps to the lengths that latents have."
  ]

  static let interpolate = Command(
    "interpolate", summary: "Features along the way between the latent means of two tracks.",
    details: details + ["The label column `t` of the result goes from 0 to 1."],
    subjects: [AskedTracks.model.parameter], labels: parameters,
    examples: [
      .init("way = interpolate basic from: 0 to: 5", "eight vectors from track 0 to track 5"),
      .init(
        "way = interpolate cvae from: \"000012\" to: -1 steps: 5 path: spherical", "images along the arc"),
    ]
  ) { invocation in try features(invocation).value }

  static func features(_ invocation: Invocation) throws -> ModelFeatures {
    let model = try invocation.value(AskedTracks.model)
    guard let from = try ModelRow.find(first, in: model, invocation),
      let to = try ModelRow.find(last, in: model, invocation)
    else { throw Diagnostic("MissingArgument", "`interpolate` needs `from:` and `to:`", at: invocation.span) }
    try ModelClass.check(label, of: model, invocation)
    return try model.interpolate(
      from: from, to: to, steps: try invocation.value(steps),
      path: LatentPath(rawValue: try invocation.value(path)) ?? .linear, label: invocation.optional(label),
      cancellation: invocation.cancellation)
  }
}
