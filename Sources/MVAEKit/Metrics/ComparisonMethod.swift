/// A method ready to be judged: its space, once a training, and what else it can do.
struct ComparisonMethod {
  let name: String
  let kind: ComparisonRow.Kind
  var note: String?
  var activeUnits: Int?
  var readsLabels = false
  /// One a training, scaled and ready to be clustered; none for what has no space.
  let spaces: [Tensor]
  /// What its reconstructions miss, one a training; empty where it reconstructs nothing.
  var misses: [RowRatio] = []
  /// What can be asked for samples, one a training.
  var samplers: [any FeatureSampler] = []
  /// What samples are held against: features in their own units, shape [rows, columns].
  var sampled: FeatureMatrix?

  var dimensions: Int { spaces.first?.columns ?? 0 }
}

/// The entries of a comparison with all that comes along.
struct ComparisonMethods {
  let shared: SharedRows
  let options: ComparisonOptions
  let cancellation: Cancellation
  let progress: ProgressHandler

  /// - Throws: what training and projecting throw; `CancellationError`.
  func all() throws -> [ComparisonMethod] {
    let entries = shared.entries
    var methods = try entries.map(method)
    if options.baselines.contains(.autoencoder) { methods += try autoencoders() }
    for source in distinctSources {
      if options.baselines.contains(.pca) { methods += try principalComponents(of: source) }
      let isEntry = entries.contains { $0.source == nil && $0.matrix == source }
      if options.baselines.contains(.raw), !isEntry {
        methods.append(
          ComparisonMethod(name: "raw \(source.name)", kind: .raw, spaces: [source.standardized]))
      }
    }
    return methods
  }

  private func method(_ entry: ComparisonEntry) throws -> ComparisonMethod {
    var method = ComparisonMethod(
      name: entry.name, kind: .entry, note: entry.note, activeUnits: entry.activeUnits,
      readsLabels: entry.readsLabels, spaces: [entry.matrix.scaledValues])
    guard let model = entry.model, model.hasFeatures else { return method }
    let more = try (1..<max(1, options.trainings)).map { index in
      try trained("\(entry.name), training \(index + 1) of \(options.trainings)") { report in
        try model.retrained(
          seed: model.schedule.seed &+ UInt64(index), cancellation: cancellation, progress: report)
      }
    }
    let models = [model] + more
    method = ComparisonMethod(
      name: entry.name, kind: .entry, note: entry.note, activeUnits: models.map(\.activeUnits).min(),
      readsLabels: entry.readsLabels,
      spaces: [entry.matrix.scaledValues] + more.map { space(of: $0, entry) })
    try describe(&method, models, entry)
    return method
  }

  /// An autoencoder for every distinct network among the entries.
  private func autoencoders() throws -> [ComparisonMethod] {
    var known: Set<String> = []
    return try shared.entries.compactMap { entry in
      guard let model = entry.model, model.hasFeatures, model.network.samples,
        known.insert(model.unconditionalShape).inserted
      else { return nil }
      let models = try (0..<max(1, options.trainings)).map { index in
        try trained("autoencoder of \(entry.name)") { report in
          try model.autoencoder(
            seed: model.schedule.seed &+ UInt64(index), cancellation: cancellation, progress: report)
        }
      }
      var method = ComparisonMethod(
        name: "autoencoder of \(entry.name)", kind: .autoencoder,
        activeUnits: models.map(\.activeUnits).min(), spaces: models.map { space(of: $0, entry) })
      try describe(&method, models, entry, samples: false)
      return method
    }
  }

  private func describe(
    _ method: inout ComparisonMethod, _ models: [TrainedModel], _ entry: ComparisonEntry, samples: Bool = true
  ) throws {
    method.misses = try models.map { model in
      try RowRatio(missedBy: model, rows: rows(of: model, entry), cancellation: cancellation)
    }
    guard samples, models.allSatisfy(\.network.samples), let source = entry.source else { return }
    method.samplers = models
    method.sampled = decoded(source)
  }

  private func space(of model: TrainedModel, _ entry: ComparisonEntry) -> Tensor {
    model.latents.selecting(rows(of: model, entry)).scaledValues
  }

  /// The entry's rows in a model trained on the same tracks: an unconditional one can have more of them.
  private func rows(of model: TrainedModel, _ entry: ComparisonEntry) -> [Int] {
    if model.rows.count == entry.model?.rows.count { return entry.modelRows }
    let positions = Dictionary(zip(model.rows.ids, model.rows.ids.indices)) { first, _ in first }
    return entry.matrix.rows.ids.compactMap { positions[$0] }
  }

  private func trained(
    _ words: String, _ train: (@escaping @Sendable (TrainingEvent) -> Void) throws -> TrainedModel
  ) throws -> TrainedModel {
    let progress = progress
    return try train { event in
      guard let done = event.progress else { return }
      progress(
        WorkProgress(completed: done.completed, total: done.total, unit: done.unit, detail: words))
    }
  }

  /// As many components as models of these features have latents.
  private func principalComponents(of source: FeatureMatrix) throws -> [ComparisonMethod] {
    let scaler = FeatureScaler(fitting: source.values)
    let values = scaler.scale(source.values)
    let columns = decoded(source).values.columns
    var sizes = Set(shared.entries.filter { $0.source == source }.map(\.matrix.values.columns))
    if sizes.isEmpty { sizes = [Self.usualSize] }
    let limit = min(values.rows, values.columns)
    return try Set(sizes.map { min($0, limit) }).sorted().map { size in
      let components = try PrincipalComponents(values, count: size, cancellation: cancellation)
      let scores = try components.project(values)
      let restored = components.restored(scores)
      let missed =
        isOfImages(source)
        ? RowRatio(
          missed: source.values.leading(columns), by: scaler.unscale(restored).leading(columns),
          mean: scaler.means)
        : RowRatio(missed: values, by: restored, mean: components.mean)
      return ComparisonMethod(
        name: "PCA \(size) of \(source.name)", kind: .pca, spaces: [scores], misses: [missed],
        samplers: [GaussianComponents(components: components, scaler: scaler, columns: columns)],
        sampled: decoded(source))
    }
  }

  private func isOfImages(_ source: FeatureMatrix) -> Bool {
    shared.entries.contains { entry in
      guard entry.source == source, let model = entry.model, model.hasFeatures else { return false }
      return model.trainingInputs.features.isImages
    }
  }

  /// The part of a model's features that it decodes: of images with texts the images.
  private func decoded(_ source: FeatureMatrix) -> FeatureMatrix {
    let model = shared.entries.first { $0.source == source && $0.model != nil }?.model
    guard let features = model?.trainingInputs.features, features.values.columns < source.values.columns
    else {
      return source
    }
    let columns = features.values.columns
    return FeatureMatrix(
      name: features.name, rows: source.rows, values: source.values.leading(columns),
      columnNames: Array(source.columnNames.prefix(columns)), scaling: source.scaling)
  }

  /// Components beside features that no model was trained on: the latents of the study's model.
  private static let usualSize = 8

  /// What models were trained on, and features given as they are when they are wide enough to be reduced.
  private var distinctSources: [FeatureMatrix] {
    let sources = shared.entries.compactMap { entry in
      entry.source
        ?? (entry.matrix.scaling == .standard && entry.matrix.values.columns > Self.usualSize
          ? entry.matrix : nil)
    }
    return sources.reduce(into: []) { distinct, source in
      if !distinct.contains(source) { distinct.append(source) }
    }
  }
}

extension Tensor {
  /// The first columns of a matrix.
  func leading(_ count: Int) -> Tensor {
    guard count < columns else { return self }
    let kept = (0..<rows).flatMap { row($0).prefix(count) }
    return Tensor(shape: [rows, count], values: kept) ?? self
  }
}

extension TrainedModel {
  /// What an autoencoder made of it would be.
  fileprivate var unconditionalShape: String {
    switch content {
    case .vectors(let content):
      var configuration = content.configuration
      configuration.architecture.classes = 0
      // A set prints in any order, and without classes says nothing.
      configuration.architecture.labelEnters = []
      configuration.schedule.leaveOutDivergence()
      return "\(featureName) \(configuration)"
    case .images(let content):
      var configuration = content.configuration
      configuration.architecture.classes = 0
      // A set prints in any order, and without classes says nothing.
      configuration.architecture.labelEnters = []
      configuration.schedule.leaveOutDivergence()
      return "\(featureName) \(configuration)"
    case .fusion(let content):
      var configuration = content.configuration
      configuration.architecture.classes = 0
      configuration.architecture.fusion = .concat
      configuration.schedule.leaveOutDivergence()
      return "\(featureName) \(configuration)"
    }
  }
}
