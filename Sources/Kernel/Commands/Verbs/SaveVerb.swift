import MVAEKit
import Plot

/// `save`: models, features, sounds and figures as files.
enum SaveVerb {
  private static let value = Key<Value>.any("value", "a model, features, images, a clip, a track or a figure")
  private static let path = Key<String>.path(
    "path", "the file to write; its ending says how",
    .output(["safetensors", "wav", "flac", "ogg", "mp3"] + FigureFile.endings), isRequired: true)

  static let save = Command(
    "save", summary: "Writes a model or features for `open`, a sound as audio, a figure as a picture.",
    details: [
      "safetensors: weights under the names that PyTorch gives them, and all else that the model is: settings, split, "
        + "history, classes, scalers, latents with ids and labels. The features it was trained on are not kept.",
      "The file is written beside and renamed, so that a reader never sees half of one.",
    ],
    subjects: [value.parameter, path.parameter],
    examples: [
      .init("save fused \"fused.safetensors\"", "a model, for `open` and for Python"),
      .init("save words \"words.safetensors\"", "features with what makes them of other tracks"),
      .init("save corpus[3] \"track.wav\"", "a sound"), .init("save chart \"latent.svg\"", "a figure"),
    ]
  ) { invocation in
    let target = UserPath.expanded(try invocation.value(path))
    try invocation.replacing(target, at: path) {
      try write(try invocation.value(value), target, invocation)
    }
    return nil
  }

  private static func write(_ value: Value, _ path: String, _ invocation: Invocation) throws {
    if let file = savedFile(value) {
      try require(["safetensors"], path, value, invocation)
      try file.write(path: path)
    } else if value.kind == .clip || value.kind == .track {
      try require(["wav", "flac", "ogg", "mp3"], path, value, invocation)
      let sound = try Sound(value, invocation)
      try AudioFile.write(sound.audio, path: path, cancellation: invocation.cancellation)
    } else if let figure = value.as(Figure.self) {
      try require(FigureFile.endings, path, value, invocation)
      try FigureFile.write(figure, path, at: Self.path, invocation)
    } else {
      throw invocation.diagnostic(
        "WrongType", "\(value.kind.withArticle) can't be saved", at: Self.value,
        hint: "tables are written by `export`; models, features, sounds and figures by `save`")
    }
  }

  private static func savedFile(_ value: Value) -> SavedFile? {
    value.as(TrainedModel.self).map { .model($0) } ?? value.as(FeatureMatrix.self).map { .features($0) }
      ?? value.as(FeatureTensor.self).map { .images($0) }
  }

  private static func require(
    _ endings: [String], _ path: String, _ value: Value, _ invocation: Invocation
  ) throws {
    if endings.contains(UserPath.ending(of: path)) { return }
    let allowed = endings.map { "." + $0 }
    throw invocation.diagnostic(
      "WrongEnding",
      "\(value.kind.withArticle) \(value.kind.isPlural ? "are" : "is") saved as \(allowed.joined(separator: ", "))",
      at: Self.path, hint: "let the path end in \(allowed.joined(separator: " or "))")
  }
}
