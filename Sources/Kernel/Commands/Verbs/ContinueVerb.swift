import MVAEKit

/// `continue`: more epochs of a training.
enum ContinueVerb {
  private static let model = Key<TrainedModel>.value("model", "a trained model")
  private static let epochs = Key<Int>(
    parameter: Parameter(
      "epochs", "passes more; when left out those that an interruption left, else 10", .integer(1...100_000)),
    fallback: nil, read: { $0.integer })
  private static let rate = Key<Double>(
    parameter: Parameter("rate", "learning rate; the model's when left out", .number(1e-8...10)),
    fallback: nil, read: { $0.number })
  private static let patience = Key<Int?>(
    parameter: Parameter(
      "patience", "epochs without a better validation loss before it stops; the model's when left out",
      .either([.integer(1...100_000), .word(["off"])])), fallback: nil, read: { .some($0.integer) })

  static let continuing = Command(
    "continue", summary: "Trains a model further and gives a new one; the old one stays.",
    details: [
      "It goes on from the last step with the optimiser's moments, the random streams and the history: 10 epochs and 10 more "
        + "are the same bytes as 20, with a constant rate and patience off. An interrupted epoch is finished first. "
        + "Early stopping may have kept an earlier epoch's weights; training goes on from the last step all the same. "
        + "A cosine spans all epochs, those before included. The model carries the optimiser's state for this: twice its "
        + "weights for Adam, once for sgd (`list` counts it)."
    ],
    subjects: [model.parameter],
    labels: [epochs.parameter, rate.parameter, patience.parameter] + CheckpointLabels.parameters,
    examples: [
      .init("longer = continue basic epochs: 20", "20 epochs more"),
      .init("finer = continue fused epochs: 10 rate: 0.0001", "with a lower rate"),
      .init("basic = continue basic", "what an interruption left"),
    ]
  ) { invocation in
    let model = try invocation.value(model)
    if model.checkpoint == nil {
      invocation.warn("the optimiser's state is not there: it begins anew from the weights that were kept")
    }
    let left = model.epochsLeft > 0 ? model.epochsLeft : 10
    return try invocation.training { report in
      try model.continued(
        epochs: invocation.optional(epochs) ?? left, rate: invocation.optional(rate),
        patience: invocation.optional(patience), checkpoint: try CheckpointLabels.file(invocation),
        cancellation: invocation.cancellation, progress: report)
    }
  }
}
