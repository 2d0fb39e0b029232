import MVAEKit

/// The vectors behind a value: features as they are, images laid flat, the means of a model's latents or of an encoding,
/// the coordinates of a projection.
enum Observations {
  static let kinds: [ValueKind] = [.features, .images, .model, .encoding, .projection]

  static func matrix(of value: Value) -> FeatureMatrix? {
    if let features = value.as(FeatureMatrix.self) { return features }
    if let images = value.as(FeatureTensor.self) { return images.flattened }
    if let encoding = value.as(LatentEncoding.self) { return encoding.mean }
    if let projection = value.as(Projection.self) { return projection.coordinates }
    return value.as(TrainedModel.self)?.latents
  }

  /// What the user calls them: "basic", or "latents of basic" where they are a model's.
  static func name(_ key: Key<Value>, _ invocation: Invocation) throws -> String {
    let value = try invocation.value(key)
    let written = invocation.names(of: key).first.flatMap { $0 }
    if value.kind == .model { return "latents" + (written.map { " of \($0)" } ?? "") }
    return written ?? matrix(of: value)?.name ?? value.kind.name
  }

  static func matrix(_ key: Key<Value>, _ invocation: Invocation) throws -> FeatureMatrix {
    let value = try invocation.value(key)
    if let matrix = matrix(of: value) { return matrix }
    throw invocation.diagnostic("WrongType", "\(value.kind.withArticle) has no vectors", at: key)
  }
}
