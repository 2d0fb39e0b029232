import MVAEKit

/// `open`: what `save` wrote.
enum OpenVerb {
  private static let path = Key<String>.path(
    "path", "the file that `save` wrote", .input(["safetensors"]), isRequired: true)

  static let open = Command(
    "open", summary: "Opens a saved model or saved features.",
    details: [
      "A model answers as before it was saved, byte for byte. The features it was trained on are not in its file: commands "
        + "that need them take features beside the model."
    ],
    subjects: [path.parameter],
    examples: [.init("fused = open \"fused.safetensors\"", "a model of another day")]
  ) { invocation in
    switch try SavedFile(path: UserPath.expanded(try invocation.value(path))) {
    case .model(let model): .object(model)
    case .features(let matrix): .object(matrix)
    case .images(let images): .object(images)
    }
  }
}
