import MVAEKit

/// Labels of models that decode both sound and lyrics.
enum FusionLabels {
  static let fusion = Key<String>(
    parameter: Parameter(
      "fusion",
      "how sound and lyrics make one posterior, both decoded: codes side by side (concat), product of experts (poe), "
        + "mixture of experts (mope), of products (mopoe); `study` decodes the image alone. With lyrics mopoe, unless "
        + "`condition:` is given",
      .word(["study"] + Fusion.allCases.map(\.rawValue))), fallback: nil, read: { $0.text })
  private static let hidden = Key<[Int]>.integers(
    "hidden", "for vectors of sound: widths of the encoder's hidden layers; the decoder mirrors them",
    in: 1...8192, default: [128])
  private static let textLikelihood = Key<String>.word(
    "text_likelihood", "how the decoder's lyrics are read", Likelihood.Family.allCases.map(\.rawValue),
    default: "gaussian")
  private static let textWeight = Key<Double>.number(
    "text_weight",
    "what −log p(lyrics|z) counts in the loss; the pixels by the lyrics' columns when left out, so that neither is drowned",
    in: 1e-6...1e6)
  private static let dropout = Key<Double>.number(
    "modality_dropout",
    "how often one of both is hidden from the encoder while it learns, for concat and poe; 0.3 for concat when left out",
    in: 0...0.9)

  static let parameters = [
    fusion.parameter, hidden.parameter, textLikelihood.parameter, textWeight.parameter, dropout.parameter,
  ]

  /// The fusion asked for; `nil` = the study's.
  ///
  /// - Parameter asksForStudy: whether something else that was given is the study's alone.
  static func chosen(hasText: Bool, asksForStudy: Bool, _ invocation: Invocation) throws -> Fusion? {
    let given = invocation.optional(fusion)
    if let given, given != "study", !hasText {
      throw invocation.diagnostic(
        "MissingArgument", "`fusion: \(given)` needs two modalities", at: fusion,
        hint: "give lyrics after the images: `train multimodal mel words fusion: \(given)`")
    }
    let name = given ?? (hasText && !asksForStudy ? Fusion.mopoe.rawValue : "study")
    guard let fusion = Fusion(rawValue: name) else {
      let reason = "the study's model decodes the image alone: `fusion: mopoe` decodes both"
      try invocation.refuse(hidden, because: reason)
      try invocation.refuse(textLikelihood, because: reason)
      try invocation.refuse(textWeight, because: reason)
      try invocation.refuse(dropout, because: reason)
      return nil
    }
    return fusion
  }

  /// Trains on sound, images or vectors, and lyrics.
  ///
  /// - Parameter label: of the sound's tracks, for a conditional model.
  static func train(
    _ sound: ModelFeatures, _ text: FeatureMatrix, fusion: Fusion, sound architecture: ModalityArchitecture,
    textHidden: [Int], latent: Int, schedule: TrainingSchedule, label: Column? = nil,
    _ invocation: Invocation
  ) throws -> Value {
    let modality = ModalityArchitecture(
      shape: .vector(columns: text.values.columns), hidden: textHidden, likelihood: likelihood(invocation),
      weight: invocation.given(textWeight))
    let dropout = invocation.given(dropout) ?? (fusion == .concat ? 0.3 : 0)
    let configuration = FusionTrainingConfiguration(
      architecture: FusionArchitecture(
        modalities: [architecture, modality], latent: latent, fusion: fusion, modalityDropout: dropout),
      schedule: schedule)
    let inputs = try FusionInputs(
      [sound, .vectors(text)], labels: label.map { labels($0, of: [sound.rows, text.rows]) })
    tell(inputs, invocation)
    return try invocation.training { report in
      try FusionVAE.train(
        inputs, labelName: label?.name ?? "label", configuration: configuration,
        checkpoint: try CheckpointLabels.file(invocation), cancellation: invocation.cancellation,
        progress: report)
    }
  }

  /// Of vectors of sound.
  static func vectors(_ matrix: FeatureMatrix, _ likelihood: Likelihood, _ invocation: Invocation) throws
    -> ModalityArchitecture
  {
    ModalityArchitecture(
      shape: .vector(columns: matrix.values.columns), hidden: try invocation.value(hidden),
      likelihood: likelihood)
  }

  /// Of images, which have no such label.
  static func images(_ architecture: ConvolutionalArchitecture, _ invocation: Invocation) throws
    -> ModalityArchitecture
  {
    try invocation.refuse(hidden, because: "images go through convolutions: `channels:`")
    return ModalityArchitecture(
      shape: .image(height: architecture.height, width: architecture.width), hidden: architecture.channels,
      likelihood: architecture.likelihood)
  }

  private static func likelihood(_ invocation: Invocation) -> Likelihood {
    switch invocation.given(textLikelihood) {
    case "laplace": .laplace()
    case "bernoulli": .bernoulli
    case "categorical": .categorical
    default: .gaussian()
    }
  }

  private static func labels(_ column: Column, of tables: [TrackTable]) -> [String: String] {
    var labels: [String: String] = [:]
    for table in tables.reversed() {
      for (id, label) in zip(table.ids, table.column(column.name)?.texts ?? []) {
        if let label { labels[id] = label }
      }
    }
    return labels
  }

  private static func tell(_ inputs: FusionInputs, _ invocation: Invocation) {
    let (sound, text) = (inputs.having(.all(1)).count, inputs.having(ModalitySet([1])).count)
    let count = inputs.rows.count
    guard sound < count || text < count else { return }
    let names = inputs.parts.map(\.features.name)
    invocation.warn(
      "\(count) tracks, \(count - text) without \(names[1]), \(count - sound) without \(names[0]): each is learned "
        + "from by what it has")
  }
}
