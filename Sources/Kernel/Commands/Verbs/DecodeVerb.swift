import MVAEKit

/// `decode`: features of points of the latent space that are given.
enum DecodeVerb {
  private static let latents = Key<Value>.any(
    "latents",
    "one point as a list of numbers, several as a list of lists, or features with a column a dimension")
  private static let labels = Key<[String]>(
    parameter: Parameter(
      "label", "the class to decode, or one a point; needed by a conditional model", .list(.text),
      aliases: ["genre"]),
    fallback: nil, read: { $0.list?.compactMap(\.text) })

  static let decode = Command(
    "decode", summary: "Features of given points of the latent space, in the features' own units.",
    details: ["Latents of tracks with a column of the model's label need no `label:`."],
    subjects: [AskedTracks.model.parameter, latents.parameter], labels: [labels.parameter],
    examples: [
      .init("made = decode basic [0.1, -1.2, 0, 0, 0, 0, 0, 0]", "one point of 8 dimensions"),
      .init("made = decode basic basic.latents", "the means of all tracks"),
      .init("made = decode cvae cvae.latents[0] label: \"Rock\"", "a track's z as another genre"),
    ]
  ) { invocation in
    let model = try invocation.value(AskedTracks.model)
    let points = try Points(try invocation.value(latents), latent: model.network.latent, invocation)
    let classes = try classes(of: points, model, invocation)
    return try model.decodeFeatures(
      points.values, labels: classes, rows: points.rows, cancellation: invocation.cancellation
    ).value
  }

  private static func classes(of points: Points, _ model: TrainedModel, _ invocation: Invocation) throws
    -> [String]?
  {
    let given = invocation.optional(labels)
    guard let name = model.labelName else {
      guard given == nil else {
        throw invocation.diagnostic(
          "NoLabels", "this model knows no labels", at: labels,
          hint: "`train conditional` makes one that does")
      }
      return nil
    }
    let count = points.values.rows
    if let given {
      if let wrong = given.first(where: { !model.classes.contains($0) }) {
        throw ModelClass.unknown(wrong, of: model, at: labels, invocation)
      }
      if given.count == count { return given }
      guard given.count == 1 else {
        throw invocation.diagnostic(
          "WrongCount", "there are \(given.count) labels for \(NumberText.count(count, "point"))", at: labels)
      }
      return [String](repeating: given[0], count: count)
    }
    if let own = points.rows?.column(name)?.texts.compactMap({ $0 }), own.count == count { return own }
    throw Diagnostic(
      "MissingArgument", "this model needs `label:`, the \(name) to decode", at: invocation.span,
      hint: "it knows \(model.classes.joined(separator: ", "))")
  }

  /// Points as they were given, as many rows of `latent` numbers.
  private struct Points {
    let values: Tensor
    /// Of features; points written out have no names.
    var rows: TrackTable?

    init(_ value: Value, latent: Int, _ invocation: Invocation) throws {
      if let matrix = value.as(FeatureMatrix.self) {
        (values, rows) = (matrix.values, matrix.rows)
        try Self.check(matrix.values.columns, latent, invocation)
        return
      }
      guard let list = value.list, !list.isEmpty else { throw Self.wrongType(value, invocation) }
      let isOne = list.allSatisfy { $0.number != nil }
      let lines = isOne ? [list] : list.compactMap(\.list)
      guard isOne || lines.count == list.count else { throw Self.wrongType(value, invocation) }
      let numbers = try lines.flatMap { line in
        try Self.check(line.count, latent, invocation)
        let numbers = line.compactMap(\.number)
        guard numbers.count == line.count else { throw Self.wrongType(value, invocation) }
        return numbers.map { Float($0) }
      }
      values =
        Tensor(shape: [lines.count, latent], values: numbers) ?? Tensor(shape: [0, latent])
    }

    private static func check(_ count: Int, _ latent: Int, _ invocation: Invocation) throws {
      guard count != latent else { return }
      throw invocation.diagnostic(
        "WrongCount",
        "a point of this model's latent space has \(NumberText.count(latent, "number")), not \(count)",
        at: latents)
    }

    private static func wrongType(_ value: Value, _ invocation: Invocation) -> Diagnostic {
      invocation.diagnostic(
        "WrongType", "`latents` takes a list of numbers, a list of such lists, or features", at: latents,
        hint: "for example `[0.1, -1.2]` for two dimensions")
    }
  }
}
