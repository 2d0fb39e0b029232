import Foundation
import MVAEKit

/// `sample`: new features from a model.
enum SampleVerb {
  private static let count = Key<Int>.integer("count", "how many", in: 1...100_000, default: 8)
  private static let seed = Key<Int>.integer("seed", "the draws follow from it", in: Seed.range, default: 1)
  private static let temperature = Key<Double>.number(
    "temperature", "scales the draws' deviations from 0, or from the means of what they come from",
    in: 0...100, default: 1)
  private static let source = Key<String>.word(
    "from", "where z comes from: N(0, 1), or a Gaussian or mixture fitted to where the training tracks lie",
    ["prior", "gaussian", "mixture"], default: "prior")
  private static let components = Key<Int>.integer(
    "components", "Gaussians of `from: mixture`", in: 1...1000, default: 8)
  private static let label = AskedTracks.label(
    "a class for all draws; a conditional model draws classes as often as in training if left out")

  private static let words = Key<String>(
    parameter: Parameter(
      "words", "of a model of sound and lyrics: what lyrics like these sound like, \"rain, lonely road\"",
      .text),
    fallback: nil, read: { $0.text })

  static let sample = Command(
    "sample", summary: "New features: draws of z, decoded to the features' own units.",
    details: [
      "`from: gaussian`: mean of μ, covariance of μ plus the mean of σ². `from: mixture`: expectation maximisation over all "
        + "q(z|x), started by K-Means. A conditional model has such a density of each class; of another model `label:` "
        + "takes the tracks of that class. Images are in the typical range of those learned from."
    ],
    subjects: [AskedTracks.model.parameter],
    labels: [
      label.parameter, count.parameter, seed.parameter, temperature.parameter, source.parameter,
      components.parameter, words.parameter,
    ],
    examples: [
      .init("new = sample basic count: 4 seed: 7", "four feature vectors that no track has"),
      .init("rock = sample cvae label: \"Rock\" count: 4", "four images of one genre"),
      .init(
        "rainy = sample fused words: \"rain, lonely road\" count: 4", "what lyrics like these sound like"),
      .init("near = sample basic from: mixture components: 8 temperature: 0.8", "where the tracks lie"),
    ]
  ) { invocation in
    let model = try invocation.value(AskedTracks.model)
    try invocation.requireMemory(
      model.rowBytes * Double(try invocation.value(count)), for: "the samples", at: count)
    if let text = invocation.optional(words) { return try sampled(from: text, model, invocation) }
    let request = SampleRequest(
      count: try invocation.value(count), seed: UInt64(try invocation.value(seed)),
      temperature: try invocation.value(temperature), source: try source(invocation),
      label: try wanted(model, invocation), labelColumn: model.rows.defaultLabel)
    return try model.sample(request, cancellation: invocation.cancellation).value
  }

  /// Draws of q(z|words), decoded to the first modality.
  private static func sampled(from text: String, _ model: TrainedModel, _ invocation: Invocation) throws
    -> Value?
  {
    let content = try CrossModal.content(of: model, invocation)
    if invocation.given(source) != nil {
      throw invocation.diagnostic("UnusedLabel", "z comes from the words here", at: source)
    }
    let place = content.modalityNames.indices.first {
      content.inputs.parts[$0].features.recipe?.encodesText == true
    }
    guard let place, let recipe = content.inputs.parts[place].features.recipe else {
      throw invocation.diagnostic(
        "NoWords", "how words become this model's features is not known", at: words,
        hint: "train it on what `extract lyrics` gives")
    }
    let encoding = try recipe.encode(
      text: text, environment: ProcessInfo.processInfo.environment, cancellation: invocation.cancellation)
    if let note = encoding.notes.first { invocation.warn(note) }
    let rows = TrackTable(ids: ["words"], groups: ["words"], columns: [])
    guard case .vectors(let own) = content.inputs.parts[place].features else { return nil }
    let matrix = FeatureMatrix(
      name: own.name, rows: rows, values: encoding.values, columnNames: own.columnNames, scaling: own.scaling)
    if let name = model.labelName, invocation.optional(label) == nil {
      throw invocation.diagnostic(
        "MissingArgument", "this model needs `label:`, the \(name) to decode", at: words)
    }
    try ModelClass.check(label, of: model, invocation)
    let labels = invocation.optional(label).map { ["words": $0] }
    return try model.sample(
      place == 0 ? 1 : 0, given: content.inputs([.vectors(matrix)], labels: labels),
      count: try invocation.value(count), temperature: try invocation.value(temperature),
      seed: UInt64(try invocation.value(seed)), cancellation: invocation.cancellation
    ).value
  }

  private static func source(_ invocation: Invocation) throws -> LatentSource {
    switch try invocation.value(source) {
    case "gaussian": .gaussian
    case "mixture": .mixture(components: try invocation.value(components))
    default: .prior
    }
  }

  /// The class asked for, which a model without a label only has for a fitted density.
  private static func wanted(_ model: TrainedModel, _ invocation: Invocation) throws -> String? {
    guard let label = invocation.optional(label) else { return nil }
    if try !model.classes.isEmpty || invocation.value(source) == "prior" {
      try ModelClass.check(Self.label, of: model, invocation)
      return label
    }
    let known = model.rows.categories(of: nil)
    guard known.contains(label) else {
      throw invocation.diagnostic(
        "UnknownCategory", "no track has the label \"\(label)\"", at: Self.label,
        hint: Spelling.nearest(to: label, among: known).map { "did you mean \"\($0)\"?" })
    }
    return label
  }
}
