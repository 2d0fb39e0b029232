import MVAEKit

/// One of the tracks that a model was trained on, by its id, its position among them, or the track itself.
enum ModelRow {
  static func key(_ name: String, _ summary: String, isRequired: Bool = false) -> Key<Value> {
    Key(
      parameter: Parameter(
        name, summary + ": its id, or its position among the model's tracks",
        .either([.text, .integer(-10_000_000...10_000_000), .object([.track])]), isRequired: isRequired),
      fallback: nil, read: { $0 })
  }

  static func find(_ key: Key<Value>, in model: TrainedModel, _ invocation: Invocation) throws -> Int? {
    guard let value = invocation.optional(key) else { return nil }
    if let position = value.integer {
      let row = position < 0 ? position + model.rows.count : position
      guard model.rows.ids.indices.contains(row) else {
        throw invocation.diagnostic(
          "OutOfRange", "there is no position \(position): the model has \(model.rows.count) tracks", at: key,
          hint: "positions go from 0 to \(model.rows.count - 1)")
      }
      return row
    }
    let id = value.text ?? value.as(Track.self)?.id ?? ""
    if let row = model.rows.ids.firstIndex(of: id) { return row }
    throw invocation.diagnostic(
      "UnknownItem", "the model was trained on no track \"\(id)\"", at: key,
      hint: Spelling.nearest(to: id, among: Array(model.rows.ids.prefix(2000))).map {
        "did you mean \"\($0)\"?"
      })
  }
}
