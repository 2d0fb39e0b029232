import MVAEKit

/// `train multimodal`: a convolutional model of log-mel images and lyrics.
enum TrainImages {
  private static let images = Key<FeatureTensor>.value("images", "log-mel images, one a track")
  private static let text = Key<FeatureMatrix>.value(
    "text", "features of the same tracks' lyrics", isRequired: false)
  private static let condition = ConditionLabel.key("lyrics enter", default: [.encoder])
  private static let likelihood = LikelihoodLabels([.gaussian, .bernoulli, .laplace])
  private static let schedule = TrainingLabels(latent: 16, epochs: 30, batch: 32)

  static let multimodal = Command(
    "train", "multimodal", summary: "The multimodal VAE: a CNN on log-mel images fused with the lyrics.",
    details: [
      "Convolutions 4×4 of stride 2 with ReLU; the text through a linear layer of 128; both give μ and log σ². The image is "
        + "decoded. The defaults are the study's: 64×64, channels 32-64-128, 16 dimensions, batches of 32, 30 epochs; the "
        + "loss is the basic VAE's. Each image is scaled to 0...1 by itself. A track without lyrics is left out when "
        + "lyrics are given."
    ],
    subjects: [images.parameter, text.parameter],
    labels: ImageLabels.parameters + ImageLabels.textParameters + [condition.parameter]
      + likelihood.parameters + schedule.parameters + CheckpointLabels.parameters,
    examples: [
      .init("fused = train multimodal mel words latent: 16 beta: 1", "images and lyrics"),
      .init("heard = train multimodal mel epochs: 10", "images alone"),
      .init("large = train multimodal mel words size: bench text_hidden: [256, 128]", "the larger network"),
      .init(
        "fused = train multimodal mel words condition: [encoder, decoder]", "the decoder knows the lyrics"),
    ], sweeps: true
  ) { invocation in
    var architecture = try ImageLabels.architecture(
      study: MultimodalVAE.study, bench: MultimodalVAE.bench, latent: schedule.latent, invocation)
    if let places = ConditionLabel.places(condition, invocation) { architecture.textEnters = places }
    architecture.likelihood = try likelihood.value(invocation)
    let configuration = ImageTrainingConfiguration(
      architecture: architecture, schedule: try schedule.values(invocation))
    return try invocation.training { report in
      try MultimodalVAE.train(
        images: try invocation.value(images), text: invocation.optional(text), configuration: configuration,
        checkpoint: try CheckpointLabels.file(invocation), cancellation: invocation.cancellation,
        progress: report)
    }
  }
}
