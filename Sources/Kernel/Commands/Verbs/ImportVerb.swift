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
  private static let features = Key<String>.text("features", "npz: the array of features; found if left out")
  private static let scaling = Key<String>.word(
    "scaling", "CSV: how distances see the columns", FeatureMatrix.Scaling.allCases.map(\.rawValue),
    default: "standard")

  static let importing = Command(
    "import", summary: "Makes features of a CSV table or of numpy arrays.",
    details: [
      "From CSV, numeric columns become features and text columns labels. From npz, a rank-2 array becomes features, a "
        + "rank-3 array images (rows × bands × frames)."
    ],
    subjects: [path.parameter],
    labels: [
      label.parameter, id.parameter, group.parameter, columns.parameter, features.parameter,
      scaling.parameter,
    ],
    examples: [
      .init("table = import \"features.csv\" label: \"genre\" id: \"track_id\"", "a row a track"),
      .init("digits = import \"digits.npz\" features: \"X\" label: \"y\"", "arrays of numpy.savez"),
    ]
  ) { invocation in
    let path = UserPath.expanded(try invocation.value(path))
    if path.hasSuffix(".npz") || path.hasSuffix(".npy") { return try arrays(path, invocation) }
    let extraction = try FeatureMatrix.importCSV(
      path: path, label: invocation.optional(label) ?? [], id: invocation.optional(id),
      group: invocation.optional(group), columns: invocation.optional(columns),
      scaling: FeatureMatrix.Scaling(rawValue: try invocation.value(scaling)) ?? .standard,
      cancellation: invocation.cancellation)
    extraction.notes.forEach(invocation.warn)
    return .object(extraction.features)
  }

  /// Images where the array has rank 3, else one vector a row.
  private static func arrays(_ path: String, _ invocation: Invocation) throws -> Value {
    let label = invocation.optional(label)?.first
    do {
      return .object(
        try FeatureMatrix.importNPZ(
          path: path, features: invocation.optional(features), label: label, id: invocation.optional(id),
          group: invocation.optional(group), cancellation: invocation.cancellation))
    } catch let error as any ExplainedError {
      guard
        let images = try? FeatureTensor.importNPZ(
          path: path, features: invocation.optional(features), label: label, id: invocation.optional(id),
          group: invocation.optional(group), cancellation: invocation.cancellation)
      else { throw error }
      return .object(images)
    }
  }
}
