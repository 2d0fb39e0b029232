import MVAEKit

/// The tracks that a model is asked about: its own, or other ones whose features are given.
enum AskedTracks {
  static let model = Key<TrainedModel>.value("model", "a trained model")

  static let features = Key<[Value]>(
    parameter: Parameter(
      "features",
      "features of the kind it was trained on (images and then lyrics), or a corpus of tracks it knows; "
        + "all tracks it was trained on if left out",
      .list(.object([.features, .images, .corpus, .track]))),
    fallback: nil, read: { $0.list })

  /// A class of a conditional model.
  static func label(_ summary: String) -> Key<String> {
    Key(
      parameter: Parameter("label", summary, .text, aliases: ["genre"]), fallback: nil, read: { $0.text })
  }

  /// What `work` makes of them; errors that speak of no other argument fall on the features.
  static func answer<Answer>(_ invocation: Invocation, _ work: (TrainedModel, ModelInputs) throws -> Answer)
    throws -> Answer
  {
    do {
      return try work(try invocation.value(model), try inputs(invocation))
    } catch let error as any ExplainedError where error.parameter == nil {
      throw invocation.diagnostic("\(type(of: error))", error.message, at: features, hint: error.hint)
    }
  }

  private static func inputs(_ invocation: Invocation) throws -> ModelInputs {
    let model = try invocation.value(model)
    let values = invocation.optional(features) ?? []
    if values.isEmpty { return try known(model, invocation) }
    let ids = values.flatMap { $0.as(Corpus.self)?.table.ids ?? $0.as(Track.self).map { [$0.id] } ?? [] }
    let given = values.filter { [.features, .images].contains($0.kind) }
    if given.isEmpty { return try rows(ids, of: model, invocation) }
    if case .fusion(let content) = model.content, ids.isEmpty {
      return .fusion(try modalities(given, of: model, content, invocation))
    }
    guard ids.isEmpty, given.count <= 2, let first = given.first.flatMap(modelFeatures) else {
      throw wrongFeatures(invocation)
    }
    if given.count == 2, given[0].kind != .images || given[1].kind != .features {
      throw wrongFeatures(invocation)
    }
    return try inputs(first, text: given.dropFirst().first?.as(FeatureMatrix.self), model, invocation)
  }

  /// Of a model of several modalities: what is given, and nothing else of these tracks.
  static func modalities(
    _ values: [Value], of model: TrainedModel, _ content: FusionContent, _ invocation: Invocation
  ) throws -> FusionInputs {
    let features = values.compactMap(modelFeatures)
    var labels: [String: String] = [:]
    if let name = model.labelName {
      for (id, label) in zip(model.rows.ids, model.rowClasses ?? []) { labels[id] = label }
      for rows in features.map(\.rows) {
        for (id, label) in zip(rows.ids, rows.column(name)?.texts ?? []) where label != nil {
          labels[id] = label
        }
      }
    }
    let inputs = try content.inputs(features, labels: model.labelName == nil ? nil : labels)
    if let words = inputs.dropped.words { invocation.warn("left out: \(words)") }
    guard inputs.rows.count > 0 else {
      throw invocation.diagnostic("OtherRows", "none of these tracks has every part", at: self.features)
    }
    return inputs
  }

  /// Texts and labels that are not given are the model's own, where it knows these tracks.
  private static func inputs(
    _ features: ModelFeatures, text: FeatureMatrix?, _ model: TrainedModel, _ invocation: Invocation
  ) throws -> ModelInputs {
    var labels = model.labelName.flatMap(features.rows.column)?.texts
    var text = text
    if let places = places(features.rows.ids, of: model) {
      if labels == nil, let classes = model.rowClasses { labels = places.map { classes[$0] } }
      if text == nil, model.hasFeatures, case .images(let own) = model.trainingInputs {
        text = own.text?.selecting(places)
      }
    }
    let inputs = try model.inputs(features, text: text, labels: labels)
    if case .images(let images) = inputs, let words = images.dropped.words {
      invocation.warn("left out: \(words)")
    }
    if case .vectors = inputs, inputs.rows.count < features.rows.count {
      invocation.warn("left out: \(features.rows.count - inputs.rows.count) tracks without label")
    }
    guard inputs.rows.count > 0 else {
      throw invocation.diagnostic("OtherRows", "none of these tracks has every part", at: self.features)
    }
    return inputs
  }

  /// Rows of the training features by track id.
  private static func rows(_ ids: [String], of model: TrainedModel, _ invocation: Invocation) throws
    -> ModelInputs
  {
    let own = try known(model, invocation)
    let places = Dictionary(
      zip(model.rows.ids, model.rows.ids.indices), uniquingKeysWith: { first, _ in first })
    let rows = ids.compactMap { places[$0] }
    guard !rows.isEmpty else {
      throw invocation.diagnostic(
        "OtherRows", "the model was trained on none of these tracks", at: features,
        hint: "extract their features and give those")
    }
    if rows.count < ids.count {
      invocation.warn(
        "\(ids.count - rows.count) of \(ids.count) tracks are unknown to the model and left out")
    }
    return own.selecting(rows)
  }

  private static func known(_ model: TrainedModel, _ invocation: Invocation) throws -> ModelInputs {
    try requireFeatures(of: model, invocation)
    return model.trainingInputs
  }

  static func requireFeatures(of model: TrainedModel, _ invocation: Invocation) throws(Diagnostic) {
    guard !model.hasFeatures else { return }
    throw invocation.diagnostic(
      "NoFeatures", "an opened model does not hold the features it was trained on", at: Self.model,
      hint: "give the features too")
  }

  /// Where the model has all of these tracks; `nil` when one is unknown.
  private static func places(_ ids: [String], of model: TrainedModel) -> [Int]? {
    let places = Dictionary(
      zip(model.rows.ids, model.rows.ids.indices), uniquingKeysWith: { first, _ in first })
    let found = ids.compactMap { places[$0] }
    return found.count == ids.count ? found : nil
  }

  static func modelFeatures(_ value: Value) -> ModelFeatures? {
    value.as(FeatureMatrix.self).map { .vectors($0) } ?? value.as(FeatureTensor.self).map { .images($0) }
  }

  private static func wrongFeatures(_ invocation: Invocation) -> Diagnostic {
    invocation.diagnostic(
      "WrongType", "a model takes one value of features, or images and then the lyrics' features",
      at: features,
      hint: "for example `encode fused mel words`")
  }
}

extension ModelFeatures {
  /// As a value of the language.
  var value: Value {
    switch self {
    case .vectors(let matrix): .object(matrix)
    case .images(let images): .object(images)
    }
  }
}
