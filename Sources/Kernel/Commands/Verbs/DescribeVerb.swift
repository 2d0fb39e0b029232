import MVAEKit

/// `describe`: a model in figures.
enum DescribeVerb {
  static let describe = Command(
    "describe", summary: "A model's layers, shapes, parameters and cost, and how its training went.",
    details: [
      "FLOP are of one track forward, a multiply-add counts 2. The members `layers`, `summary` and `dimensions` are tables "
        + "for `export`."
    ],
    subjects: [AskedTracks.model.parameter],
    examples: [
      .init("describe basic", "layers, training, latent dimensions"),
      .init("parts = describe basic", "`export parts.layers \"layers.csv\"` writes the layers as a table"),
    ]
  ) { invocation in .object(ModelDescription(try invocation.value(AskedTracks.model))) }
}
