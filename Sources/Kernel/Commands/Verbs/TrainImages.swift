import MVAEKit

/// `train multimodal`: a model of sound and lyrics.
enum TrainImages {
  private static let sound = Key<Value>.object(
    "sound", "log-mel images, or with lyrics also vectors, one a track", [.images, .features])
  private static let text = Key<FeatureMatrix>.value(
    "text", "features of the same tracks' lyrics", isRequired: false)
  private static let condition = ConditionLabel.key("lyrics enter", default: [.encoder])
  private static let likelihood = LikelihoodLabels(Likelihood.Family.allCases)
  private static let schedule = TrainingLabels(latent: 16, epochs: 30, batch: 32)

  static let multimodal = Command(
    "train", "multimodal", summary: "The multimodal VAE: a CNN on log-mel images fused with the lyrics.",
    details: [
      "Convolutions 4×4 of stride 2 with ReLU; the text through a linear layer of 128. The defaults are the study's: 64×64, "
        + "channels 32-64-128, 16 dimensions, batches of 32, 30 epochs. Each image is scaled to 0...1 by itself.",
      "With lyrics both are decoded and either may be missing: a track is learned from by what it has. The posteriors of "
        + "every subset are averaged (`fusion: mopoe`, Sutter et al. 2021), or `poe` (Wu & Goodman 2018), `mope` (Shi et al. "
        + "2019), `concat`. `fusion: study` is the study's own model: both give μ and log σ², the image alone is decoded, "
        + "and a track without lyrics is left out.",
    ],
    subjects: [sound.parameter, text.parameter],
    labels: FusionLabels.parameters + ImageLabels.parameters + ImageLabels.textParameters
      + [condition.parameter]
      + likelihood.parameters + schedule.parameters + CheckpointLabels.parameters,
    examples: [
      .init(
        "fused = train multimodal mel words latent: 16 beta: 1", "images and lyrics, either may be missing"),
      .init("study = train multimodal mel words fusion: study", "the study's model"),
      .init("fused = train multimodal mfcc words fusion: poe", "vectors and lyrics"),
      .init("heard = train multimodal mel epochs: 10", "images alone"),
      .init("large = train multimodal mel words size: bench text_hidden: [256, 128]", "the larger network"),
      .init(
        "fused = train multimodal mel words condition: [encoder, decoder]", "the decoder knows the lyrics"),
    ], sweeps: true
  ) { invocation in
    let value = try invocation.value(sound)
    let fusion = try FusionLabels.chosen(
      hasText: invocation.optional(text) != nil, asksForStudy: invocation.given(condition) != nil,
      invocation)
    if fusion != nil {
      try invocation.refuse(
        condition, because: "both are decoded from z alone; with `fusion: study` lyrics can stand beside z")
    }
    if let images = value.as(FeatureTensor.self) { return try train(images, fusion, invocation) }
    guard let vectors = value.as(FeatureMatrix.self) else { return nil }
    return try train(vectors, fusion, invocation)
  }

  private static func train(_ images: FeatureTensor, _ fusion: Fusion?, _ invocation: Invocation) throws
    -> Value
  {
    var architecture = try ImageLabels.architecture(
      study: MultimodalVAE.study, bench: MultimodalVAE.bench, latent: schedule.latent, invocation)
    architecture.likelihood = try likelihood.value(invocation)
    if let fusion, let text = invocation.optional(text) {
      return try FusionLabels.train(
        .images(images), text, fusion: fusion, sound: try FusionLabels.images(architecture, invocation),
        textHidden: architecture.textHidden, latent: architecture.latent,
        schedule: try schedule.values(invocation), invocation)
    }
    if let places = ConditionLabel.places(condition, invocation) { architecture.textEnters = places }
    let configuration = ImageTrainingConfiguration(
      architecture: architecture, schedule: try schedule.values(invocation))
    return try invocation.training { report in
      try MultimodalVAE.train(
        images: images, text: invocation.optional(text), configuration: configuration,
        checkpoint: try CheckpointLabels.file(invocation), cancellation: invocation.cancellation,
        progress: report)
    }
  }

  private static func train(_ vectors: FeatureMatrix, _ fusion: Fusion?, _ invocation: Invocation) throws
    -> Value
  {
    guard let fusion, let text = invocation.optional(text) else {
      throw invocation.diagnostic(
        "WrongType", "`train multimodal` takes images, or vectors and then lyrics", at: sound,
        hint: "`train basic` takes vectors alone")
    }
    try ImageLabels.refuseImages(invocation)
    let preset = try ImageLabels.architecture(
      study: MultimodalVAE.study, bench: MultimodalVAE.bench, latent: schedule.latent, invocation)
    return try FusionLabels.train(
      .vectors(vectors), text, fusion: fusion,
      sound: try FusionLabels.vectors(vectors, try likelihood.value(invocation), invocation),
      textHidden: preset.textHidden, latent: preset.latent, schedule: try schedule.values(invocation),
      invocation)
  }
}
