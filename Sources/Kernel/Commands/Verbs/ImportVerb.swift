import MVAEKit

/// `import`: features from tables and arrays made elsewhere.
enum ImportVerb {
  private static let path = Key<String>.path(
    "path", "the table or arrays to read", .input(["csv", "tsv", "npz", "npy"]), isRequired: true)
  private static let label = Key<[String]>.texts(
    "label", "the column or array of labels; several as a list, from CSV")
  private static let id = Key<String>.text("id", "the column or array of ids")
  private static let group = Key<String>.text(
    "group", "the column or array whose values keep rows together in splits")
  private static let columns = Key<[String]>.texts(
    "columns", "CSV: the columns that are features; every numeric one if left out")
  private static let features = Key<[String]>(
    parameter: Parameter(
      "features", "CSV of the Free Music Archive: the groups to keep; npz: the array of features",
      .list(.either([.word(groups), .text]))),
    fallback: nil, read: { $0.list?.compactMap(\.text) })
  /// What the header rows of features.csv and echonest.csv say.
  private static let groups = [
    "chroma_cens", "chroma_cqt", "chroma_stft", "mfcc", "rmse", "spectral_bandwidth", "spectral_centroid",
    "spectral_contrast", "spectral_rolloff", "tonnetz", "zcr", "audio_features", "social_features",
    "temporal_features",
  ]
  private static let statistics = Key<[String]>(
    parameter: Parameter(
      "statistics", "CSV of the Free Music Archive: the statistics to keep; all if left out",
      .list(.either([.word(["mean", "std", "median", "min", "max", "skew", "kurtosis"]), .text]))),
    fallback: nil, read: { $0.list?.compactMap(\.text) })
  private static let corpus = Key<Corpus>.value(
    "corpus", "CSV: the tracks whose rows are wanted, in their order and with their labels", isRequired: false
  )
  private static let scaling = Key<String>.word(
    "scaling", "CSV: how distances see the columns", FeatureMatrix.Scaling.allCases.map(\.rawValue),
    default: "standard")

  static let importing = Command(
    "import", summary: "Makes features of a CSV table or of numpy arrays.",
    details: [
      "From CSV, numeric columns become features and text columns labels. From npz, a rank-2 array becomes features, a "
        + "rank-3 array images (rows × bands × frames). `features.csv` and `echonest.csv` of the Free Music Archive are read "
        + "with their several header rows; of the groups that `features:` names and the `statistics:` nothing else is kept."
    ],
    subjects: [path.parameter],
    labels: [
      label.parameter, id.parameter, group.parameter, columns.parameter, features.parameter,
      statistics.parameter, corpus.parameter, scaling.parameter,
    ],
    examples: [
      .init("table = import \"features.csv\" label: \"genre\" id: \"track_id\"", "a row a track"),
      .init(
        "ready = import \"fma_metadata/features.csv\" features: [mfcc, chroma_cens] statistics: [mean, std] corpus: corpus",
        "ready features of the corpus's tracks, with its labels"),
      .init(
        "echo = import \"fma_metadata/echonest.csv\" features: audio_features corpus: corpus", "eight of them"
      ),
      .init("digits = import \"digits.npz\" features: \"X\" label: \"y\"", "arrays of numpy.savez"),
    ]
  ) { invocation in
    let path = UserPath.expanded(try invocation.value(path))
    if path.hasSuffix(".npz") || path.hasSuffix(".npy") { return try arrays(path, invocation) }
    let scaling = FeatureMatrix.Scaling(rawValue: try invocation.value(scaling)) ?? .standard
    let extraction = try invocation.withProgress { progress in
      try FeatureMatrix.importCSV(
        path: path, label: invocation.optional(label) ?? [], id: invocation.optional(id),
        group: invocation.optional(group), columns: invocation.optional(columns),
        groups: invocation.optional(features) ?? [], statistics: invocation.optional(statistics) ?? [],
        tracks: invocation.optional(corpus)?.table, scaling: scaling, cancellation: invocation.cancellation,
        progress: progress)
    }
    extraction.notes.forEach(invocation.warn)
    return .object(extraction.features)
  }

  /// Images where the array has rank 3, else one vector a row.
  private static func arrays(_ path: String, _ invocation: Invocation) throws -> Value {
    let label = invocation.optional(label)?.first
    do {
      return .object(
        try FeatureMatrix.importNPZ(
          path: path, features: invocation.optional(features)?.first, label: label,
          id: invocation.optional(id),
          group: invocation.optional(group), cancellation: invocation.cancellation))
    } catch let error as any ExplainedError {
      guard
        let images = try? FeatureTensor.importNPZ(
          path: path, features: invocation.optional(features)?.first, label: label,
          id: invocation.optional(id),
          group: invocation.optional(group), cancellation: invocation.cancellation)
      else { throw error }
      return .object(images)
    }
  }
}
