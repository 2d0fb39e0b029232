import MVAEKit

/// `load images`: pictures of the data sets that models are compared on.
enum LoadImages {
  private static let path = Key<String>.path(
    "path", "a file of images, plain or .gz, or the folder that has it", .folderOrFile, isRequired: true)
  private static let part = Key<String>.word(
    "part", "which images of a folder: its train files, or those named test or t10k",
    IDXPart.allCases.map(\.rawValue), default: IDXPart.train.rawValue)
  private static let limit = Key<Int>.integer(
    "limit", "at most so many images, of each label in turn", in: 1...10_000_000)

  static let command = Command(
    "load", "images", summary: "Loads pictures in the IDX format of MNIST, with their labels.",
    details: [
      "`train-images-idx3-ubyte` with `train-labels-idx1-ubyte` beside it, whose classes become the column `label`. Values "
        + "stay as they are stored, 0...255 for MNIST: each model scales for itself. Pictures of 28×28 can be halved twice: "
        + "train with two `channels`. A CSV or npz of flat digits is read by `import`."
    ],
    subjects: [path.parameter], labels: [part.parameter, limit.parameter],
    examples: [
      .init("digits = load images \"mnist\" limit: 5000", "500 of each digit"),
      .init("held = load images \"mnist/t10k-images-idx3-ubyte.gz\"", "one file"),
    ]
  ) { invocation in
    let images = try FeatureTensor.importIDX(
      path: UserPath.expanded(try invocation.value(path)),
      part: IDXPart(rawValue: try invocation.value(part)) ?? .train, limit: invocation.optional(limit),
      cancellation: invocation.cancellation)
    if images.rows.columns.isEmpty {
      invocation.warn("no labels file lies beside the images, so they have no column `label`")
    }
    return .object(images)
  }
}
