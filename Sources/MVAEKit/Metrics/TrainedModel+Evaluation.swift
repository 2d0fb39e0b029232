extension TrainedModel {
  /// Evaluates the rows of a part of what it was trained on.
  ///
  /// - Parameters:
  ///   - samples: K, draws of every row, 1 … 1000000; thousands make the bound an estimate of log p(x).
  ///   - progress: rows done.
  /// - Throws: ``EvaluationError``, ``PosteriorMeasureError``, ``TrainingError/featuresMissing``, `CancellationError`.
  public func evaluate(
    part: SplitPart = .all, samples: Int = 64, seed: UInt64 = 1, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) throws -> Evaluation {
    let rows = split.rows(part)
    guard hasFeatures else { throw TrainingError.featuresMissing }
    guard !rows.isEmpty else { throw EvaluationError.noRows(part) }
    switch content {
    case .vectors(let content):
      return try evaluate(
        content.features.selecting(rows), labels: content.labels.map { labels in rows.map { labels[$0] } },
        samples: samples, seed: seed, cancellation: cancellation, progress: progress)
    case .images(let content):
      return try evaluate(
        content.inputs.selecting(rows), samples: samples, seed: seed, cancellation: cancellation,
        progress: progress)
    case .fusion(let content):
      return try evaluate(
        content.inputs.selecting(rows), samples: samples, seed: seed, cancellation: cancellation,
        progress: progress)
    }
  }

  /// Evaluates other feature vectors with the same columns.
  ///
  /// - Parameter labels: as ``encode(_:labels:cancellation:)``.
  /// - Throws: ``FeatureError``, ``LikelihoodError`` or ``TrainingError`` when they do not fit what it was trained
  ///   on, ``EvaluationError``, ``PosteriorMeasureError``, `CancellationError`.
  public func evaluate(
    _ features: FeatureMatrix, labels: [String]? = nil, samples: Int = 64, seed: UInt64 = 1,
    cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) throws -> Evaluation {
    let content = try vectors()
    let inputs = try content.scaled(features, labels: labels, in: nil)
    try content.network.architecture.likelihood.check(features)
    let weights = Buffer(weightValues)
    let posterior = try content.posterior(
      of: inputs, count: features.rows.count, weights: weights, cancellation: cancellation)
    let score = VectorDecoderScore(
      content: content, name: features.name, inputs: inputs, weights: weights,
      pass: BasicVAEPass(model: content.network, capacity: 256, cancellation: cancellation, learns: false))
    return try evaluate(
      features.rows,
      EvaluationRun(
        posterior: posterior, score: score, samples: samples, seed: seed, cancellation: cancellation,
        progress: progress))
  }

  /// Evaluates other images with their texts and labels, as far as it was trained with them.
  ///
  /// - Throws: as ``evaluate(_:labels:samples:seed:cancellation:progress:)``.
  public func evaluate(
    _ inputs: ImageInputs, samples: Int = 64, seed: UInt64 = 1, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) throws -> Evaluation {
    let content = try images()
    let scaled = try content.scaled(inputs, cancellation: cancellation)
    let weights = Buffer(weightValues)
    let count = inputs.rows.count
    let posterior = try content.posterior(
      of: scaled, count: count, weights: weights, cancellation: cancellation)
    let score = ImageDecoderScore(
      content: content, name: inputs.images.name, inputs: scaled,
      ranges: (0..<count).map { ImageScaling.Range(of: inputs.images.values.row($0)).width },
      weights: weights,
      pass: ConvolutionalVAEPass(
        model: content.network, capacity: 32, cancellation: cancellation, learns: false))
    return try evaluate(
      inputs.rows,
      EvaluationRun(
        posterior: posterior, score: score, samples: samples, seed: seed, cancellation: cancellation,
        progress: progress))
  }

  /// Evaluates whatever the model takes.
  ///
  /// - Throws: as ``evaluate(_:labels:samples:seed:cancellation:progress:)``.
  public func evaluate(
    _ inputs: ModelInputs, samples: Int = 64, seed: UInt64 = 1, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) throws -> Evaluation {
    switch inputs {
    case .vectors(let features, let labels):
      try evaluate(
        features, labels: labels, samples: samples, seed: seed, cancellation: cancellation,
        progress: progress)
    case .images(let images):
      try evaluate(
        images, samples: samples, seed: seed, cancellation: cancellation, progress: progress)
    case .fusion(let fused):
      try evaluate(fused, samples: samples, seed: seed, cancellation: cancellation, progress: progress)
    }
  }

  /// Evaluates tracks of a model of several modalities: those that have all of them.
  ///
  /// - Throws: as ``evaluate(_:labels:samples:seed:cancellation:progress:)``, ``FusionError/noCommonRows(_:)``.
  public func evaluate(
    _ inputs: FusionInputs, samples: Int = 64, seed: UInt64 = 1, cancellation: Cancellation = Cancellation(),
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) throws -> Evaluation {
    let content = try fusion()
    let whole = inputs.selecting(inputs.having(content.network.all))
    guard whole.rows.count > 0 else { throw FusionError.noCommonRows(content.modalityNames) }
    let scaled = try content.scaled(whole, cancellation: cancellation)
    let weights = Buffer(weightValues)
    let score = FusionDecoderScore(
      content: content, inputs: scaled, weights: weights,
      pass: content.pass(content.network.part, cancellation))
    return try evaluate(
      whole.rows,
      EvaluationRun(
        posterior: try content.posterior(of: scaled, weights: weights, cancellation: cancellation),
        score: score, samples: samples, seed: seed, cancellation: cancellation, progress: progress))
  }

  private func evaluate(_ rows: TrackTable, _ run: EvaluationRun) throws -> Evaluation {
    guard (1...1_000_000).contains(run.samples) else { throw EvaluationError.samples(run.samples) }
    try run.posterior.requireMeasurable()
    var run = run
    // All draws of an autoencoder are μ.
    if !network.samples { run.samples = 1 }
    var parts = try run.reconstructed()
    var weighed: [WeighedRow] = []
    try run.draw(into: &parts, &weighed)
    guard network.samples else {
      return Evaluation(rows: rows, samples: run.samples, parts: parts, latent: nil)
    }
    let posterior = run.posterior
    let latent = EvaluatedLatent(
      divergences: posterior.rowDivergences, dimensionDivergences: posterior.dimensionDivergences,
      activeUnits: posterior.activeUnits,
      bound: ImportanceWeightedBound(rows: weighed.map(\.bound), samples: run.samples),
      effectiveSamples: weighed.reduce(0) { $0 + $1.effectiveSamples } / Double(weighed.count),
      aggregate: try AggregatePosterior(posterior, seed: run.seed, cancellation: run.cancellation))
    return Evaluation(rows: rows, samples: run.samples, parts: parts, latent: latent)
  }
}
