import MVAEKit

/// `train multimodal` and `train conditional`: convolutional models of log-mel images.
enum TrainImages {
  private static let images = Key<FeatureTensor>.value("images", "log-mel images, one a track")
  private static let text = Key<FeatureMatrix>.value(
    "text", "features of the same tracks' lyrics", isRequired: false)
  private static let size = Key<String>.word(
    "size",
    "the study's network, or the larger one that speed is measured with: 4 convolutions, 64 dimensions, lyrics beside z too",
    ["study", "bench"], default: "study")
  private static let channels = integers(
    "channels",
    "outputs of the convolutions, each of which halves the image, mirrored by the decoder; [32, 64, 128] in the study",
    in: 1...1024)
  private static let textHidden = integers(
    "text_hidden", "widths of the layers that lyrics go through before they join; the size's when left out",
    in: 1...8192)

  private static func integers(_ name: String, _ summary: String, in range: ClosedRange<Int>) -> Key<[Int]> {
    Key(
      parameter: Parameter(name, summary, .list(.integer(range))), fallback: nil,
      read: { $0.list?.compactMap(\.integer) })
  }

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
    labels: [size.parameter, channels.parameter, textHidden.parameter] + multimodalSchedule.parameters
      + CheckpointLabels.parameters,
    examples: [
      .init("fused = train multimodal mel words latent: 16 beta: 1", "images and lyrics"),
      .init("heard = train multimodal mel epochs: 10", "images alone"),
      .init("large = train multimodal mel words size: bench text_hidden: [256, 128]", "the larger network"),
    ], sweeps: true
  ) { invocation in
    let configuration = try configuration(
      study: MultimodalVAE.study, bench: MultimodalVAE.bench, multimodalSchedule, invocation)
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
    labels: [
      labels.parameter, size.parameter, channels.parameter, textHidden.parameter, dropout.parameter,
    ] + conditionalSchedule.parameters
      + CheckpointLabels.parameters,
    examples: [
      .init("cvae = train conditional mel words labels: genre latent: 16", "genres, images and lyrics"),
      .init("cvae = train conditional mel labels: style epochs: 10", "another label, images alone"),
    ], sweeps: true
  ) { invocation in
    var configuration = try configuration(
      study: ConditionalVAE.study, bench: ConditionalVAE.bench, conditionalSchedule, invocation)
    if let dropout = invocation.given(dropout) { configuration.architecture.dropout = dropout }
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
    study: ConvolutionalArchitecture, bench: ConvolutionalArchitecture, _ schedule: TrainingLabels,
    _ invocation: Invocation
  ) throws -> ImageTrainingConfiguration {
    var architecture = try invocation.value(size) == "bench" ? bench : study
    if let channels = invocation.given(channels) { architecture.channels = channels }
    if let widths = invocation.given(textHidden) { architecture.textHidden = widths }
    if let latent = invocation.given(schedule.latent) { architecture.latent = latent }
    return ImageTrainingConfiguration(
      architecture: architecture, schedule: try schedule.values(invocation))
  }

  private static func told(_ model: TrainedModel, _ invocation: Invocation) -> TrainedModel {
    if let words = try? model.images().inputs.dropped.words { invocation.warn(words) }
    return model
  }
}
