import MVAEKit

/// `disentanglement`: whether dimensions follow properties of the tracks that are known.
enum DisentanglementVerb {
  private static let vectors = Key<Value>.object(
    "vectors", "a model, features, an encoding or a projection", Observations.kinds)
  private static let asked = Key<[String]>(
    parameter: Parameter(
      "factors", "label columns; every one with numbers or 2 to 50 classes if left out", .list(.column)),
    fallback: nil, read: { $0.list?.compactMap(\.text) })
  private static let seed = Key<Int>.integer(
    "seed", "of folds, votes and the shuffled codes", in: Seed.range, default: 1)

  static let disentanglement = Command(
    "disentanglement",
    summary:
      "Whether each dimension follows one known factor, and each factor one dimension: MIG, SAP, DCI, FactorVAE.",
    details: [
      "MIG: the largest mutual information of a dimension with a factor less the second, over the factor's entropy (Chen et al. "
        + "2018). SAP: the same of R² or of accuracy over chance of one dimension alone (Kumar et al. 2018). DCI: how far the "
        + "weights of sparse linear readers are of one factor a dimension, of one dimension a factor, and how well they "
        + "read held-out groups (Eastwood & Williams 2018). FactorVAE: the dimension that varies least where a factor is "
        + "fixed tells the factor (Kim & Mnih 2018).",
      "`chance` is what the same codes give when they are shuffled over the tracks. The members `measures`, `importance`, "
        + "`information`, `separability` and `factors` are tables for `export`.",
    ],
    subjects: [vectors.parameter], labels: [asked.parameter, seed.parameter],
    examples: [
      .init("disentanglement basic", "by every label of the corpus"),
      .init("disentanglement basic factors: [tempo, mode, brightness]", "by these"),
      .init("scores = disentanglement mfcc", "features, to compare with; then `export scores.importance`"),
    ]
  ) { invocation in
    let value = try invocation.value(vectors)
    let codes = try Observations.matrix(vectors, invocation)
    let found = try invocation.withProgress { progress in
      try Disentanglement.measure(
        codes, factors: try columns(codes.rows, invocation), posterior: value.sampledPosterior,
        seed: UInt64(try invocation.value(seed)), cancellation: invocation.cancellation, progress: progress)
    }
    return .object(found)
  }

  private static func columns(_ rows: TrackTable, _ invocation: Invocation) throws -> [Column] {
    if let names = invocation.optional(asked) { return names.compactMap(rows.column) }
    let answers = Set(rows.answers.map(\.name))
    let columns = rows.columns.filter { column in
      !answers.contains(column.name) && (column.numbers != nil || column.categoryCounts.count <= 50)
    }
    guard !columns.isEmpty else {
      throw invocation.diagnostic(
        "NoLabels", "these tracks have no labels to judge by", at: vectors,
        hint: "labels come from the corpus' table; `load demo design: factorial` has known ones")
    }
    return columns
  }
}

extension Value {
  /// q(z|x) of a model that draws, or of an encoding.
  fileprivate var sampledPosterior: Posterior? {
    if let model = self.as(TrainedModel.self) { return model.network.samples ? model.posterior : nil }
    return self.as(LatentEncoding.self)?.posterior
  }
}
