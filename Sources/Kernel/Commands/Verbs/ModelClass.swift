import MVAEKit

/// Classes of a conditional model as users give them.
enum ModelClass {
  /// Throws where the class is none of the model's.
  static func check(_ key: Key<String>, of model: TrainedModel, _ invocation: Invocation) throws {
    guard let label = invocation.optional(key) else { return }
    guard !model.classes.isEmpty else {
      throw invocation.diagnostic(
        "NoLabels", "this model knows no labels", at: key, hint: "`train conditional` makes one that does")
    }
    if !model.classes.contains(label) { throw unknown(label, of: model, at: key, invocation) }
  }

  static func unknown<Content>(
    _ label: String, of model: TrainedModel, at key: Key<Content>, _ invocation: Invocation
  ) -> Diagnostic {
    invocation.diagnostic(
      "UnknownCategory", "the model knows no class \"\(label)\"", at: key,
      hint: Spelling.nearest(to: label, among: model.classes).map { "did you mean \"\($0)\"?" }
        ?? "it knows \(model.classes.joined(separator: ", "))")
  }

  /// Tells which class is decoded where none was asked for.
  static func tellTypical(_ key: Key<String>, of model: TrainedModel, _ invocation: Invocation) {
    guard invocation.optional(key) == nil, let typical = model.typicalClass else { return }
    invocation.warn("decoded as \"\(typical)\", the most frequent class; `label:` chooses another")
  }
}
