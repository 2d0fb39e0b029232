import MVAEKit

/// `train multimodal` and `train conditional`: convolutional models of log-mel images.
enum TrainImages {
  private static let images = Key<FeatureTensor>.value("images", "log-mel images, one a track")
  private static let text = Key<FeatureMatrix>.value(
    "text", "features of the same tracks' lyrics", isRequired: false)
  private static let channels = Key<[Int]>.integers(
    "channels", "outputs of the convolutions, each of which halves the image; the decoder mirrors them",
    in: 1...1024, default: [32, 64, 128])

  // MARK: Multimodal

  private static let multimodalSchedule = TrainingLabels(latent: 16, epochs: 30, batch: 32)

  static let multimodal = Command(
    "train", "multimodal", summary: "The multimodal VAE: a CNN on log-mel images fused with the lyrics.",
    details: [
      "Convolutions 4×4 of stride 2 with ReLU; the text through a linear layer of 128; both give μ and log σ². The image is "
        + "decoded. The defaults are the study's: 64×64, channels 32-64-128, 16 dimensions, batches of 32, 30 epochs; the "
        + "loss is the basic VAE's. Each image is scaled to 0...1 by itself. A track without lyrics is left out when "
        + "lyrics are given."
    ],
    subjects: [images.parameter, text.parameter],
    labels: [channels.parameter] + multimodalSchedule.parameters + CheckpointLabels.parameters,
    examples: [
      .init("fused = train multimodal mel words latent: 16 beta: 1", "images and lyrics"),
      .init("heard = train multimodal mel epochs: 10", "images alone"),
    ], sweeps: true
  ) { invocation in
    let configuration = try configuration(MultimodalVAE.study, multimodalSchedule, invocation)
    return try invocation.training { report in
      told(
        try MultimodalVAE.train(
          images: try invocation.value(images), text: invocation.optional(text), configuration: configuration,
          checkpoint: try CheckpointLabels.file(invocation), cancellation: invocation.cancellation,
          progress: report), invocation)
    }
  }

  // MARK: Conditional

  private static let conditionalSchedule = TrainingLabels(latent: 16, epochs: 35, batch: 64)
  private static let labels = Key<String>.column(
    "labels", "the label column that is given to encoder and decoder", default: "genre")
  private static let dropout = Key<Double>.number(
    "dropout", "part of the text's hidden values left out in training", in: 0...0.9, default: 0.1)

  static let conditional = Command(
    "train", "conditional", summary: "The conditional VAE: a CNN whose encoder and decoder know the label.",
    details: [
      "As the multimodal model with batch norm and leaky ReLU 0.2; the one-hot label stands beside what the heads see and "
        + "beside z (Sohn, Lee & Yan 2015). The label is an input: scores against it measure nothing of the latents alone."
    ],
    subjects: [images.parameter, text.parameter],
    labels: [labels.parameter, channels.parameter, dropout.parameter] + conditionalSchedule.parameters
      + CheckpointLabels.parameters,
    examples: [
      .init("cvae = train conditional mel words labels: genre latent: 16", "genres, images and lyrics"),
      .init("cvae = train conditional mel labels: style epochs: 10", "another label, images alone"),
    ], sweeps: true
  ) { invocation in
    var configuration = try configuration(ConditionalVAE.study, conditionalSchedule, invocation)
    configuration.architecture.dropout = try invocation.value(dropout)
    let mel = try invocation.value(images)
    guard let name = invocation.optional(labels) ?? mel.rows.defaultLabel, let column = mel.rows.column(name)
    else {
      throw invocation.diagnostic("MissingLabels", "these images have no label column", at: images)
    }
    return try invocation.training { report in
      told(
        try ConditionalVAE.train(
          images: mel, text: invocation.optional(text), labels: column.texts, labelName: name,
          configuration: configuration, checkpoint: try CheckpointLabels.file(invocation),
          cancellation: invocation.cancellation, progress: report), invocation)
    }
  }

  // MARK: Both

  private static func configuration(
    _ preset: ConvolutionalArchitecture, _ schedule: TrainingLabels, _ invocation: Invocation
  ) throws -> ImageTrainingConfiguration {
    var architecture = preset
    architecture.channels = try invocation.value(channels)
    architecture.latent = try invocation.value(schedule.latent)
    return ImageTrainingConfiguration(
      architecture: architecture, schedule: try schedule.values(invocation))
  }

  private static func told(_ model: TrainedModel, _ invocation: Invocation) -> TrainedModel {
    if let words = try? model.images().inputs.dropped.words { invocation.warn(words) }
    return model
  }
}
