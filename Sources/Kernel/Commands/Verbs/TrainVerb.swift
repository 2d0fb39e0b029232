import MVAEKit

/// `train`: models of features.
enum TrainVerb {
  static let verb = Verb(
    "train", summary: "Trains a variational autoencoder, or an autoencoder.",
    [basic, TrainImages.multimodal, TrainConditional.conditional, TrainAutoencoder.autoencoder])

  private static let features = Key<Value>.object("features", "one vector a track", [.features, .images])
  private static let hidden = Key<[Int]>.integers(
    "hidden", "widths of the encoder's hidden layers, [] for none; the decoder mirrors them",
    in: 1...65536, default: [32, 16])
  private static let likelihood = LikelihoodLabels(Likelihood.Family.allCases)
  private static let schedule = TrainingLabels(latent: 8, epochs: 50, batch: 64)

  private static let basic = Command(
    "train", "basic", summary: "The basic VAE: an MLP encoder and decoder with a Gaussian latent space.",
    details: [
      "loss of a track = Σ (x̂ − x)² + beta × KL, with KL = −½ Σ (1 + log σ² − μ² − σ²) (Kingma & Welling 2013). "
        + "The defaults are the study's 40-32-16-8 model: ReLU, Adam 0.001, batches of 64, 50 epochs. "
        + "`likelihood:` and `scale:` replace the squared error by −log p(x|z): `scale: learned` fits one σ to all columns. "
        + "The validation loss that stops training and chooses the best epoch always has the whole beta, so that warm-up does "
        + "not move it; epochs of warm-up do not use up patience. `test:` tracks are measured once, at the end. "
        + "Columns are standardised on the training part only; splits never part a group (an artist, a recording)."
    ],
    subjects: [features.parameter],
    labels: [hidden.parameter] + likelihood.parameters + schedule.parameters + CheckpointLabels.parameters,
    examples: [
      .init("basic = train basic mfcc", "the study's model"),
      .init("basic = train basic mfcc latent: 2 hidden: [64, 32] beta: 0.5 epochs: 100", "one of your own"),
      .init(
        "basic = train basic mfcc patience: off validation: 0",
        "the given epochs on all tracks, as the study did"),
      .init("trials = train basic mfcc beta: [0.5, 1, 4]", "a sweep: three models; `trials.best` is one"),
      .init("basic = train basic mfcc scale: learned", "the weight of the squared error is learned"),
      .init(
        "basic = train basic mfcc warmup: 10 free_bits: 0.1 optimizer: adamw clip: 5 schedule: cosine",
        "against collapse, with a rate that falls"),
    ], sweeps: true
  ) { invocation in
    guard let matrix = Observations.matrix(of: try invocation.value(features)) else { return nil }
    let architecture = BasicArchitecture(
      hidden: try invocation.value(hidden), latent: try invocation.value(schedule.latent),
      likelihood: try likelihood.value(invocation))
    try invocation.requireMemory(
      architecture.trainingBytes(inputs: matrix.values.columns), for: "the model's weights", at: hidden)
    let configuration = BasicTrainingConfiguration(
      architecture: architecture, schedule: try schedule.values(invocation))
    return try invocation.training { report in
      try BasicVAE.train(
        features: matrix, configuration: configuration,
        checkpoint: try CheckpointLabels.file(invocation), cancellation: invocation.cancellation,
        progress: report)
    }
  }
}
