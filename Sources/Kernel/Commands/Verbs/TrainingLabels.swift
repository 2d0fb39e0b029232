import MVAEKit

/// Labels that training any model has, with that model's defaults.
struct TrainingLabels {
  let latent: Key<Int>
  let epochs: Key<Int>
  let batch: Key<Int>
  let rate = Key<Double>.number("rate", "the optimiser's learning rate", in: 1e-8...10, default: 0.001)
  let beta = Key<Double>.number(
    "beta", "weight of the KL divergence; 1 is the VAE", in: 0...10_000, default: 1)
  let seed = Key<Int>.integer(
    "seed", "weights, split, batches and noise follow from it", in: Seed.range, default: 1)
  let validation = Key<Double>.number(
    "validation", "part of the groups that is held out; 0 trains on all", in: 0...0.9, default: 0.1)
  let test = Key<Double>.number(
    "test", "part of the groups held out for one measurement at the end", in: 0...0.9, default: 0)
  let patience = Key<Int?>.integerOrOff(
    "patience", "epochs without a better validation loss before it stops; the best weights are kept",
    in: 1...100_000, default: 10)
  let optimizer = OptimizerLabels()
  let divergence = DivergenceLabels()

  init(latent: Int, epochs: Int, batch: Int) {
    self.latent = .integer("latent", "dimensions of the latent space", in: 1...512, default: latent)
    self.epochs = .integer("epochs", "passes over the training tracks", in: 1...100_000, default: epochs)
    self.batch = .integer("batch", "tracks of one step", in: 1...65536, default: batch)
  }

  var parameters: [Parameter] { plainParameters + [beta.parameter] + divergence.parameters }

  /// Those of models without a divergence.
  var plainParameters: [Parameter] {
    [
      latent.parameter, epochs.parameter, batch.parameter, rate.parameter, seed.parameter,
      validation.parameter, test.parameter, patience.parameter,
    ] + optimizer.parameters
  }

  /// What the user said, and the defaults.
  func values(_ invocation: Invocation) throws -> TrainingSchedule {
    var schedule = TrainingSchedule(
      epochs: try invocation.value(epochs), batch: try invocation.value(batch),
      rate: try invocation.value(rate), beta: try invocation.value(beta),
      seed: UInt64(try invocation.value(seed)), validation: try invocation.value(validation),
      patience: try invocation.value(patience))
    schedule.test = try invocation.value(test)
    try optimizer.read(into: &schedule, invocation)
    try divergence.read(into: &schedule, invocation)
    return schedule
  }
}
