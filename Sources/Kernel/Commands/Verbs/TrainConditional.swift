import MVAEKit

/// `train conditional`: a model that knows the label of a track, of images or of feature vectors.
enum TrainConditional {
  private static let features = Key<Value>.object(
    "features", "log-mel images, or vectors, one a track", [.images, .features])
  private static let text = Key<FeatureMatrix>.value(
    "text", "features of the same tracks' lyrics, beside images", isRequired: false)
  private static let labels = Key<String>.column(
    "labels", "the label column that the model is given", default: "genre")
  private static let condition = ConditionLabel.key("the label enters", default: [.encoder, .decoder])
  private static let hidden = Key<[Int]>.integers(
    "hidden", "for vectors: widths of the encoder's hidden layers; the decoder mirrors them", in: 1...65536,
    default: [32, 16])
  private static let fusion = Key<String>(
    parameter: Parameter(
      "fusion",
      "with lyrics: decodes them too, as `train multimodal` does; the image alone when left out (`study`)",
      .word(["study"] + Fusion.allCases.map(\.rawValue))), fallback: nil, read: { $0.text })
  private static let dropout = Key<Double>.number(
    "dropout", "part of the text's hidden values left out in training", in: 0...0.9, default: 0.1)
  private static let likelihood = LikelihoodLabels(Likelihood.Family.allCases)
  private static let schedule = TrainingLabels(latent: 16, epochs: 35, batch: 64)

  static let conditional = Command(
    "train", "conditional", summary: "The conditional VAE: encoder and decoder know the label of a track.",
    details: [
      "Of images it is the multimodal model with batch norm and leaky ReLU 0.2, of vectors the basic model; the one-hot label "
        + "stands beside what the heads see and beside z (Sohn, Lee & Yan 2015). The label is an input: scores against it "
        + "measure nothing of the latents alone."
    ],
    subjects: [features.parameter, text.parameter],
    labels: [labels.parameter.givingLabels, condition.parameter, hidden.parameter, fusion.parameter]
      + ImageLabels.parameters
      + ImageLabels.textParameters + [dropout.parameter] + likelihood.parameters + schedule.parameters
      + CheckpointLabels.parameters,
    examples: [
      .init("cvae = train conditional mel words labels: genre latent: 16", "genres, images and lyrics"),
      .init("cvae = train conditional mel labels: style epochs: 10", "another label, images alone"),
      .init("cvae = train conditional mfcc labels: genre latent: 8", "vectors"),
      .init("cvae = train conditional mel condition: decoder", "an encoder that is not told the label"),
    ], sweeps: true
  ) { invocation in
    let value = try invocation.value(features)
    if let images = value.as(FeatureTensor.self) { return try train(images, invocation) }
    guard let vectors = value.as(FeatureMatrix.self) else { return nil }
    return try train(vectors, invocation)
  }

  private static func train(_ images: FeatureTensor, _ invocation: Invocation) throws -> Value {
    try invocation.refuse(hidden, because: "images go through convolutions: `channels:`")
    var architecture = try ImageLabels.architecture(
      study: ConditionalVAE.study, bench: ConditionalVAE.bench, latent: schedule.latent, invocation)
    if let dropout = invocation.given(dropout) { architecture.dropout = dropout }
    if let places = ConditionLabel.places(condition, invocation) { architecture.labelEnters = places }
    architecture.likelihood = try likelihood.value(invocation)
    let column = try column(images.rows, invocation)
    if let fusion = try fused(invocation), let text = invocation.optional(text) {
      try invocation.refuse(condition, because: "the label enters every encoder and decoder of a fusion")
      return try FusionLabels.train(
        .images(images), text, fusion: fusion,
        sound: ModalityArchitecture(
          shape: .image(height: 0, width: 0), hidden: architecture.channels,
          likelihood: architecture.likelihood),
        textHidden: architecture.textHidden, latent: architecture.latent,
        schedule: try schedule.values(invocation), label: column, invocation)
    }
    let configuration = ImageTrainingConfiguration(
      architecture: architecture, schedule: try schedule.values(invocation))
    return try invocation.training { report in
      try ConditionalVAE.train(
        images: images, text: invocation.optional(text), labels: column.texts, labelName: column.name,
        configuration: configuration, checkpoint: try CheckpointLabels.file(invocation),
        cancellation: invocation.cancellation, progress: report)
    }
  }

  private static func fused(_ invocation: Invocation) throws -> Fusion? {
    guard let fusion = invocation.optional(fusion).flatMap(Fusion.init(rawValue:)) else { return nil }
    guard invocation.optional(text) != nil else {
      throw invocation.diagnostic(
        "MissingArgument", "`fusion: \(fusion.rawValue)` needs two modalities", at: Self.fusion,
        hint: "give lyrics after the images")
    }
    return fusion
  }

  private static func train(_ vectors: FeatureMatrix, _ invocation: Invocation) throws -> Value {
    try ImageLabels.refuse(invocation)
    try invocation.refuse(dropout, because: "lyrics only go beside images")
    try invocation.refuse(fusion, because: "lyrics only go beside images")
    try invocation.refuse(text, because: "lyrics only go beside images")
    var architecture = BasicArchitecture(
      hidden: try invocation.value(hidden), latent: try invocation.value(schedule.latent),
      likelihood: try likelihood.value(invocation))
    if let places = ConditionLabel.places(condition, invocation) { architecture.labelEnters = places }
    let configuration = BasicTrainingConfiguration(
      architecture: architecture, schedule: try schedule.values(invocation))
    let column = try column(vectors.rows, invocation)
    return try invocation.training { report in
      try ConditionalVAE.train(
        features: vectors, labels: column.texts, labelName: column.name, configuration: configuration,
        checkpoint: try CheckpointLabels.file(invocation), cancellation: invocation.cancellation,
        progress: report)
    }
  }

  private static func column(_ rows: TrackTable, _ invocation: Invocation) throws -> Column {
    guard let column = (invocation.optional(labels) ?? rows.defaultLabel).flatMap(rows.column) else {
      throw invocation.diagnostic("MissingLabels", "these features have no label column", at: features)
    }
    return column
  }
}
