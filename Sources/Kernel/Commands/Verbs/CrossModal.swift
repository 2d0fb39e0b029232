import MVAEKit

/// What commands from one modality to another have in common.
enum CrossModal {
  static let model = Key<TrainedModel>.value("model", "a model that decodes both sound and lyrics")

  /// The tracks that are asked about: features of one or more modalities, or tracks that the model knows.
  static func inputs(_ key: Key<[Value]>, of model: TrainedModel, _ invocation: Invocation) throws
    -> FusionInputs
  {
    let content = try content(of: model, invocation)
    let values = invocation.optional(key) ?? []
    let features = values.filter { [.features, .images].contains($0.kind) }
    guard features.isEmpty else {
      return try blaming(key, invocation) {
        try AskedTracks.modalities(features, of: model, content, invocation)
      }
    }
    try AskedTracks.requireFeatures(of: model, invocation)
    guard !values.isEmpty else { return content.inputs }
    let ids = values.flatMap { $0.as(Corpus.self)?.table.ids ?? $0.as(Track.self).map { [$0.id] } ?? [] }
    let places = Dictionary(zip(model.rows.ids, model.rows.ids.indices)) { first, _ in first }
    let rows = ids.compactMap { places[$0] }
    guard !rows.isEmpty else {
      throw invocation.diagnostic(
        "OtherRows", "the model was trained on none of these tracks", at: key,
        hint: "extract their features and give those")
    }
    return content.inputs.selecting(rows)
  }

  /// Errors of `work` that speak of no other argument fall on the tracks.
  static func blaming<Answer>(_ key: Key<[Value]>, _ invocation: Invocation, _ work: () throws -> Answer)
    throws
    -> Answer
  {
    do {
      return try work()
    } catch let error as any ExplainedError where error.parameter == nil {
      throw invocation.diagnostic("\(type(of: error))", error.message, at: key, hint: error.hint)
    }
  }

  /// Throws, naming what the model does not do, for one that decodes one modality.
  static func content(of model: TrainedModel, _ invocation: Invocation) throws -> FusionContent {
    guard case .fusion(let content) = model.content else {
      throw invocation.diagnostic(
        "OneModality", "this model decodes one modality only", at: Self.model,
        hint: "`train multimodal mel words` trains one that decodes both")
    }
    return content
  }

  /// The position of a modality by its name; `nil` when it was left out.
  static func modality(_ key: Key<String>, of content: FusionContent, _ invocation: Invocation) throws -> Int?
  {
    guard let name = invocation.optional(key) else { return nil }
    let names = content.modalityNames
    if let index = names.firstIndex(of: name) { return index }
    // What users call them, whatever the features are named.
    if let index = ["sound", "lyrics"].firstIndex(of: name), names.indices.contains(index) { return index }
    throw invocation.diagnostic(
      "UnknownCategory", "the model has no modality \"\(name)\"", at: key,
      hint: "it has \(names.joined(separator: ", "))")
  }
}
